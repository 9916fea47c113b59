import { expect } from 'vitest';
import {
  find,
  grantAccess,
  leaveLogin,
  openSettingsWithProfile,
  press,
  pressInPopup,
  resultPage,
  sees,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const withTwo = ({ standins: { auth0 } }: World) =>
  ['bitbucket', 'staging'].map((name, index) =>
    auth0.addConnection({
      name,
      strategy: 'bitbucket',
      options: { client_id: `${index}oldKeyOldKeyOld${index}`, client_secret: 's', scope: ['account'] },
    }),
  );

itIn('chromium')('by the person, and only that one is changed', async () => {
  const world = await open();
  const [first, second] = withTwo(world);
  const before = structuredClone(first?.options);
  const form = await setUpToFilledForm(world);
  await press(form, 'Save');
  const result = await resultPage(world);
  await sees(result, 'Auth0 has several Bitbucket connections. Which one do you want to use?');
  await press(result, 'staging (Key 1old…Old1)');
  await find(result, 'heading', 'Review changes');
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(first?.options).toEqual(before);
  expect(second?.options.client_id).toBe(world.standins.bitbucket.consumers[0]?.key);
});

itIn()('for a test login, too', async () => {
  const world = await open();
  const [first, second] = withTwo(world);
  const settings = await openSettingsWithProfile(world);
  await pressInPopup(world, settings, 'Run test login');
  const result = await resultPage(world);
  await press(result, 'staging (Key 1old…Old1)');
  // Bitbucket does not know its Key, so there is no page to log in on.
  await leaveLogin(world, result, 'Login doesn’t work yet');
  const written = world.standins.auth0.calls.filter((each) => each.method === 'PATCH');
  expect(written.map((each) => each.path)).toEqual([`/connections/${second?.id}/clients`]);
  expect(first?.enabledClients.size).toBe(0);
});
