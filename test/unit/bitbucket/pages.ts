import { Script } from 'node:vm';
import type { Hono } from 'hono';
import { JSDOM, VirtualConsole } from 'jsdom';
import { untilQuiet } from '../../../src/helper/until-quiet';
import { bitbucketApp } from '../../standins/bitbucket';
import { type PageSettings, pageSettings } from '../../standins/bitbucket/pages';
import { BitbucketStore, type Generation } from '../../standins/bitbucket/store';

/** The stand-in's pages, in jsdom with their own scripts running: the same markup as in the journeys. */

export interface OpenPage {
  readonly store: BitbucketStore;
  readonly window: JSDOM['window'];
  readonly document: Document;
  /** Waits until the page has rendered the last change. */
  readonly settled: () => Promise<void>;
  close(): void;
}

function bitbucket(generation: Generation, pages: Partial<PageSettings>) {
  const store = new BitbucketStore();
  const mira = store.addAccount({
    username: 'mira',
    displayName: 'Mira Vogel',
    password: 'x',
    email: 'mira@acme.example',
  });
  store.addWorkspace('acme', 'Acme Rockets', [mira]);
  const app = bitbucketApp({ store, settings: pageSettings({ generation, ...pages }) });
  const { cookie } = store.startSession(mira);
  const get = (path: string, init: RequestInit = {}) =>
    app.request(new URL(path, 'https://bitbucket.org').href, {
      ...init,
      headers: { ...init.headers, cookie: `cloud.session.token=${cookie}` },
    });
  return { store, app, get };
}

const scripts = new Map<string, Script>();

/** A page's code, read once for all pages that run it: it is a megabyte. */
function compiled(code: string): Script {
  const script = scripts.get(code) ?? new Script(code);
  scripts.set(code, script);
  return script;
}

/** Opens `path` below the workspace's settings, by default in the drawn look. `prepare` fills the store first. */
export async function openPage(
  generation: Generation,
  path: string,
  prepare: (store: BitbucketStore, app: Hono) => void = () => {},
  pages: Partial<PageSettings> = {},
): Promise<OpenPage> {
  const look = pages.look ?? 'drawn';
  const { store, app, get } = bitbucket(generation, { ...pages, look });
  prepare(store, app);
  const base = path.startsWith('/')
    ? 'https://bitbucket.org'
    : 'https://bitbucket.org/acme/workspace/settings/';
  const url = base + path;
  const html = await (await get(url)).text();
  // Ignores what the page says on its own console, but not a failed script.
  const virtualConsole = new VirtualConsole().on('jsdomError', (error) => console.error(error));
  const page = new JSDOM(html, {
    url,
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    virtualConsole,
  });
  const { window } = page;
  const { document } = window;
  if (document.querySelector('#root')) {
    let asked = 0;
    let pending = 0;
    const fetch = async (address: string, init: RequestInit) => {
      asked += 1;
      pending += 1;
      try {
        return await get(address, init);
      } finally {
        pending -= 1;
      }
    };
    Object.assign(window, { fetch });
    compiled(await (await get(`/static/oauth-clients/${look}.js`)).text()).runInContext(
      page.getInternalVMContext(),
    );
    // Whoever needs rows that are no table waits for them.
    const start = look === 'drawn' ? 'table, [role=tablist], input, #root h2' : '#root h1';
    await until(() => document.querySelector(start) !== null);
    // The page's data comes after its frame, and it renders again when its flags arrive.
    for (let before = -1; pending > 0 || asked !== before; ) {
      before = asked;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return {
    store,
    window,
    document,
    settled: () => untilQuiet(document.body),
    close: () => window.close(),
  };
}

export async function until(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 150_000; !isTrue(); ) {
    if (Date.now() > deadline) throw new Error('It did not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
