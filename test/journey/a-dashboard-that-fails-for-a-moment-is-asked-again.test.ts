import { expect, it } from 'vitest';
import { saveAndReachItWorks, setUpToFilledForm } from '../person/person';
import type { Fault } from '../standins/auth0/store';
import { worldForEachTest } from './worlds';

const open = worldForEachTest();

/** Faults that are met once each, and need nobody. */
const faults: readonly [string, string, RegExp, 'before' | 'after', Fault][] = [
  ['a server error on reading', 'GET', /\/connections$/, 'before', { status: 503 }],
  ['a dropped connection on reading', 'GET', /\/clients$/, 'before', 'drop'],
  ['a server error on creating', 'POST', /\/connections$/, 'before', { status: 500 }],
  ['a server error after it was created', 'POST', /\/connections$/, 'after', { status: 502 }],
  ['a lost answer to creating', 'POST', /\/connections$/, 'after', 'drop'],
  ['a lost answer to enabling', 'PATCH', /\/clients$/, 'after', 'drop'],
  ['no answer at all', 'GET', /\/connections$/, 'before', 'hang'],
];

it.each(faults)('%s', async (_, method, path, at, fault) => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const { auth0 } = world.standins;
  let met = 0;
  auth0.interfere = (call, when) => {
    if (met > 0 || when !== at || call.method !== method || !path.test(call.path)) return undefined;
    met += 1;
    return fault;
  };
  await saveAndReachItWorks(world, bitbucket);
  expect(met).toBe(1);
  expect(auth0.connections).toHaveLength(1);
  expect(auth0.connections[0]?.options.client_id).toBe(world.standins.bitbucket.consumers[0]?.key);
  expect(auth0.connections[0]?.enabledClients.size).toBe(2);
});
