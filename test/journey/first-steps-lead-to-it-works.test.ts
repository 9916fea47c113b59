import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { find, findField, pageAt, resultPage, sees, seesFilledForm } from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** What has the focus is called: its label, or what it says. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });

/** Goes there by the keyboard alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const now = await focused(page);
    if (now === name) return;
    passed.push(now.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to "${name}", but to ${passed.join(' · ')}`);
}

async function pressByKey(page: Page, name: string): Promise<void> {
  await find(page, 'button', name);
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Nobody types a token. */
async function pasteInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
}

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

itIn('chromium')('after the installation, by the keyboard alone', async () => {
  const world = await open({ keepsFirstSteps: true });
  await world.extension.grantHost(seed.tenant.domain);
  const welcome = await firstSteps(world);
  await pressByKey(welcome, 'Next');
  await typeInto(welcome, 'Domain', 'https://manage.auth0.com/dashboard/eu/acme/applications');
  await typeInto(welcome, 'Bitbucket workspace', 'acme');
  await welcome.keyboard.press('Enter');
  await pasteInto(welcome, 'Token', await world.standins.auth0.managementToken());
  await pressByKey(welcome, 'Check access');
  await sees(welcome, 'Access is complete.');
  await pressByKey(welcome, 'Set up Bitbucket login');

  const bitbucket = await pageAt(world, 'https://id.atlassian.com/login');
  await typeInto(bitbucket, 'Email', seed.person.email);
  await typeInto(bitbucket, 'Password', seed.person.password);
  await bitbucket.keyboard.press('Enter');
  await seesFilledForm(world, bitbucket);
  await pressByKey(bitbucket, 'Save');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await pressByKey(consent, 'Grant access');

  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  await pressByKey(result, 'Report');
  await pressByKey(result, 'Copy report');
  await sees(result, 'Copied');
  const report = await world.extension.readClipboard(result);
  expect(report).toContain('4. Send to Auth0: `Connection “bitbucket” created`');
  expect(report).toContain('acme.eu.auth0.com');
  expect(report).not.toContain(seed.person.displayName);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

itIn('chromium')('or can be left in the middle and found again', async () => {
  const world = await open({ keepsFirstSteps: true });
  const welcome = await firstSteps(world);
  await pressByKey(welcome, 'Next');
  await typeInto(welcome, 'Domain', 'not a domain');
  await pressByKey(welcome, 'Next');
  await sees(welcome, '“not a domain” is not a domain.');
  await welcome.close();

  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await pressByKey(popup, 'First steps');
  const again = await firstSteps(world);
  // What was not right was not kept; where it was left is.
  await find(again, 'heading', 'Where is your dashboard?');
  expect(
    await (await findField(again, 'Domain')).evaluate((field) => (field as HTMLInputElement).value),
  ).toBe('');
  await typeInto(again, 'Domain', 'acme.eu.auth0.com');
  await again.keyboard.press('Enter');
  await find(again, 'heading', 'Let Keyferry in');
  await pressByKey(again, 'Check access');
  await sees(again, 'Paste a Management API token.');
});
