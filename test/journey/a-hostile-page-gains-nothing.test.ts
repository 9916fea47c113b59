import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import { beLoggedIn, openSettingsWithProfile, press, pressInHelper, seesInHelper } from '../person/person';
import type { World } from '../person/world';
import { type Consumer, consumerFields } from '../standins/bitbucket/store';
import { forgetKept, keptIn } from './kept';
import { beforeFirst, browserName, it, itEach, itIn, named, none, worldForAllTests } from './worlds';

/**
 * Scripts on a page of bitbucket.org that want the person's click on "Capture Key and Secret" to do something the
 * person did not mean, or to do it unseen. Whatever they do, a click on the page sends nothing: at most the pair that
 * the page really shows waits for consent, and if the browser reveals the trick, not even that.
 */

const open = worldForAllTests();
const list = 'https://bitbucket.org/acme/workspace/settings/oauth-consumers';

let world: World;
let own: Page;
let shown: Consumer;
let other: Consumer;
let visited: Page | undefined;
beforeFirst(async () => {
  world = await open({ generation: 'consumers' });
  const { bitbucket: store } = world.standins;
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  shown = store.addConsumer('acme', 'consumers', consumerFields('Shop login', { callbackUrl }));
  other = store.addConsumer('acme', 'consumers', consumerFields('Build bot', { callbackUrl }));
  own = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  world.standins.auth0.calls.length = 0;
});

/** The list with the row of one consumer open, and the panel that offers to capture its pair. */
async function visit(before?: string): Promise<Page> {
  const page = await world.extension.browser.newPage();
  visited = page;
  if (before) await page.evaluateOnNewDocument(before);
  await goTo(page, list);
  await press(page, 'Shop login', 'link');
  await seesInHelper(world, page, 'Capture Key and Secret');
  await page.evaluate(helpers);
  return page;
}

/** What the attack scripts share: the panel's host, something drawn over it, and a new open row. */
const helpers = `
  window.host = () => [...document.documentElement.children].find((each) => each.localName === 'div');
  window.cover = (css, parent = document.documentElement) => {
    const { left, top, width, height } = host().getBoundingClientRect();
    const over = document.createElement('section');
    over.style.cssText = 'position:fixed;left:' + left + 'px;top:' + top + 'px;width:' + width + 'px;height:' + height
      + 'px;background:#fff;z-index:2147483647;margin:0;border:0;padding:0;' + css;
    parent.append(over);
    return over;
  };
  window.closedRoot = () => {
    const holder = document.createElement('p');
    document.documentElement.append(holder);
    return holder.attachShadow({ mode: 'closed' });
  };
  window.value = (kind) => [...document.querySelectorAll('.oauth-' + kind)].find((each) => each.checkVisibility());
`;

const kept = () => keptIn(own);

afterEach(async () => {
  const { auth0, bitbucket } = world.standins;
  expect(auth0.calls).toEqual([]);
  expect(auth0.connections).toEqual([]);
  expect(bitbucket.consumers).toHaveLength(2);
  expect(JSON.stringify(await own.evaluate('chrome.storage.session.get()'))).not.toContain(other.secret);
  await forgetKept(own);
  await visited?.close();
});

/** The pair that the page really shows waits for consent, and nothing else has happened. */
async function onlyWaits(): Promise<void> {
  await expect.poll(async () => (await kept()).journey?.stage.kind).toBe('confirming');
  expect((await kept()).pair).toMatchObject({ key: shown.key, secret: shown.secret });
}

/** The press did nothing, and the panel has removed itself. */
async function isGivenUp(page: Page): Promise<void> {
  await seesInHelper(world, page, 'Continue from the Keyferry button');
  expect(await kept()).toEqual({});
}

/** Presses until the panel is lifted out of the page's filter or opacity: the press that lifts it does nothing else. */
const isLiftedWhereVeiled = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(`{
        const { filter, opacity } = getComputedStyle(document.documentElement);
        (filter === 'none' && opacity === '1') || host().matches(':popover-open');
      }`),
    )
    .toBe(true);

/** Long enough for whatever a press could have set off. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 500));

describe('gives up the panel that it hides, by', () => {
  itEach<[string, string]>(
    [
      ['the opacity of the page', `document.documentElement.style.opacity = '.01'`],
      ['a filter on the page', `document.documentElement.style.filter = 'opacity(0)'`],
      ['clipping the page', `document.documentElement.style.clipPath = 'inset(0 1px 0 0)'`],
      [
        'masking the page',
        `document.documentElement.style.maskImage = 'linear-gradient(transparent, transparent)'`,
      ],
      ['blending the page away', `document.documentElement.style.mixBlendMode = 'difference'`],
      ['scaling the page', `document.documentElement.style.transform = 'scale(.999)'`],
      [
        'a rule that makes everything transparent',
        `document.head.append(Object.assign(document.createElement('style'), { textContent: '* { opacity: .01 !important }' }))`,
      ],
      [
        'a popover over it',
        `const over = cover('pointer-events:none'); over.popover = 'manual'; over.showPopover()`,
      ],
    ],
    {
      chromium: named(
        'the opacity of the page',
        'a filter on the page',
        'scaling the page',
        'a rule that makes everything transparent',
      ),
      firefox: named('clipping the page', 'a popover over it'),
    },
  )('%s', async (_, script) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    await isLiftedWhereVeiled(page);
    await pressInHelper(world, page, 'Capture Key and Secret');
    await isGivenUp(page);
  });

  // Extensions do this to spare the eyes. The panel is lifted out of it, and above what lies over the page.
  itEach<[string, string]>(
    [
      ['a filter of colours', `document.documentElement.style.filter = 'invert(90%) hue-rotate(180deg)'`],
      ['dimming the page', `document.documentElement.style.opacity = '.8'`],
      [
        'a filter, and an overlay that takes no clicks',
        `document.documentElement.style.filter = 'grayscale(1)'; cover('pointer-events:none')`,
      ],
    ],
    {
      chromium: named('dimming the page', 'a filter, and an overlay that takes no clicks'),
      firefox: named('a filter of colours'),
    },
  )('but not by %s', async (_, script) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    await expect.poll(() => page.evaluate(`host().matches(':popover-open')`)).toBe(true);
    await pressInHelper(world, page, 'Capture Key and Secret');
    await onlyWaits();
  });

  // Firefox does not reveal these: there the pair waits, and a page of the extension's own asks the person.
  itEach<[string, string]>(
    [
      ['an overlay that takes no clicks', `cover('pointer-events:none')`],
      ['a part of one', `cover('pointer-events:none;height:20px')`],
      ['an overlay in a closed shadow root', `cover('pointer-events:none', closedRoot())`],
      [
        'a popover in a closed shadow root',
        `const over = cover('pointer-events:none', closedRoot()); over.popover = 'manual'; over.showPopover()`,
      ],
    ],
    {
      chromium: named('a part of one', 'an overlay in a closed shadow root'),
      firefox: named('an overlay that takes no clicks'),
    },
  )('%s, where the browser tells', async (_, script) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    // The observer reports a little later than it draws.
    await aMoment();
    await pressInHelper(world, page, 'Capture Key and Secret');
    await (browserName === 'chromium' ? isGivenUp(page) : onlyWaits());
  });
});

describe('gets no press that it makes itself, by', () => {
  itEach<[string, string]>(
    [
      [
        'clicks on the host',
        `host().click(); host().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))`,
      ],
      [
        'clicks that claim to be a person’s',
        `Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true });
       const { left, top, width, height } = host().getBoundingClientRect();
       for (let x = left; x < left + width; x += 20) for (let y = top; y < top + height; y += 10)
         document.elementFromPoint(x, y).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: y }))`,
      ],
      [
        'messages between windows',
        `postMessage({ type: 'helper/open' }, '*'); postMessage({ type: 'setup/start', mode: 'create' }, '*')`,
      ],
      [
        'messages to the extension',
        `try { chrome.runtime.sendMessage('${'a'.repeat(32)}', { type: 'setup/start', mode: 'create' }) } catch {}`,
      ],
      ['an overlay that takes the click', `cover('')`],
    ],
    {
      chromium: named('clicks on the host', 'messages to the extension', 'an overlay that takes the click'),
      firefox: named('clicks that claim to be a person’s', 'messages between windows'),
    },
  )('%s', async (_, script) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    if (script.startsWith('cover')) await pressInHelper(world, page, 'Capture Key and Secret');
    await aMoment();
    expect(await kept()).toEqual({});
  });
});

it('cannot look into the panel', async () => {
  const page = await visit();
  const roots = await page.evaluate(() =>
    [...document.documentElement.children].map((each) => each.shadowRoot),
  );
  expect(roots.filter((each) => each !== null)).toEqual([]);
});

describe('does not keep the panel from being what it is, by', () => {
  itEach<[string, string]>(
    [
      [
        'rules for its element',
        `document.head.append(Object.assign(document.createElement('style'), { textContent: 'html > div { display: none !important; opacity: 0 !important; transform: scale(0) !important }' }))`,
      ],
      ['the host’s own style', `host().style.setProperty('opacity', '.01', 'important')`],
      ['taking the host’s style away', `host().removeAttribute('style')`],
      ['hiding the host', `host().hidden = true; host().inert = true; host().popover = 'manual'`],
      ['removing the host', `host().remove()`],
      [
        'moving the host into something transparent',
        `const away = cover('opacity:.01'); away.append(host())`,
      ],
      ['putting something into the host', `host().append('Pay here')`],
    ],
    {
      chromium: named(
        'rules for its element',
        'removing the host',
        'moving the host into something transparent',
      ),
      firefox: named('the host’s own style', 'hiding the host'),
    },
  )('%s', async (_, script) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    await pressInHelper(world, page, 'Capture Key and Secret');
    await onlyWaits();
  });

  itIn('chromium')(
    'removing it again and again: it is left alone, and the popup is still there',
    async () => {
      const page = await visit();
      await page.evaluate(
        `new MutationObserver(() => host()?.remove()).observe(document.documentElement, { childList: true }); host().remove()`,
      );
      await aMoment();
      expect(await page.evaluate('typeof host()')).toBe('undefined');
      expect(await kept()).toEqual({});
    },
  );
});

describe('gets no other pair taken, by', () => {
  it('prototypes of its own', async () => {
    const page = await visit(`
      const forged = { get: () => 'forgedforgedforgedforgedforgedforg' };
      Object.defineProperty(Node.prototype, 'textContent', forged);
      Object.defineProperty(HTMLElement.prototype, 'innerText', forged);
      String.prototype.trim = Array.prototype.map = JSON.stringify = () => 'forgedforgedforgedforgedforgedforg';
      Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, { apply: (...call) => (window.stolen = Reflect.apply(...call)) });
    `);
    expect(await page.evaluate('window.stolen')).toBeUndefined();
    await pressInHelper(world, page, 'Capture Key and Secret');
    await onlyWaits();
  });

  itIn('chromium')('a flood of changes', async () => {
    const page = await visit();
    await page.evaluate(
      `setInterval(() => { for (let i = 0; i < 50; i += 1) document.body.dataset.flood = Math.random() }, 1)`,
    );
    await pressInHelper(world, page, 'Capture Key and Secret');
    await onlyWaits();
  });

  itEach<[string, string, string]>(
    [
      [
        'another Secret between two looks',
        `setInterval(() => { value('secret').textContent = Array.from({ length: 32 }, () => 'abcdefghijkmnpqrstuvwxyz'[Math.floor(Math.random() * 24)]).join('') }, 10)`,
        'couldn’t read the Key and Secret here',
      ],
      [
        'a decoy beside the real one',
        `const decoy = value('secret').closest('tr').cloneNode(true); decoy.querySelector('.oauth-secret').textContent = 'q'.repeat(32); value('secret').closest('tr').after(decoy); value('secret').after(' ', decoy.querySelector('.oauth-secret').cloneNode(true))`,
        'Expand the consumer’s row first',
      ],
    ],
    { firefox: none },
  )('%s', async (_, script, says) => {
    const page = await visit();
    await page.evaluate(`{ ${script} }`);
    await pressInHelper(world, page, 'Capture Key and Secret');
    await seesInHelper(world, page, says);
    expect(await kept()).toEqual({});
  });

  itIn('chromium')('a pair of its own, which waits like any other', async () => {
    const page = await visit();
    const secret = 'attackersattackersattackers12345';
    await page.evaluate(
      `value('key').textContent = 'attackersKey123456'; value('secret').textContent = '${secret}'`,
    );
    await pressInHelper(world, page, 'Capture Key and Secret');
    await expect.poll(async () => (await kept()).journey?.stage.kind).toBe('confirming');
    expect((await kept()).pair).toMatchObject({ secret });
  });
});

it('cannot frame a page of the extension’s', async () => {
  const page = await visit();
  const text = await page.evaluate(`new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = '${world.extension.origin}/src/pages/popup/index.html';
    frame.onload = frame.onerror = () => { try { resolve(frame.contentDocument?.body?.innerText ?? '') } catch { resolve('') } };
    document.body.append(frame);
    setTimeout(() => resolve(''), 1000);
  })`);
  expect(text).not.toContain('Set up Bitbucket login');
  const framed = page.frames().filter((each) => each.url().startsWith(world.extension.origin));
  expect(framed.filter((each) => each.url().includes('popup'))).toEqual([]);
});
