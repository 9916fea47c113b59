import { expect } from 'vitest';
import {
  enter,
  enterProfile,
  press,
  saveAndReachItWorks,
  sees,
  setUpFrom,
  setUpToFilledForm,
} from '../person/person';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('of 500 the chosen ones, found by their names, and no other is touched', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  for (let number = 1; number <= 500; number += 1)
    auth0.addClient({ name: `Service ${String(number).padStart(3, '0')}`, app_type: 'spa' });
  await world.extension.grantHost(seed.tenant.domain);
  const settings = await enterProfile(world);
  await press(settings, 'Check access');
  await sees(settings, '502 of 502 selected');
  await sees(settings, 'All permissions granted.');
  await press(settings, 'Only selected applications', 'radio');
  await sees(settings, '0 of 502 selected');
  await enter(settings, 'Search applications', 'service 4');
  for (const name of ['Service 401', 'Service 499']) await press(settings, name, 'checkbox');
  await enter(settings, 'Search applications', 'rocket shop');
  await press(settings, 'Rocket Shop', 'checkbox');
  await sees(settings, '3 of 502 selected');
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  await press(settings, 'Check access');
  await sees(settings, '3 of 502 selected');

  await saveAndReachItWorks(world, await setUpFrom(world, settings));
  const nameOf = (id: string) => auth0.clients.find((each) => each.client_id === id)?.name;
  expect([...(auth0.connections[0]?.enabledClients ?? [])].map(nameOf).sort()).toEqual([
    'Rocket Shop',
    'Service 401',
    'Service 499',
  ]);
});

itIn()('all of 60 in two portions, and those that were enabled stay so', async () => {
  const world = await open();
  const { auth0, applications } = world.standins;
  for (let number = 1; number <= 58; number += 1)
    auth0.addClient({ name: `Service ${number}`, app_type: 'spa' });
  const robot = applications.machine.client_id;
  await saveAndReachItWorks(world, await setUpToFilledForm(world));
  const enabled = auth0.connections[0]?.enabledClients;
  expect([enabled?.size, enabled?.has(robot)]).toEqual([60, false]);
  const portions = auth0.calls.filter((each) => each.method === 'PATCH' && each.path.endsWith('/clients'));
  // Two for the applications, one for the test.
  expect(portions).toHaveLength(3);
});
