import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  find,
  grantAccess,
  press,
  resultPage,
  sees,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { consumerFields } from '../standins/bitbucket/store';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

/** A script on Bitbucket's page offers a good pair that the person never made, of another client. */

const open = worldForEachTest();

/** The page's own dialog, with a pair as Bitbucket would show it. */
const showPair = ({ key, secret }: { key: string; secret: string }) => `{
  const dialog = document.createElement('section');
  dialog.setAttribute('role', 'dialog');
  dialog.style.cssText = 'position:fixed;left:300px;top:100px;width:500px;height:300px;background:#fff;z-index:600';
  dialog.innerHTML = '<h1>OAuth client created</h1><dl><dt>Client ID</dt><dd><code>${key}</code></dd><dt>Secret</dt><dd><code>${secret}</code></dd></dl>';
  document.body.append(dialog);
}`;

/** The form is filled, and somebody else has their own client. */
async function filled(world: World): Promise<{ page: Page; foreign: { key: string; secret: string } }> {
  const { bitbucket } = world.standins;
  const rival = [...bitbucket.accounts.values()];
  bitbucket.addWorkspace('rivals', 'Rivals', rival);
  const foreign = bitbucket.addConsumer('rivals', 'clients', consumerFields('Rival login'));
  return { page: await setUpToFilledForm(world), foreign };
}

const whyItAsks = 'didn’t see anyone click Save';

itIn()('of another client, in a dialog that the page drew itself', async () => {
  const world = await open();
  const { page, foreign } = await filled(world);
  await page.evaluate(showPair(foreign));
  const consent = await resultPage(world);
  await find(consent, 'heading', 'Send the Key and Secret?');
  await sees(consent, whyItAsks);
  await sees(consent, foreign.key);
  const { auth0, bitbucket } = world.standins;
  expect(auth0.connections).toEqual([]);
  expect(bitbucket.inWorkspace('acme')).toEqual([]);
  await press(consent, 'Don’t send');
  await find(consent, 'heading', 'No setup in progress');
});

itEach<[string, string]>(
  [
    ['clicks Save', `document.querySelector('[type=submit]').click()`],
    ['sends the form', `document.querySelector('[type=submit]').form.requestSubmit()`],
    [
      'sends the form when something else is pressed',
      `addEventListener('click', () => document.querySelector('[type=submit]').form.requestSubmit(), { once: true })`,
    ],
  ],
  {
    chromium: named('sends the form when something else is pressed'),
    firefox: named('sends the form'),
  },
)('even of the real client, where a script %s', async (_, script) => {
  const world = await open();
  const { page } = await filled(world);
  await page.evaluate(`{ ${script} }`);
  if (script.startsWith('addEventListener')) await press(page, 'Details', 'tab');
  const consent = await resultPage(world);
  await sees(consent, whyItAsks);
  const { auth0, bitbucket } = world.standins;
  const [client] = bitbucket.inWorkspace('acme');
  await sees(consent, client?.key ?? 'no client');
  expect(auth0.connections).toEqual([]);
  await press(consent, 'Send to Auth0');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(auth0.connections[0]?.options.client_id).toBe(client?.key);
});

itEach<['list-dialog' | 'redirect-dialog']>([['list-dialog'], ['redirect-dialog']], {
  chromium: none,
  firefox: none,
})('and one that the list contradicts goes nowhere at all: %s', async (pairIn) => {
  // The list is there before the dialog: one that comes after the pair was sent can only tell.
  const world = await open({ pages: { pairIn, pairAfterMs: 1_500 } });
  const { page, foreign } = await filled(world);
  // As soon as the dialog is there, a script changes what it says.
  const swap = `new MutationObserver(() => {
    const values = document.querySelectorAll('[role=dialog] dd code');
    [${JSON.stringify(foreign.key)}, ${JSON.stringify(foreign.secret)}].forEach((text, index) => {
      if (values[index] && values[index].textContent !== text) values[index].textContent = text;
    });
  }).observe(document, { subtree: true, childList: true });`;
  await page.evaluateOnNewDocument(swap);
  await page.evaluate(`{ ${swap} }`);
  await press(page, 'Save');
  await seesInHelper(world, page, 'shows a different Key');
  const { auth0, bitbucket } = world.standins;
  const result = await resultPage(world);
  await find(result, 'heading', 'This may be someone else’s consumer');
  await sees(result, bitbucket.inWorkspace('acme')[0]?.key ?? 'no client');
  await sees(result, foreign.key);
  expect(auth0.connections).toEqual([]);
});

itEach<[string, 'dialog' | 'redirect-dialog' | 'redirect-page', (page: Page) => Promise<void>]>(
  [
    [
      'Enter in a field',
      'dialog',
      async (page) => {
        await press(page, 'Details', 'tab');
        await (await find(page, 'textbox', 'Name')).press('Enter');
      },
    ],
    ['Enter on Save', 'dialog', async (page) => (await find(page, 'button', 'Save')).press('Enter')],
    ['Space on Save', 'redirect-page', async (page) => (await find(page, 'button', 'Save')).press(' ')],
    ['a click, and the pair is in the next document', 'redirect-dialog', (page) => press(page, 'Save')],
  ],
  {
    chromium: named('Enter in a field'),
    firefox: none,
  },
)('and asks nothing of a person who saves with %s', async (_, pairIn, save) => {
  const world = await open({ pages: { pairIn } });
  const { page } = await filled(world);
  await save(page);
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  const { auth0, bitbucket } = world.standins;
  const [client] = bitbucket.inWorkspace('acme');
  expect(auth0.connections[0]?.options.client_id).toBe(client?.key);
  await sees(result, client?.key ?? 'no client');
});
