import type { ElementHandle, Page } from 'puppeteer-core';
import { loginScopes } from '../../src/bitbucket/scopes';
import { findInDom } from '../browsers/dom-finder';
import type { OpenPage } from '../browsers/extension-browser';
import { profile as profileCalled } from '../fixtures/profile';
import { seed } from '../standins';
import { did } from './effort';
import { standing, textOf } from './evidence';
import type { World } from './world';

/** What a person does: finds things by role and accessible name, clicks for real, and types. */

const patienceMs = Number(process.env.KEYFERRY_PATIENCE ?? 40_000);
/**
 * Asks again and again, rather than at each frame: a page behind another one has no frames. What does not come soon is
 * asked for less and less often, because looking slows it down.
 */
const polling = { first: 50, growth: 1.3, most: 250 };

/** In Firefox's driver, a look at a changing page may never get an answer; then it looks again. */
const late = () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 3_000));

/** The first value that comes, or undefined once patience is over. A changing page has none. */
export async function waitFor<Value>(
  look: () => Promise<Value | null | undefined>,
): Promise<Value | undefined> {
  const deadline = Date.now() + patienceMs;
  for (
    let pause = polling.first;
    Date.now() < deadline;
    pause = Math.min(pause * polling.growth, polling.most)
  ) {
    const found = await Promise.race([look().catch(() => undefined), late()]);
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return undefined;
}

const whatItSays = async (page: Page): Promise<string> =>
  `${page.url()}: ${(await textOf(page)).slice(0, 1500)}`;

/**
 * What is there at this moment. Firefox's own accessibility tree costs a third of its time, so there this asks the DOM; in Chromium it does
 * so if the driver cannot ask the tree.
 */
export const findNow = (page: Page, role: string, name: string): Promise<ElementHandle | null> => {
  const inDom = () => findInDom(page, 'findByRole', role, name);
  return isFirefox(page) ? inDom() : page.$(`aria/${name}[role="${role}"]`).catch(inDom);
};

/** What the DOM has in place of what was not found, for whoever reads the failure. */
async function inDomNow(page: Page, role: string, name: string): Promise<string> {
  const found = await findInDom(page, 'findByRole', role, name).catch(String);
  if (!found || typeof found === 'string') return found ?? 'absent in the DOM';
  return found.evaluate((node) => `in the DOM as ${(node as Element).outerHTML}`).catch(String);
}

export async function find(page: Page, role: string, name: string): Promise<ElementHandle> {
  const found = await waitFor(() => findNow(page, role, name));
  if (!found)
    throw new Error(
      `No ${role} "${name}" (${await inDomNow(page, role, name)}) on ${await whatItSays(page)}`,
    );
  return found;
}

/** Presses once. Only if the page was redrawn before the press, it looks for the new element of that name. */
async function pressOnce(look: () => Promise<() => Promise<void>>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const press = await look();
    try {
      return await press();
    } catch (error) {
      const isDrawnAnew = error instanceof Error && /detached|not clickable/.test(error.message);
      if (!isDrawnAnew || attempt === 5) throw error;
    }
  }
}

/**
 * What can be pressed at this moment: a page may have to look at something before one can agree to it. One of Bitbucket's pages must have
 * come to rest: a press on what is redrawn during it is lost.
 */
async function pressableNow(page: Page, role: string, name: string): Promise<ElementHandle | undefined> {
  const found = await findNow(page, role, name);
  const rest = page.url().startsWith('https://bitbucket.org/') ? { quietMs: 60, longestMs: 600 } : undefined;
  return found && (await found.evaluate(isPressable, rest)) ? found : undefined;
}

/** In the page; it stands alone there. */
async function isPressable(node: Node, rest: { quietMs: number; longestMs: number } | undefined) {
  if (rest)
    await new Promise<void>((resolve) => {
      let quiet = setTimeout(resolve, rest.quietMs);
      setTimeout(resolve, rest.longestMs);
      const observer = new MutationObserver(() => {
        clearTimeout(quiet);
        quiet = setTimeout(resolve, rest.quietMs);
      });
      observer.observe(document, { subtree: true, childList: true });
      setTimeout(() => observer.disconnect(), rest.longestMs);
    });
  return node.isConnected && !(node as Element).matches(':disabled');
}

/**
 * Runs in the page, so it uses nothing from outside. Scrolls an element out from under something fixed in the window, such as a bar at its lower
 * edge, as a person does; only on the extension's own pages, because on others that is what is tested.
 */
function uncover(node: Node): void {
  if (!(node instanceof Element) || !location.protocol.endsWith('-extension:')) return;
  const { left, top, width, height } = node.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  if (above && !node.contains(above) && !above.contains(node)) node.scrollIntoView({ block: 'center' });
}

/** What the popup has under “More”. */
const underMore = [
  'Run test login',
  'Check setup',
  'New Secret',
  'Use an existing consumer',
  'Fill the page in this tab',
  'Undo',
  'Discard setup',
  'Open in the side panel',
];

/** Asks the page itself: in Firefox the driver does not know the address of an extension's page. */
const isPopup = (page: Page): Promise<boolean> =>
  page.evaluate(() => location.pathname.startsWith('/src/pages/popup/'));

export async function press(page: Page, name: string, role = 'button'): Promise<void> {
  const isFolded = underMore.includes(name) && (await isPopup(page)) && !(await findNow(page, role, name));
  if (isFolded) await openMore(page);
  await pressWhatIsThere(page, name, role);
}

/** Unfolds what the popup offers beside the next thing to do. */
export async function openMore(popup: Page): Promise<void> {
  const more = await find(popup, 'button', 'More');
  const isOpen = await more.evaluate(
    (button) => (button as Element).getAttribute('aria-expanded') === 'true',
  );
  if (!isOpen) await pressWhatIsThere(popup, 'More', 'button');
}

const pressWhatIsThere = (page: Page, name: string, role: string): Promise<void> =>
  pressOnce(async () => {
    const found = await waitFor(() => pressableNow(page, role, name));
    if (!found)
      throw new Error(
        `No ${role} "${name}" that can be pressed (${await inDomNow(page, role, name)}) on ${await whatItSays(page)}`,
      );
    return async () => {
      await found.evaluate(uncover);
      await found.click();
      did(page, { clicks: 1 });
    };
  });

/** A field for text by its label. Firefox has a role of its own for passwords, so there the label alone counts. */
export async function findField(page: Page, label: string): Promise<ElementHandle> {
  if (!isFirefox(page)) return find(page, 'textbox', label);
  const found = await waitFor(() => findInDom(page, 'findField', label));
  if (!found) throw new Error(`No field "${label}" on ${await whatItSays(page)}`);
  return found;
}

const isFirefox = (page: Page): boolean => /firefox/i.test(page.browser().process()?.spawnfile ?? '');

/** Replaces what is in a field, as by pasting. */
export async function enter(page: Page, label: string, text: string): Promise<void> {
  const field = await findField(page, label);
  did(page, { clicks: 1, pastes: 1 });
  if (isFirefox(page)) {
    // Its driver loses a selection made by a script.
    const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
    await field.evaluate(uncover);
    await field.click();
    const isEmpty = await field.evaluate((element) => (element as HTMLInputElement).value === '');
    if (!isEmpty) {
      await page.keyboard.down(modifier);
      await page.keyboard.press('a');
      await page.keyboard.up(modifier);
      await page.keyboard.press('Backspace');
    }
    await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
  } else {
    await field.evaluate((element) => {
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select();
    });
    await field.press('Backspace');
    await page.keyboard.sendCharacter(text);
  }
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = await find(page, 'combobox', label);
  const value = await field.evaluate(
    (element, wanted) =>
      element instanceof HTMLSelectElement
        ? [...element.options].find((each) => each.label === wanted)?.value
        : undefined,
    option,
  );
  if (value === undefined) throw new Error(`"${label}" has no choice "${option}"`);
  await (field as ElementHandle<HTMLSelectElement>).select(value);
  // One opens it, one picks.
  did(page, { clicks: 2 });
}

/** Ticks or unticks a box by its words: what a page draws for it may not be where the box is. */
export async function check(page: Page, label: string): Promise<void> {
  const box = await find(page, 'checkbox', label);
  const words = await box.evaluateHandle((element) => (element as HTMLInputElement).labels?.[0] ?? element);
  await (words as ElementHandle).evaluate(uncover);
  await (words as ElementHandle).click();
  did(page, { clicks: 1 });
}

/** The passphrase of a credential that is kept encrypted. */
export const passphrase = 'four words that differ';

/** Waits until the page says something, anywhere. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  const pattern = text instanceof RegExp ? text : new RegExp(literally(text));
  const isSeen = await waitFor(async () => {
    const said = await page.evaluate(() => document.body.innerText);
    return pattern.test(said) || undefined;
  });
  if (!isSeen) throw new Error(`"${text}" did not come on ${await whatItSays(page)}`);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Waits until the helper's panel is there and says something. */
export async function seesInHelper(world: World, page: Page, text = ''): Promise<void> {
  let said = '';
  const isSeen = await waitFor(async () => {
    said = await world.extension.textsInPanel(page);
    return (said.includes('Keyferry') && said.includes(text)) || undefined;
  });
  if (!isSeen)
    throw new Error(
      `The helper did not say "${text}", but: ${said.slice(0, 1500)}\nOn ${await whatItSays(page)}\nThe setup stands at ${await standing(world)}`,
    );
}

/** Presses a button of the helper's panel. */
export async function pressInHelper(world: World, page: Page, name: string): Promise<void> {
  await pressOnce(async () => {
    const button = await waitFor(() => world.extension.buttonInPanel(page, name));
    if (!button)
      throw new Error(`The helper has no button "${name}": ${await world.extension.textsInPanel(page)}`);
    return async () => {
      await button();
      did(page, { clicks: 1 });
    };
  });
}

/** The page at an address, once it is open. */
export async function pageAt(world: World, address: string): Promise<Page> {
  let open: readonly OpenPage[] = [];
  const found = await waitFor(async () => {
    open = await world.extension.openPages();
    return open.find((each) => each.address.startsWith(address))?.page;
  });
  if (!found)
    throw new Error(
      `No page at ${address}. Open are:\n${open.map((each) => each.address).join('\n')}\nThe setup stands at ${await standing(world)}`,
    );
  return found;
}

export interface ProfileEntries {
  readonly name?: string;
  readonly domain?: string;
  readonly token?: string;
  readonly machine?: { readonly clientId: string; readonly clientSecret: string };
  readonly callbackDomain?: string;
  readonly workspace?: string;
}

/** Opens the settings and enters a profile, without saving it. By default with a good token of the tenant. */
export async function enterProfile(world: World, entries: ProfileEntries = {}): Promise<Page> {
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await enter(settings, 'Profile name', entries.name ?? 'Development');
  await enter(settings, 'Domain', entries.domain ?? seed.tenant.domain);
  if (entries.machine) {
    await choose(settings, 'Access method', 'Machine-to-machine application');
    await enter(settings, 'Client ID', entries.machine.clientId);
    await enter(settings, 'Client Secret', entries.machine.clientSecret);
  } else {
    await enter(settings, 'Token', entries.token ?? (await world.standins.auth0.managementToken()));
  }
  if (entries.callbackDomain) await enter(settings, 'Callback domain', entries.callbackDomain);
  await enter(settings, 'Bitbucket workspace', entries.workspace ?? seed.workspace.slug);
  return settings;
}

/** Enters a profile and saves it, with the browser's permission for its hosts. */
export async function saveProfile(world: World, entries: ProfileEntries = {}): Promise<Page> {
  await world.extension.grantHost(seed.tenant.domain);
  if (entries.callbackDomain) await world.extension.grantHost(entries.callbackDomain);
  const settings = await enterProfile(world, entries);
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}

/** Opens the settings with a profile that was saved before: entering one takes longest of all, and has its own tests. */
export async function openSettingsWithProfile(world: World, entries: ProfileEntries = {}): Promise<Page> {
  const domain = entries.domain ?? seed.tenant.domain;
  const profile = profileCalled('a-profile', {
    name: entries.name ?? 'Development',
    workspace: entries.workspace ?? seed.workspace.slug,
    scopes: [...loginScopes],
    domain,
    loginDomain: entries.callbackDomain ?? domain,
  });
  const kept = {
    local: { profiles: { version: 1, current: profile.id, profiles: [profile], aside: [] } },
    session: {
      [`credential:${profile.id}`]: {
        kind: 'token',
        token: entries.token ?? (await world.standins.auth0.managementToken()),
        until: Date.now() + 30 * 60_000,
      },
    },
  };
  await world.extension.grantHost(domain);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await takeHost(settings, domain);
  await settings.evaluate(
    `Promise.all([chrome.storage.local.set(${JSON.stringify(kept.local)}), chrome.storage.session.set(${JSON.stringify(kept.session)})])`,
  );
  await find(settings, 'button', 'Delete profile');
  return settings;
}

/** Chromium gives a granted host to the page that asks for it; Firefox has already given it, and would want a click here. */
export const takeHost = (own: Page, host: string): Promise<unknown> =>
  own.evaluate(`chrome.permissions.request({ origins: ['https://${host}/*'] }).catch(() => false)`);

/** Agrees to the browser's own questions about hosts, beforehand, because its driver cannot answer them. */
export async function allow({ extension }: World, page: Page, ...hosts: readonly string[]): Promise<void> {
  for (const host of hosts) await extension.grantHost(host);
  did(page, { allowed: hosts.length });
}

/** What a press does may close the popup before the driver has let go of the button. */
export function closed(error: unknown): void {
  if (!(error instanceof Error && /Target closed/.test(error.message))) throw error;
}

/** Presses a button of the real toolbar popup. */
export async function pressInPopup(world: World, over: Page, name: string): Promise<void> {
  const popup = await world.extension.openPopup(over);
  did(over, { clicks: 1 });
  await press(popup, name).catch(closed);
}

export async function logInToBitbucket(
  world: World,
  who: { email: string; password: string } = seed.person,
): Promise<Page> {
  const page = await pageAt(world, 'https://id.atlassian.com/login');
  await enter(page, 'Email', who.email);
  await enter(page, 'Password', who.password);
  await press(page, 'Log in');
  return page;
}

/** Logs the person in to Bitbucket, as most are: logging in on the way has its own scenarios. */
export async function beLoggedIn({ standins, extension }: World): Promise<void> {
  const account = standins.bitbucket.accounts.get(seed.person.username);
  if (!account) throw new Error(`${seed.person.username} has no account`);
  const { cookie, csrf } = standins.bitbucket.startSession(account);
  const common = { domain: 'bitbucket.org', path: '/', secure: true, sameSite: 'Lax' } as const;
  await extension.browser.setCookie(
    { ...common, name: 'cloud.session.token', value: cookie, httpOnly: true },
    { ...common, name: 'csrftoken', value: csrf, httpOnly: false },
  );
}

/** Waits until the helper says that Bitbucket's form is filled. */
export const seesFilledForm = (world: World, page: Page): Promise<void> =>
  seesInHelper(world, page, 'Filled in.');

export async function grantAccess(world: World): Promise<Page> {
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await press(consent, 'Grant access');
  return consent;
}

/** Closes a login's window as a person does, who first sees what it shows: no person would close it sooner. */
export async function closeLogin(window: Page): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 600));
  await window.close();
}

/** Closes a login window in which nobody can log in. One browser closes it by itself if its page is an error. */
export async function leaveLogin(world: World, result: Page, until: string): Promise<void> {
  const isOver = await waitFor(async () => {
    for (const { page, address } of await world.extension.openPages())
      if (address.startsWith('https://bitbucket.org/site/oauth2/authorize')) await closeLogin(page);
    return findNow(result, 'heading', until);
  });
  if (!isOver) throw new Error(`No heading "${until}" on ${await whatItSays(result)}`);
}

export async function resultPage(world: World): Promise<Page> {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/result/`);
  await page.bringToFront();
  return page;
}

/** From the popup to the filled form: everything before the person's own click on Save. They are already logged in. */
export async function setUpToFilledForm(world: World, entries: ProfileEntries = {}): Promise<Page> {
  const settings = entries.machine
    ? await saveProfile(world, entries)
    : await openSettingsWithProfile(world, entries);
  return setUpFrom(world, settings);
}

/** The same, from open settings with a profile. */
export async function setUpFrom(world: World, settings: Page): Promise<Page> {
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, bitbucket);
  return bitbucket;
}

/** From the filled form to the end of a setup that needs only the person's two clicks. */
export async function saveAndReachItWorks(world: World, form: Page): Promise<Page> {
  await press(form, 'Save');
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  return result;
}
