import { expect } from 'vitest';
import { find, grantAccess, pageAt, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('says that Bitbucket refuses the pair, and leaves no test application behind', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  for (const consumer of world.standins.bitbucket.consumers) world.standins.bitbucket.replaceSecret(consumer);
  await grantAccess(world);

  const result = await resultPage(world);
  await find(result, 'heading', 'Login doesn’t work yet');
  await sees(result, 'Bitbucket rejected the Key and Secret stored in Auth0.');
  await sees(result, 'The Secret was changed or the consumer deleted on Bitbucket after it was sent');
  await find(result, 'button', 'Set up again');
  expect(world.standins.auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
});
