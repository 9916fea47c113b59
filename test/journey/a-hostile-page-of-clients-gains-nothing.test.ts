import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  beLoggedIn,
  enter,
  find,
  logInToBitbucket,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInHelper,
  pressInPopup,
  resultPage,
  seesFilledForm,
  seesInHelper,
} from '../person/person';
import type { World } from '../person/world';
import { forgetKept, keptIn } from './kept';
import { browserName, itEach, itIn, named, none, worldForAllTests, worldForEachTest } from './worlds';

/**
 * The same as on the older pages, for the form of "OAuth clients" and the dialog that shows a pair once: scripts on
 * the page want another pair taken, another field filled, or a press that the person did not mean.
 */

const settingsPath = 'https://bitbucket.org/acme/workspace/settings';

/** What the attack scripts share: the panel's host, and something drawn over it. */
const helpers = `
  window.host = () => [...document.documentElement.children].find((each) => each.localName === 'div');
  window.cover = (css) => {
    const { left, top, width, height } = host().getBoundingClientRect();
    const over = document.createElement('section');
    over.style.cssText = 'position:fixed;left:' + left + 'px;top:' + top + 'px;width:' + width + 'px;height:' + height
      + 'px;background:#fff;z-index:2147483647;margin:0;border:0;padding:0;' + css;
    document.documentElement.append(over);
    return over;
  };
  window.value = (index) => document.querySelectorAll('[role=dialog] dd code')[index];
`;

/** Long enough for whatever a press could have set off. */
const aMoment = (ms = 500) => new Promise((resolve) => setTimeout(resolve, ms));

describe('with the dialog open,', () => {
  const open = worldForAllTests();
  let world: World | undefined;
  let own: Page | undefined;
  let page: Page | undefined;

  /** The person makes a client by hand; its pair is in the dialog, and the panel offers to take it. */
  async function visit(): Promise<{ world: World; own: Page; page: Page }> {
    const here = await open();
    if (!world || !own) {
      world = here;
      own = await openSettingsWithProfile(here);
      await beLoggedIn(here);
    }
    page = await here.extension.browser.newPage();
    await goTo(page, `${settingsPath}/oauth-clients/create`);
    await enter(page, 'Name', `Shop login ${here.standins.bitbucket.consumers.length}`);
    await press(page, 'Save');
    await find(page, 'heading', 'OAuth client created');
    await seesInHelper(here, page, 'Capture Client ID and Secret');
    await page.evaluate(helpers);
    here.standins.auth0.calls.length = 0;
    return { world: here, own, page };
  }

  afterEach(async () => {
    expect(world?.standins.auth0.calls).toEqual([]);
    expect(world?.standins.auth0.connections).toEqual([]);
    if (own) await forgetKept(own);
    await page?.close();
  });

  async function onlyWaits(): Promise<void> {
    if (!own) throw new Error('nothing open');
    const settings = own;
    await expect.poll(async () => (await keptIn(settings)).journey?.stage.kind).toBe('confirming');
    const { key, secret } = world?.standins.bitbucket.consumers.at(-1) ?? {};
    expect((await keptIn(settings)).pair).toMatchObject({ key, secret });
  }

  itEach<[string, string, 'always' | 'where the browser tells']>(
    [
      ['clipping the page', `document.documentElement.style.clipPath = 'inset(0 1px 0 0)'`, 'always'],
      ['scaling the page', `document.documentElement.style.transform = 'scale(.999)'`, 'always'],
      [
        'a popover over it',
        `const over = cover('pointer-events:none'); over.popover = 'manual'; over.showPopover()`,
        'always',
      ],
      ['an overlay that takes no clicks', `cover('pointer-events:none')`, 'where the browser tells'],
    ],
    { chromium: named('scaling the page', 'an overlay that takes no clicks'), firefox: none },
  )('it gives up the panel that it hides, by %s', async (_, script, when) => {
    const at = await visit();
    await at.page.evaluate(`{ ${script} }`);
    await aMoment();
    await pressInHelper(at.world, at.page, 'Capture Client ID and Secret');
    if (when === 'always' || browserName === 'chromium') {
      await seesInHelper(at.world, at.page, 'Continue from the Keyferry button');
      expect(await keptIn(at.own)).toEqual({});
    } else await onlyWaits();
  });

  itEach<[string, string]>(
    [
      [
        'clicks on the host',
        `host().click(); host().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))`,
      ],
      ['an overlay that takes the click', `cover('')`],
    ],
    { chromium: named('an overlay that takes the click'), firefox: none },
  )('it gets no press that it makes itself, by %s', async (_, script) => {
    const at = await visit();
    await at.page.evaluate(`{ ${script} }`);
    if (script.startsWith('cover')) await pressInHelper(at.world, at.page, 'Capture Client ID and Secret');
    await aMoment();
    expect(await keptIn(at.own)).toEqual({});
  });

  itEach<[string, string]>(
    [
      [
        'another Secret between two looks',
        `setInterval(() => { value(1).textContent = Array.from({ length: 76 }, () => 'abcdefghijkmnpqrstuvwxyz'[Math.floor(Math.random() * 24)]).join('') }, 10)`,
      ],
      [
        'a decoy beside the real one',
        `const decoy = value(1).parentElement.cloneNode(true); decoy.querySelector('code').textContent = 'q'.repeat(76); value(1).parentElement.after(decoy)`,
      ],
      [
        'a second pair in the dialog',
        `const decoy = value(1).closest('dl').cloneNode(true); for (const each of decoy.querySelectorAll('code')) each.textContent = 'q'.repeat(each.textContent.length); value(1).closest('dl').before(decoy)`,
      ],
    ],
    { chromium: named('a second pair in the dialog'), firefox: none },
  )('it gets no other pair taken, by %s', async (_, script) => {
    const at = await visit();
    await at.page.evaluate(`{ ${script} }`);
    await pressInHelper(at.world, at.page, 'Capture Client ID and Secret');
    await seesInHelper(at.world, at.page, 'couldn’t read the Client ID and Secret here');
    expect(await keptIn(at.own)).toEqual({});
  });

  itIn('chromium')('it gets a pair of its own no further than any other: it waits', async () => {
    const at = await visit();
    const secret = 'attackers'.repeat(8);
    await at.page.evaluate(`value(1).textContent = '${secret}'`);
    await pressInHelper(at.world, at.page, 'Capture Client ID and Secret');
    await expect.poll(async () => (await keptIn(at.own)).journey?.stage.kind).toBe('confirming');
    expect((await keptIn(at.own)).pair).toMatchObject({ secret });
  });
});

const open = worldForEachTest();

/** A setup on pages with a script that comes before anything else. */
async function setUpWith(world: World, script: string): Promise<{ own: Page; page: Page }> {
  const own = await openSettingsWithProfile(world);
  await pressInPopup(world, own, 'Set up Bitbucket login');
  const page = await pageAt(world, 'https://id.atlassian.com/login');
  await page.evaluateOnNewDocument(script);
  await logInToBitbucket(world);
  return { own, page };
}

/** A dialog like Bitbucket's own, with a pair from the page. */
const decoyDialog = `
  window.showDecoy = () => {
    const dialog = document.createElement('section');
    dialog.setAttribute('role', 'dialog');
    dialog.setAttribute('aria-modal', 'true');
    dialog.style.cssText = 'position:fixed;left:300px;top:100px;width:500px;height:300px;background:#fff;z-index:600';
    dialog.innerHTML = '<h1>OAuth client created</h1><dl><dt>Client ID</dt><dd><code>' + 'attackers'.repeat(4).slice(0, 32)
      + '</code></dd><dt>Secret</dt><dd><code>' + 'q'.repeat(76) + '</code></dd></dl><button>Done</button>';
    document.body.append(dialog);
  };
`;

itIn()('gets no pair of its own taken before the form was filled', async () => {
  const world = await open({ pages: { loads: 'slowly' } });
  const { own, page } = await setUpWith(
    world,
    `${decoyDialog}
     addEventListener('DOMContentLoaded', () => { if (/oauth-clients$/.test(location.pathname)) showDecoy(); });`,
  );
  await aMoment(3_000);
  expect((await keptIn(own)).pair).toBeUndefined();
  expect(world.standins.auth0.connections).toEqual([]);
  await page.evaluate(`document.querySelector('[role=dialog]')?.remove()`);
  await seesFilledForm(world, page);
});

itIn('chromium')(
  'gets a pair that it made up no further than to a question, and then to Bitbucket, which does not know it',
  async () => {
    const world = await open();
    const { page } = await setUpWith(world, decoyDialog);
    await seesFilledForm(world, page);
    await page.evaluate('showDecoy()');
    await press(await resultPage(world), 'Send to Auth0');
    await seesInHelper(world, page, 'Bitbucket rejected this Key and Secret.');
    expect(world.standins.auth0.connections).toEqual([]);
    expect(world.standins.bitbucket.consumers).toEqual([]);
  },
);

/** On the form, the page's own field before each real one, with the same label. */
const decoyFields = (css: readonly string[], more = '') => `
  const put = () => {
    if (!/oauth-clients\\/create$/.test(location.pathname)) return;
    for (const name of ['name', 'callbackUrl', 'description']) {
      const real = document.querySelector('[name=' + name + ']:not(.decoy)');
      const form = real?.closest('form');
      if (!form || form.querySelector('.decoy[name=' + name + ']')) continue;
      const label = { name: 'Name', callbackUrl: 'Callback URL', description: 'Description' }[name];
      ${JSON.stringify(css)}.forEach((each, index) => {
        const decoy = document.createElement('div');
        decoy.style.cssText = each;
        const id = 'decoy-' + name + index;
        decoy.innerHTML = '<label for="' + id + '">' + label + '</label><input class="decoy" id="' + id + '" name="' + name + '">';
        form.prepend(decoy);
        ${more}
      });
    }
  };
  new MutationObserver(put).observe(document, { subtree: true, childList: true });
`;

const isFilled = async (page: Page): Promise<void> => {
  const decoys = await page.$$eval('input.decoy', (all) =>
    all.map((each) => (each as HTMLInputElement).value),
  );
  expect(decoys.length).toBeGreaterThan(2);
  expect(decoys.filter(Boolean)).toEqual([]);
  const name = await page.$eval('[name=name]:not(.decoy)', (each) => (each as HTMLInputElement).value);
  expect(name).toBe('Auth0 login (acme)');
};

itEach<[string, string[]]>(
  [
    [
      'hidden',
      [
        'display:none',
        'visibility:hidden',
        'opacity:0',
        'position:absolute;left:-9999px',
        'height:0;overflow:hidden',
        'clip-path:inset(100%);position:absolute',
      ],
    ],
    ['transparent, over the real ones', ['position:absolute;opacity:.01']],
  ],
  { chromium: named('hidden'), firefox: none },
)('gets nothing put into fields that are %s', async (_, css) => {
  const world = await open();
  const { page } = await setUpWith(world, decoyFields(css));
  await seesFilledForm(world, page);
  await isFilled(page);
});

itIn()('gets nothing put into fields that it has covered', async () => {
  const world = await open();
  const { page } = await setUpWith(
    world,
    decoyFields(
      ['position:relative'],
      `const over = document.createElement('div'); over.style.cssText = 'position:absolute;inset:0;background:#fff'; decoy.append(over);`,
    ),
  );
  await seesFilledForm(world, page);
  await isFilled(page);
});
