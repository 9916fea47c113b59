import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { ElementHandle, Page } from 'puppeteer-core';

/** The part that runs in the page, as one script. */
let code: string | undefined;
const finderCode = (): string => {
  code ??= buildSync({
    entryPoints: [fileURLToPath(new URL('in-page-finder.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
  }).outputFiles[0]?.text;
  return code ?? '';
};

type Query = readonly ['findByRole', role: string, name: string] | readonly ['findField', name: string];

/** The driver's own world beside the page's: the page's changes to built-in objects do not show there. */
interface Frame {
  isolatedRealm(): Pick<Page, 'evaluate' | 'evaluateHandle'>;
  mainRealm(): { transferHandle(handle: ElementHandle): Promise<ElementHandle> };
}

/** Finds by role and name through a page's DOM; put into each document once. */
export async function findInDom(page: Page, ...[method, ...given]: Query): Promise<ElementHandle | null> {
  const frame = page.mainFrame() as unknown as Frame;
  const realm = frame.isolatedRealm();
  const look = () =>
    realm.evaluateHandle(
      (name, parameters) => {
        const { keyferryFinder: finder } = globalThis as unknown as {
          keyferryFinder?: Record<string, (...texts: string[]) => Element | null>;
        };
        return finder ? (finder[name]?.(...parameters) ?? null) : 'absent';
      },
      method,
      given,
    );
  let found = await look();
  if (!found.asElement() && (await found.jsonValue()) === 'absent') {
    await realm.evaluate(finderCode());
    found = await look();
  }
  const element = found.asElement() as ElementHandle | null;
  return element && frame.mainRealm().transferHandle(element);
}
