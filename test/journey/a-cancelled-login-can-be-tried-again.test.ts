import { expect } from 'vitest';
import {
  closeLogin,
  find,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  setUpToFilledForm,
} from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('after Cancel on the consent page', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  await press(await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize'), 'Cancel');
  const result = await resultPage(world);
  await sees(result, 'The login was canceled.');
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.connections).toHaveLength(1);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

itIn()('after its window was closed, with the likely causes', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  await closeLogin(await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize'));
  const result = await resultPage(world);
  await sees(result, 'The login window was closed before the login finished.');
  await sees(result, 'Invalid redirect_uri');
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});
