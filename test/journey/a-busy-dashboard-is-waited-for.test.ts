import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** Once the form is filled, the dashboard answers 429 for so many seconds. */
async function limitedFor(seconds: number) {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const { settings } = world.standins.auth0;
  settings.callsLeft = 0;
  settings.resetAt = Date.now() + seconds * 1000;
  await press(bitbucket, 'Save');
  return { world, popup: await world.extension.openPopup(bitbucket) };
}

itIn()('shows how long, and goes on by itself', async () => {
  const { world, popup } = await limitedFor(15);
  const { settings } = world.standins.auth0;
  await sees(popup, 'Auth0 is limiting requests.');
  await find(popup, 'timer', '');
  await sees(popup, /Continues automatically in \d+ seconds/);
  await grantAccess(world);
  expect(Date.now()).toBeGreaterThanOrEqual(settings.resetAt);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.connections).toHaveLength(1);
});

itIn('chromium')('can be cancelled, and taken up again at the same step', async () => {
  const { world, popup } = await limitedFor(3_600);
  await sees(popup, /Continues automatically in 60 minutes/);
  await press(popup, 'Cancel');
  const page = await resultPage(world);
  await find(page, 'heading', 'Login doesn’t work yet');
  await sees(page, 'Try again in 60 minutes.');
  world.standins.auth0.settings.callsLeft = Number.POSITIVE_INFINITY;
  await press(page, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});
