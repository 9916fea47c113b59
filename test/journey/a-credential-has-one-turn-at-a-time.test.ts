import { expect } from 'vitest';
import { openSettingsWithProfile, press, sees } from '../person/person';
import { it, worldForEachTest } from './worlds';

const open = worldForEachTest();

it('in the background, while a page has it', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'oldKeyOldKeyOldKey' },
  });
  const settings = await openSettingsWithProfile(world);
  const page = await world.extension.openPage('src/pages/result/index.html');
  // As if it had been forgotten or locked there.
  await page.evaluate(`new Promise((isMine) => {
    void navigator.locks.request('keyferry credentials', () => {
      isMine();
      return new Promise((isOver) => { globalThis.giveBack = isOver; });
    });
  })`);

  const popup = await world.extension.openPopup(settings);
  await press(popup, 'Run test login');
  await expect
    .poll(() =>
      settings.evaluate(`navigator.locks.query().then(({ pending }) => pending.map(({ name }) => name))`),
    )
    .toContain('keyferry credentials');
  expect(auth0.calls).toEqual([]);

  await page.evaluate(`chrome.storage.session.remove('credential:a-profile').then(() => giveBack())`);
  await sees(popup, 'Enter your Auth0 credential to continue.');
  expect(auth0.calls).toEqual([]);
  expect(Object.keys((await settings.evaluate('chrome.storage.session.get()')) as object)).not.toContain(
    'credential:a-profile',
  );
});
