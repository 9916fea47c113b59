import { Hono } from 'hono';
import type { Page } from 'puppeteer-core';
import { afterEach, expect } from 'vitest';
import { reload } from '../browsers/go-to';
import { openKeycloak } from '../person/keycloak';
import {
  beLoggedIn,
  choose,
  enter,
  find,
  findNow,
  pageAt,
  press,
  pressInPopup,
  resultPage,
  sees,
  seesFilledForm,
  setUpFrom,
  waitFor,
} from '../person/person';
import { openPocketBase, host as pocketBaseHost } from '../person/pocketbase';
import type { World } from '../person/world';
import { administrator, host as keycloakHost } from '../servers/keycloak';
import { pocketBaseFor, superuser } from '../servers/pocketbase';
import { keycloakFor } from '../servers/shared-keycloak';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const offer = 'Fill the page in this tab';
const fill = 'Fill the Key and Secret into this page';
const take = 'Take the callback URL from this page';

/** A profile for a tool that is set up by hand, saved with this callback URL. */
async function saveTool(world: World, tool: string, callbackUrl: string): Promise<Page> {
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'Another tool (manual setup)');
  await choose(settings, 'Tool', tool);
  await enter(settings, 'Callback URL', callbackUrl);
  await enter(settings, 'Bitbucket workspace', 'acme');
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}

/** What the popup says of the page, after another click on the toolbar. */
async function popupOver(world: World, page: Page): Promise<Page> {
  await page.bringToFront();
  const popup = await world.extension.openPopup(page);
  await press(popup, offer);
  return popup;
}

/** A setup, until Key and Secret wait to be entered. */
async function setUp(world: World, settings: Page) {
  return saveOnBitbucket(world, await setUpFrom(world, settings));
}

async function saveOnBitbucket(world: World, bitbucket: Page) {
  await press(bitbucket, 'Save');
  await sees(await resultPage(world), 'Enter these in');
  const [consumer] = world.standins.bitbucket.consumers;
  if (!consumer) throw new Error('no consumer');
  return consumer;
}

/** A tool whose form is in a dialog, with each field in its own shadow root; it saves nothing. */
const toolPage = (callbackUrl: string) => `<!doctype html><title>Rocket Desk</title>
<h1>Integrations</h1>
<form><h2>Licence</h2><label>Key <input></label><label>Secret <input></label></form>
<button onclick="document.querySelector('dialog').showModal()">Bitbucket</button>
<dialog aria-label="Bitbucket"><h2>Log in with Bitbucket</h2>
  <form onsubmit="document.title = 'Submitted'; return false">
    <p>Callback URL</p><code>${callbackUrl}</code>
    <desk-field label="Consumer key"></desk-field><desk-field label="Consumer secret" type="password"></desk-field>
    <div style="opacity: 0"><label>Client ID <input id="trap-key"></label><label>Client secret <input id="trap-secret"></label></div>
    <button>Save</button>
  </form>
</dialog>
<script>
  customElements.define('desk-field', class extends HTMLElement {
    connectedCallback() {
      const type = this.getAttribute('type') ?? 'text';
      this.attachShadow({ mode: 'open' }).innerHTML =
        '<label>' + this.getAttribute('label') + ' <input value="before" type="' + type + '"></label>';
    }
  });
</script>`;

const desk = 'desk.acme.example';
const deskCallback = `https://${desk}/login/callback`;
const otherDesk = 'desk.acme-example.com';

async function openDesk() {
  const app = new Hono().get('*', ({ html }) => html(toolPage(deskCallback)));
  const world = await open({ beside: { hosts: [desk, otherDesk], app, tokens: [] } });
  const goTo = async (address = `https://${desk}/integrations`): Promise<Page> => {
    const page = await world.extension.browser.newPage();
    await page.goto(address);
    await press(page, 'Bitbucket');
    return page;
  };
  return { world, goTo };
}

const fieldsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('desk-field')].map(
      ({ shadowRoot }) => shadowRoot?.querySelector('input')?.value ?? '',
    ),
  );
const othersOf = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join());

itIn('chromium')(
  'takes the callback URL, and fills what a person sees of a form in a dialog and shadow roots, with Undo',
  async () => {
    const { world, goTo } = await openDesk();
    const settings = await saveTool(world, 'Other tool', 'https://desk.acme.example/to-be-seen');
    const page = await goTo();
    let popup = await popupOver(world, page);
    await sees(popup, `https://${desk}`);
    await sees(popup, 'There’s no Key and Secret to fill in yet.');
    await press(popup, take);
    await sees(popup, `The page shows the profile’s callback URL: ${deskCallback}`);
    await popup.close();

    await settings.bringToFront();
    await reload(settings);
    const consumer = await setUp(world, settings);
    expect(consumer.callbackUrl).toBe(deskCallback);

    popup = await popupOver(world, page);
    await sees(popup, 'The Key goes into “Consumer key”, the Secret into “Consumer secret”.');
    await sees(popup, 'What’s there now is replaced; Undo puts it back.');
    expect(await fieldsOf(page)).toEqual(['before', 'before']);
    await press(popup, fill);
    await sees(popup, 'The Key and Secret are in the page’s fields.');
    expect(await fieldsOf(page)).toEqual([consumer.key, consumer.secret]);
    expect(await othersOf(page)).toBe(',,,');
    expect(await page.title()).toBe('Rocket Desk');
    await popup.close();

    popup = await popupOver(world, page);
    await find(popup, 'button', 'Undo');
    await press(popup, 'Undo');
    await sees(popup, 'The fields are as they were before.');
    expect(await fieldsOf(page)).toEqual(['before', 'before']);
    await press(popup, fill);
    await press(popup, 'I’ve entered them');
    await find(await resultPage(world), 'heading', 'Almost done: test the login in Rockets');
  },
);

itIn()(
  'asks at another address than the last time, and sees nothing where Keyferry was not opened',
  async () => {
    const { world, goTo } = await openDesk();
    const settings = await saveTool(world, 'Other tool', deskCallback);
    const consumer = await setUp(world, settings);
    const page = await goTo();
    let popup = await popupOver(world, page);
    await press(popup, fill);
    await sees(popup, 'The Key and Secret are in the page’s fields.');
    await popup.close();

    // A site that looks the same, with almost the same name.
    const other = await goTo(`https://${otherDesk}/integrations`);
    popup = await popupOver(world, other);
    await sees(popup, `Last time it was https://${desk}.`);
    expect(await findNow(popup, 'button', fill)).toBeNull();
    await press(popup, 'Continue with this page');
    await find(popup, 'button', fill);

    // The tab has gone to another site by the time that the person agrees.
    await other.goto(`https://${desk}/elsewhere`);
    await press(popup, fill);
    await sees(popup, 'The tab shows another page now.');
    expect(`${await fieldsOf(other)} ${await othersOf(other)}`).not.toContain(consumer.secret);
    await press(popup, 'Look again');
    await sees(popup, 'The browser shows a page to Keyferry only after you click Keyferry’s button');
    await popup.close();
  },
);

itIn('chromium')('fills the form of the real PocketBase, which saves it', async (test) => {
  const pocketBase = await openPocketBase(await pocketBaseFor(test));
  ends.push(pocketBase.close);
  const world = await open({ beside: pocketBase.beside });
  const settings = await saveTool(world, 'PocketBase', `https://${pocketBaseHost}/api/oauth2-redirect`);
  const consumer = await setUp(world, settings);

  const page = await world.extension.browser.newPage();
  await page.goto(`https://${pocketBaseHost}/_/#/collections?collection=users`);
  // The stars are part of the fields' names, and are drawn.
  await page.locator('input[name=identity]').fill(superuser.email);
  await page.locator('input[type=password]').fill(superuser.password);
  await press(page, 'Login');
  await press(page, 'Collection settings');
  await press(page, 'Options');
  await page.locator('::-p-text(OAuth2)').click();
  await page.locator('label[for^=oauth2]').click();
  await press(page, 'Add provider');
  await page.locator('::-p-text(Bitbucket)').click();
  await sees(page, 'Bitbucket (bitbucket)');

  const popup = await popupOver(world, page);
  await press(popup, fill);
  await sees(popup, 'The Key and Secret are in the page’s fields.');
  await popup.close();
  await page.bringToFront();
  await press(page, 'Set provider config');
  await press(page, 'Save changes');
  const provider = async () =>
    (await pocketBase.server.call('GET', 'collections/users')).body.oauth2.providers[0]?.clientId;
  expect(await waitFor(provider)).toBe(consumer.key);
  await page.close();
});

itIn('firefox')(
  'begins with the page of the real Keycloak, and fills its form, which saves it',
  async (test) => {
    const keycloak = await keycloakFor(test);
    const { realm, beside } = await openKeycloak(keycloak);
    ends.push(realm.remove);
    const world = await open({ beside });
    ends.push(await keycloak.lead(world.standins.ports));
    const callbackUrl = `https://${keycloakHost}/realms/${realm.name}/broker/bitbucket/endpoint`;
    const page = await world.extension.browser.newPage();
    await page.goto(
      `https://${keycloakHost}/admin/master/console/#/${realm.name}/identity-providers/bitbucket/add`,
    );
    await enter(page, 'Username or email', administrator.user);
    await enter(page, 'Password', administrator.password);
    await press(page, 'Sign In');
    await find(page, 'heading', 'Add Bitbucket provider');
    await page.bringToFront();
    let popup = await world.extension.openPopup(page);
    await press(popup, 'New profile from this page');
    await sees(popup, 'Callback URLs of Keycloak look like this one.');
    await press(popup, `Create profile: ${callbackUrl}`);
    await sees(popup, 'Ready to set up Keycloak.');
    await popup.close();
    await beLoggedIn(world);
    await pressInPopup(world, page, 'Set up Bitbucket login');
    await press(await resultPage(world), 'Use workspace “acme”');
    const bitbucket = await pageAt(world, 'https://bitbucket.org/');
    await seesFilledForm(world, bitbucket);
    const consumer = await saveOnBitbucket(world, bitbucket);
    expect(consumer.callbackUrl).toBe(callbackUrl);
    popup = await popupOver(world, page);
    await press(popup, fill);
    await sees(popup, 'The Key and Secret are in the page’s fields.');
    await popup.close();
    await page.bringToFront();
    await press(page, 'Add');
    const provider = async () =>
      (await realm.call('GET', 'identity-provider/instances')).body[0]?.config?.clientId;
    expect(await waitFor(provider)).toBe(consumer.key);
    await page.close();
  },
  420_000,
);
