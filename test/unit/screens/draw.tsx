import { cleanup, fireEvent, render } from '@testing-library/preact';
import { vi } from 'vitest';
import type english from '../../../src/public/_locales/en/messages.json';
import { Secret } from '../../../src/secret';
import type { Screen } from '../../screens/screens';
import { englishBrowser } from '../ui/english';

/**
 * Draws a screen in jsdom: what the gallery shows, without a browser. The file that imports this must mock the polyfill with `englishBrowser`.
 */

const event = { addListener: () => undefined, removeListener: () => undefined };

/** What the pages ask a browser for, without an answer. */
function prepare(): void {
  Object.assign(englishBrowser.runtime, { sendMessage: () => new Promise<never>(() => undefined) });
  Object.assign(englishBrowser, {
    permissions: { contains: async () => true, onAdded: event, onRemoved: event },
    identity: {
      launchWebAuthFlow: () => new Promise<never>(() => undefined),
      getRedirectURL: () => 'https://keyferry.chromiumapp.org/',
    },
    commands: { getAll: async () => [] },
    tabs: { ...englishBrowser.tabs, query: async () => [{ id: 1, active: true }] },
  });
  Element.prototype.scrollIntoView = () => undefined;
  // A simulated DOM has dialogs, but does not open them.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
}

/** Sealed like a real one, under a passphrase that nobody knows. */
const sealed = { rounds: 600_000, salt: 'AAAAAAAAAAAAAAAAAAAAAA==', iv: 'AAAAAAAAAAAAAAAA', data: 'AAAA' };

/** Stores what the extension keeps while a screen is shown. */
async function keep(screen: Screen): Promise<void> {
  const { profiles, journey, aside, login, firstSteps, history, own } = screen;
  const [current] = profiles;
  const { local, session } = englishBrowser.storage;
  await Promise.all([local.clear(), session.clear()]);
  localStorage.clear();
  await local.set({
    profiles: { version: 1, current: current?.id ?? '', profiles, aside: [] },
    ...(journey ? { journey } : {}),
    ...(aside ? { aside: { [aside.profileId]: aside } } : {}),
    ...(firstSteps ? { welcome: firstSteps } : {}),
    ...(history ? { history } : {}),
    ...(own && current ? { own: { [current.id]: own } } : {}),
    ...(screen.isLocked && current ? { locker: { version: 1, sealed: { [current.id]: sealed } } } : {}),
  });
  if (login) await session.set({ login });
  if (screen.hasPair && journey) {
    const { keepPair } = await import('../../../src/extension/store/vault');
    const secret = new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN');
    await keepPair(journey.id, { key: 'yV5aWjGZz5xz7mhFCg', secret });
  }
}

/** Loads beforehand what a page loads later, so that it is drawn at once. */
const loadAll = () =>
  Promise.all(
    Object.values(
      import.meta.glob(['../../../src/pages/**/*.tsx', '../../../src/pages/**/*.ts', '!**/main.tsx']),
    ).map((load) => load()),
  );

const pages = {
  popup: async () => (await import('../../../src/pages/popup/popup')).Popup,
  result: async () => (await import('../../../src/pages/result/result')).Result,
  options: async () => (await import('../../../src/pages/options/options')).Options,
  welcome: async () => (await import('../../../src/pages/welcome/welcome')).Welcome,
} as const;

/** Draws it once its later parts are loaded. Out: where it is drawn. Rejects if a button to press is missing. */
export async function draw(screen: Screen): Promise<Element> {
  cleanup();
  prepare();
  await Promise.all([keep(screen), loadAll()]);
  const Page = await pages[screen.page]();
  const { container } = render(<Page />);
  await atRest(container);
  for (const key of screen.press ?? []) {
    const name = englishBrowser.i18n.getMessage(key as keyof typeof english);
    const button = await vi.waitFor(
      () => {
        const found = [...container.querySelectorAll('button')].find(
          (each) => (each.getAttribute('aria-label') ?? each.textContent) === name && !each.disabled,
        );
        if (!found) throw new Error(`${screen.page}, ${screen.name}: no button “${name}”`);
        return found;
      },
      { timeout: 20_000 },
    );
    fireEvent.click(button);
    await atRest(container);
  }
  return container;
}

/** Waits until nothing has been drawn for so long, in milliseconds. */
async function atRest(container: Element, quietMs = 8): Promise<void> {
  let before = '';
  for (let same = 0; same < 2; same = container.innerHTML === before && before !== '' ? same + 1 : 0) {
    before = container.innerHTML;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
}
