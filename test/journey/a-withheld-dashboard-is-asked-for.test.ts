import { expect } from 'vitest';
import { profile } from '../fixtures/profile';
import { find, grantAccess, press, resultPage, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const { domain } = profile('p');

itIn('firefox')('where the setup stopped, which goes on with its pair once it is given', async () => {
  const world = await open();
  const { auth0, bitbucket } = world.standins;
  const form = await setUpToFilledForm(world);
  const own = await world.extension.openPage('src/pages/options/index.html');
  await own.evaluate(`chrome.permissions.remove({ origins: ['https://${domain}/*'] })`);
  await own.close();
  await form.bringToFront();
  auth0.calls.length = 0;
  await press(form, 'Save');
  const result = await resultPage(world);
  await find(result, 'heading', `Keyferry isn’t allowed to access ${domain}.`);
  expect(auth0.calls).toEqual([]);

  // The browser's prompt has no button that a driver could press: its answer is set before the page asks.
  await world.extension.grantHost(domain);
  await press(result, 'Allow access');
  await grantAccess(world);
  await find(result, 'heading', 'It works!');
  expect(bitbucket.consumers).toHaveLength(1);
  expect(auth0.connections[0]?.options).toMatchObject({ client_id: bitbucket.consumers[0]?.key });
});
