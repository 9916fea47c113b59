import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { profile } from './profile';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { replaceJourney } = await import('../../../src/extension/background/journal');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { adoptTab } = await import('../../../src/extension/background/bitbucket-tab');
const { saveProfile } = await import('../../../src/extension/store/profiles');
const { goOn } = await import('../../../src/extension/background/driver');
const { begin } = await import('../../../src/setup/journey/begin');

const begun = begin({ id: 'a', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 });
const atTheForm = { ...begun, stage: { kind: 'creating', name: 'Login', isFilled: true } } as const;

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  Object.assign(fakeBrowser.tabs, { sendMessage: async () => undefined });
  await saveProfile(profile('p'));
});

it('would be woken, were it stopped at something that needs nobody', async () => {
  await replaceJourney({ ...begun, stage: { kind: 'checking' } });
  await goOn();
  expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
});

it('sleeps while the person has something to do on Bitbucket', async () => {
  const tab = await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' });
  await adoptTab(atTheForm, tab.id ?? 0);
  await replaceJourney(atTheForm);
  await goOn();
  expect((await keptJourney.read())?.stage).toEqual(atTheForm.stage);
  expect(await fakeBrowser.alarms.get('go-on')).toBeUndefined();
});

it('says that the tab is lost, where it went with the browser', async () => {
  await replaceJourney(atTheForm);
  await goOn();
  expect((await keptJourney.read())?.stage).toMatchObject({
    kind: 'stopped',
    problem: { code: 'tabClosed' },
    back: 'finding',
  });
});
