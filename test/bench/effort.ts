import type { Page } from 'puppeteer-core';
import { launchChromium } from '../browsers/chromium';
import type { RunningBrowser } from '../browsers/extension-browser';
import { did, type Effort, startCounting } from '../person/effort';
import {
  allow,
  beLoggedIn,
  check,
  closed,
  enter,
  find,
  findField,
  grantAccess,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  waitFor,
} from '../person/person';
import { openWorldIn, type World } from '../person/world';
import { seed } from '../standins';

/**
 * What it costs a person to set up a login with Bitbucket, by hand as in the guide and by each of Keyferry's ways, on the same stand-ins:
 * from pages where they are logged in, to the end that says it works.
 */

/** One way, counted. */
export interface Way {
  readonly name: string;
  readonly effort: Effort;
  /** Copies of a value that a page shows, and changes of the tab: by hand only. */
  readonly copies: number;
  readonly changes: number;
  /** Everything a person does with their hands; letters typed in a row count once. */
  readonly actions: number;
  /** By the keystroke-level model, in seconds. */
  readonly modelled: number;
  /** How long the machine took without the person, in seconds. */
  readonly machine: number;
}

/** Seconds. Source: Card, Moran, Newell, The Keystroke-Level Model, 1980; a typist of 40 words a minute. */
const operators = { K: 0.28, P: 1.1, H: 0.4, M: 1.35, B: 0.1 } as const;

/** Where the operators are placed; the report prints it. */
export const placement =
  'a click is M P B B; a value that is typed M P B B H, a K for each letter, and H; one that is pasted M P B B H K K H; one that is copied M P B B; a change of the tab M P B B; a question of the browser’s M P B B. M 1.35 s (once for what is done in one go), P 1.1 s, H 0.4 s, K 0.28 s, B 0.1 s.';

interface Tally {
  typedTexts: number;
  copies: number;
  changes: number;
}

function modelled({ clicks, pastes, typed, allowed }: Effort, tally: Tally): number {
  const { K, P, H, M, B } = operators;
  const click = M + P + 2 * B;
  return (
    (clicks + allowed + tally.copies + tally.changes) * click +
    pastes * (2 * H + 2 * K) +
    tally.typedTexts * 2 * H +
    typed * K
  );
}

const site = 'manage.auth0.com';
const social = `https://${site}/dashboard/eu/acme/connections/social`;
const callbackUrl = `https://${seed.tenant.domain}/login/callback`;

/** Types a text into a field, letter by letter, in place of what is there. */
async function type(page: Page, tally: Tally, label: string, text: string): Promise<void> {
  const field = await findField(page, label);
  await field.click({ count: 3 });
  await page.keyboard.type(text);
  did(page, { clicks: 1, typed: text.length });
  tally.typedTexts += 1;
}

/** Turns on a connection for every application of the dashboard's list, one click each. */
async function switchOnAll(page: Page, names: readonly string[]): Promise<void> {
  await sees(page, 'Applications using this connection.');
  for (const name of names) {
    await page.evaluate(
      `[...document.querySelectorAll('li')].find((row) => row.innerText.includes(${JSON.stringify(name)})).querySelector('input').click()`,
    );
    did(page, { clicks: 1 });
  }
}

const applications = ['Rocket Shop', 'Rocket App'] as const;

/** The guide's six steps, without Keyferry; the person reads from the page what is to be copied. */
async function byHand(world: World, tally: Tally): Promise<void> {
  const { bitbucket } = world.standins;
  // It opens by itself, and would come to the front halfway through.
  await welcomePage(world);
  const page = await world.extension.browser.newPage();
  await page.goto('https://bitbucket.org/acme/workspace/settings');
  await press(page, 'OAuth clients', 'link');
  await press(page, 'Create OAuth client');
  await type(page, tally, 'Name', 'Auth0 login');
  await press(page, 'Authorization', 'tab');
  await check(page, 'Authorization code');
  await type(page, tally, 'Callback URL', callbackUrl);
  await press(page, 'Scopes', 'tab');
  await check(page, 'Email');
  await check(page, 'Read');
  await press(page, 'Save');
  const consumer = await waitFor(async () => bitbucket.consumers[0]);
  if (!consumer) throw new Error('Bitbucket made no consumer');
  await sees(page, consumer.secret);
  const dashboard = await world.extension.browser.newPage();
  await dashboard.goto(social);
  tally.changes += 1;
  await press(dashboard, 'Create Connection');
  await press(dashboard, 'Bitbucket');
  await press(dashboard, 'Continue');
  for (const [label, value] of [
    ['Client ID', consumer.key],
    ['Client Secret', consumer.secret],
  ] as const) {
    tally.changes += 2;
    tally.copies += 1;
    await dashboard.bringToFront();
    await enter(dashboard, label, value);
  }
  await check(dashboard, 'Basic Profile');
  await press(dashboard, 'Create');
  await switchOnAll(dashboard, applications);
  await press(dashboard, 'Try Connection');
  await sees(await grantAccess(world), 'It Works!');
}

const welcomePage = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

async function fromReady(world: World, page: Page): Promise<void> {
  await press(page, 'Set up Bitbucket login');
  await press(await resultPage(world), 'Use workspace “acme”');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
}

/** With a token that is on the clipboard already: getting it there is the dashboard's part. */
async function pasted(world: World): Promise<void> {
  const welcome = await welcomePage(world);
  await allow(world, welcome, seed.tenant.domain);
  await enter(welcome, 'Token', await world.standins.auth0.managementToken());
  await press(welcome, 'Check access');
  await sees(welcome, 'All permissions granted.');
  await fromReady(world, welcome);
}

async function takeToken(world: World): Promise<Page> {
  const welcome = await welcomePage(world);
  await allow(world, welcome, site, seed.tenant.domain);
  await press(welcome, 'Take it from my Auth0 dashboard');
  await press(welcome, 'Use this token');
  await sees(welcome, 'All permissions granted.');
  return welcome;
}

async function taken(world: World): Promise<void> {
  await fromReady(world, await takeToken(world));
}

async function ownAccess(world: World): Promise<void> {
  const welcome = await takeToken(world);
  await press(welcome, 'Make Keyferry’s access');
  await sees(welcome, 'the application “Keyferry”, Client ID');
  await fromReady(world, welcome);
}

/** In Auth0's own pages, without any credential. */
async function ownForm(world: World): Promise<void> {
  const welcome = await welcomePage(world);
  await (await world.extension.browser.newPage()).goto(`https://${site}/dashboard/eu/acme/`);
  await welcome.bringToFront();
  await allow(world, welcome, site);
  await press(welcome, 'Set up in Auth0’s page');
  await press(welcome, 'Set up Bitbucket login');
  await press(await resultPage(world), 'Use workspace “acme”');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await press(form, 'Save');
  const result = await resultPage(world);
  const page = await pageAt(world, `https://${site}/dashboard/eu/acme/connections`);
  await press(page, 'Continue');
  await sees(result, 'The form has this Client ID and a Client Secret');
  await press(page, 'Create');
  await sees(result, 'Click Try Connection there');
  await press(page, 'Try Connection');
  await grantAccess(world);
  await find(result, 'heading', 'It works!');
}

/** With an earlier credential and no setup: from the toolbar's button. */
async function withAccess(world: World, count: () => void): Promise<void> {
  const welcome = await takeToken(world);
  await fromReady(world, welcome);
  world.standins.auth0.connections.splice(0);
  world.standins.bitbucket.consumers.splice(0);
  for (const { page, address } of await world.extension.openPages())
    if (address.startsWith('https://bitbucket.org/')) await page.close();
  const before = await world.extension.openPopup(await resultPage(world));
  await press(before, 'Discard setup');
  await find(before, 'button', 'Cancel');
  await press(before, 'Discard setup').catch(closed);
  const result = await resultPage(world);
  await find(result, 'heading', 'No setup in progress');
  count();
  const popup = await world.extension.openPopup(result);
  did(result, { clicks: 1 });
  await press(popup, 'Set up Bitbucket login').catch(closed);
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
}

async function walk(
  running: RunningBrowser,
  name: string,
  way: (world: World, tally: Tally, count: () => void) => Promise<void>,
): Promise<Way> {
  const world = await openWorldIn(running, { keepsFirstSteps: true });
  try {
    await beLoggedIn(world);
    world.standins.auth0.customDomains.length = 0;
    const tally: Tally = { typedTexts: 0, copies: 0, changes: 0 };
    let counted = startCounting(world.extension.browser);
    let begun = Date.now();
    await way(world, tally, () => {
      counted = startCounting(world.extension.browser);
      begun = Date.now();
    });
    const effort = counted();
    const { copies, changes, typedTexts } = tally;
    return {
      name,
      effort,
      copies,
      changes,
      actions: effort.clicks + effort.pastes + effort.allowed + typedTexts + copies + changes,
      modelled: modelled(effort, tally),
      machine: (Date.now() - begun) / 1_000,
    };
  } finally {
    await world.close();
  }
}

/** Every way, the one by hand first. */
export async function walkAll(): Promise<readonly [Way, ...Way[]]> {
  const running = await launchChromium({ headless: true });
  try {
    return [
      await walk(running, 'by hand, as in the guide', byHand),
      await walk(running, 'Keyferry, a token pasted', pasted),
      await walk(running, 'Keyferry, the token taken from the dashboard', taken),
      await walk(running, 'Keyferry, with an access of its own', ownAccess),
      await walk(running, 'Keyferry, in Auth0’s own page, without a credential', ownForm),
      await walk(running, 'Keyferry, once it has access', (world, _, count) => withAccess(world, count)),
    ];
  } finally {
    await running.close();
  }
}
