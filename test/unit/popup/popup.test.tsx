// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { advance } from '../../../src/setup/journey/advance';
import { begin } from '../../../src/setup/journey/begin';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
// It would load after these tests are over.
vi.mock('../../../src/pages/parts/bitbucket-access', () => ({ BitbucketAccess: () => null }));

const journey = advance(
  begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: Date.now() - 200_000 }),
  { kind: 'login-needed' },
  Date.now() - 180_000,
);

const never = () => new Promise<never>(() => undefined);
beforeEach(() => {
  englishBrowser.reset();
  Object.assign(englishBrowser.runtime, { sendMessage: never });
  Object.assign(englishBrowser, {
    permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  });
  vi.resetModules();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  localStorage.clear();
});
const event = { addListener: () => undefined, removeListener: () => undefined };

/** The popup while storage does not answer. */
async function openPopup(): Promise<string> {
  vi.spyOn(englishBrowser.storage.local, 'get').mockImplementation(never);
  vi.spyOn(englishBrowser.storage.session, 'get').mockImplementation(never);
  const { Popup } = await import('../../../src/pages/popup/popup');
  return render(<Popup />).container.textContent ?? '';
}

it('shows what a page last saw in its first frame, before storage has answered', async () => {
  const { keptJourney } = await import('../../../src/extension/store/journey');
  const { keptProfiles } = await import('../../../src/extension/store/profiles');
  keptProfiles.glimpse.note({ version: 1, current: 'p', profiles: [profile('p')], aside: [] });
  keptJourney.glimpse.note(journey);
  expect(await openPopup()).toContain('Log in to Bitbucket in the tab that opened.');
});

it('shows that nothing is being set up, where a page last saw that', async () => {
  const { keptJourney } = await import('../../../src/extension/store/journey');
  const { keptProfiles } = await import('../../../src/extension/store/profiles');
  keptProfiles.glimpse.note({ version: 1, current: 'p', profiles: [profile('p')], aside: [] });
  keptJourney.glimpse.note(undefined);
  expect(await openPopup()).toContain('Set up Bitbucket login');
});

it.each(['{"value":', '{"value":{"version":"?"}}', 'null'])(
  'opens all the same where what was last seen is damaged: %s',
  async (text) => {
    for (const key of ['profiles', 'journey']) localStorage.setItem(key, text);
    expect(await openPopup()).toBe('');
  },
);

it('opens, and notes nothing, where the browser refuses its storage', async () => {
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  const { keptJourney } = await import('../../../src/extension/store/journey');
  keptJourney.glimpse.note(journey);
  expect(await openPopup()).toBe('');
});

/** Its code loads when it is first drawn. */
const soon = { timeout: 60_000 };

it('shows the page in the tab for a tool that is set up by hand, and leaves it for More', async () => {
  const { keptProfiles } = await import('../../../src/extension/store/profiles');
  const { keptJourney } = await import('../../../src/extension/store/journey');
  const { dashboard: _, ...rest } = profile('p');
  const callbackUrl = 'https://git.acme.example/callback';
  const byHand = { ...rest, dashboard: 'other' as const, tool: 'gitea', callbackUrl };
  keptProfiles.glimpse.note({ version: 1, current: 'p', profiles: [byHand], aside: [] });
  keptJourney.glimpse.note(undefined);
  await openPopup();
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Fill the page in this tab' }, soon));
  await screen.findByRole('heading', { name: 'The page in this tab' }, soon);
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  await screen.findByRole('list', { name: 'More' }, soon);
  expect(screen.queryByRole('heading', { name: 'The page in this tab' })).toBeNull();
});

it('shows nothing rather than something made up, the very first time', async () => {
  expect(await openPopup()).toBe('');
});

it('has, last in the list of profiles, a new one from the page in front', async () => {
  const { keptProfiles } = await import('../../../src/extension/store/profiles');
  const kept = { version: 1 as const, current: 'p', profiles: [profile('p')], aside: [] };
  await keptProfiles.write(kept);
  const { Popup } = await import('../../../src/pages/popup/popup');
  render(<Popup />);
  const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Profile' });
  const last = [...choice.options].at(-1);
  expect(last?.text).toBe('New profile from this page');
  fireEvent.change(choice, { target: { value: last?.value } });
  await screen.findByRole('heading', { name: 'New profile from this page' });
  expect(await keptProfiles.read()).toEqual(kept);
  fireEvent.click(await screen.findByRole('button', { name: 'Back' }));
  expect(await screen.findByRole('combobox', { name: 'Profile' })).toHaveProperty('value', 'p');
});
