import { expect, it } from 'vitest';
import {
  find,
  grantAccess,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpToFilledForm,
} from '../person/person';
import { worldForEachTest } from './worlds';

const open = worldForEachTest();

it('while the form waits for Save', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.stopBackground();
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

it('while the login window is open: interrupted, never failed, and cleaned up', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await world.extension.stopBackground();
  await consent.close();
  const result = await resultPage(world);
  await sees(result, 'The test login was interrupted.');
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
});
