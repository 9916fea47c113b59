// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failures } from '../../screens/failures';
import { englishBrowser } from '../ui/english';

// What the gallery shows of each failure is what a person has to read there, with the button that leads on standing out.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Result } = await import('../../../src/pages/result/result');
const { Popup } = await import('../../../src/pages/popup/popup');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { keptProfiles } = await import('../../../src/extension/store/profiles');

const event = { addListener: () => undefined, removeListener: () => undefined };
beforeEach(async () => {
  Object.assign(englishBrowser.runtime, { sendMessage: () => new Promise<never>(() => undefined) });
  Object.assign(englishBrowser, {
    permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  });
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
});
afterEach(cleanup);

it.each(failures.map((each) => [each.name, each] as const))('%s', async (_, failure) => {
  const { page, profiles, journey, words, main } = failure;
  await keptProfiles.write({ version: 1, current: profiles[0].id, profiles: [...profiles], aside: [] });
  await keptJourney.write(journey);
  const { container } = render(page === 'popup' ? <Popup /> : <Result />);
  // Some of it comes once it is first drawn.
  await vi.waitFor(
    () => {
      for (const each of words) expect(container.textContent).toContain(each);
      const primary = [...container.querySelectorAll('.primary')].map((each) => each.textContent);
      expect(primary).toEqual([main]);
    },
    { timeout: 5_000 },
  );
});
