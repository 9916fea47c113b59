import { expect } from 'vitest';
import { saveAndReachItWorks, setUpToFilledForm } from '../person/person';
import type { Fault } from '../standins/auth0/store';
import { itEach, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

type Meeting = readonly [what: string, method: string, path: RegExp, at: 'before' | 'after', fault: Fault];

/** Faults that each happen once, and need nobody to act. */
const before: readonly Meeting[] = [
  ['a server error on reading', 'GET', /\/connections$/, 'before', { status: 503 }],
  ['a dropped connection on reading', 'GET', /\/clients$/, 'before', 'drop'],
  ['a server error on creating', 'POST', /\/connections$/, 'before', { status: 500 }],
  ['a lost answer to enabling', 'PATCH', /\/clients$/, 'after', 'drop'],
];
const after: readonly Meeting[] = [
  ['no answer at all', 'GET', /\/connections$/, 'before', 'hang'],
  ['a server error after it was created', 'POST', /\/connections$/, 'after', { status: 502 }],
];

itEach<[string, readonly Meeting[]]>(
  [
    ['before it does what it is asked for', before],
    ['after it has done so', after],
  ],
  { chromium: none, firefox: none },
)('%s', async (_, faults) => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const { auth0 } = world.standins;
  const met: string[] = [];
  auth0.interfere = (call, when) => {
    const found = faults.find(
      ([what, method, path, at]) =>
        !met.includes(what) && when === at && call.method === method && path.test(call.path),
    );
    if (!found) return undefined;
    const [what, , , , fault] = found;
    met.push(what);
    return fault;
  };
  await saveAndReachItWorks(world, bitbucket);
  expect(met.toSorted()).toEqual(faults.map(([what]) => what).toSorted());
  expect(auth0.connections).toHaveLength(1);
  expect(auth0.connections[0]?.options.client_id).toBe(world.standins.bitbucket.consumers[0]?.key);
  expect(auth0.connections[0]?.enabledClients.size).toBe(2);
});
