import type { Page } from 'puppeteer-core';

/** The setup that the extension has written down, and its pair in the vault; each is undefined if there is none. */
export interface Kept {
  readonly journey?: { readonly stage: { readonly kind: string } };
  readonly pair?: { readonly key: string; readonly secret: string };
}

/** What is kept now, as one of the extension's own pages sees it. */
export const keptIn = async (own: Page): Promise<Kept> =>
  (await own.evaluate(
    `(async () => {
      const { journey } = await chrome.storage.local.get('journey');
      const name = 'pair:' + journey?.id;
      return { journey, pair: (await chrome.storage.session.get(name))[name] };
    })()`,
  )) as Kept;

/** Forgets the setup, and every pair: the next scenario finds the extension as after an installation. */
export const forgetKept = (own: Page): Promise<unknown> =>
  own.evaluate(
    `(async () => {
      const pairs = Object.keys(await chrome.storage.session.get()).filter((name) => name.startsWith('pair:'));
      await Promise.all([chrome.storage.local.remove(['journey', 'aside']), chrome.storage.session.remove(pairs)]);
    })()`,
  );
