import type { ElementHandle, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { reload } from '../browsers/go-to';
import { enter, enterProfile, find, findField, press, sees } from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { Auth0Store } from '../standins/auth0/store';
import { beforeFirst, browserName, itIn, worldForAllTests } from './worlds';

const open = worldForAllTests();

let world: World;
let settings: Page;
beforeFirst(async () => {
  world = await open();
  await world.extension.grantHost(seed.tenant.domain);
});

/** What a field says is wrong after "Save profile" was pressed; the field is marked, and nothing is sent or saved. */
async function refusal(field: string): Promise<string> {
  await press(settings, 'Save profile');
  const input = await findField(settings, field);
  const isMarked = () => input.evaluate((element) => element.getAttribute('aria-invalid'));
  await expect.poll(isMarked).toBe('true');
  const said = await input.evaluate((element) => {
    const below = document.getElementById(element.getAttribute('aria-describedby') ?? '');
    return below?.querySelector('[role=alert]')?.textContent ?? '';
  });
  expect(world.standins.auth0.calls).toEqual([]);
  expect(await settings.evaluate('chrome.storage.local.get()')).toEqual({});
  await settings.close();
  return said;
}

itIn('chromium').each([
  ['a malformed domain', 'acme eu', '“acme eu” isn’t a domain. Enter something like acme.eu.auth0.com.'],
  [
    'an http: domain',
    'http://acme.eu.auth0.com',
    'Use https:// instead of http://. Over http, your token could be intercepted.',
  ],
])('%s', async (_, domain, message) => {
  settings = await enterProfile(world, { domain });
  expect(await refusal('Domain')).toBe(message);
});

itIn('chromium')('an empty domain, where no token says it', async () => {
  settings = await enterProfile(world, {
    domain: '',
    machine: { clientId: 'theClientId', clientSecret: 'theClientSecret' },
  });
  expect(await refusal('Domain')).toBe('Enter your tenant’s domain.');
});

itIn('chromium')('a domain that only looks like one of Auth0’s', async () => {
  settings = await enterProfile(world, { domain: 'acme.auth0.com.evil.example' });
  expect(await refusal('Domain')).toContain('“acme.auth0.com.evil.example” doesn’t end in .auth0.com');
});

itIn('chromium')('a token of another tenant', async () => {
  const other = await Auth0Store.create('rival', 'rival.us.auth0.com');
  settings = await enterProfile(world, { token: await other.managementToken() });
  expect(await refusal('Token')).toBe(
    'This token is for rival.us.auth0.com, not acme.eu.auth0.com. Copy one from this profile’s tenant.',
  );
});

itIn('chromium')('an expired token', async () => {
  const twoDays = 2 * 24 * 60 * 60;
  settings = await enterProfile(world, {
    token: await world.standins.auth0.managementToken(undefined, -twoDays),
  });
  expect(await refusal('Token')).toMatch(/^This token expired on .+\. Copy a new one/);
});

itIn('chromium')('a token without the needed scopes', async () => {
  settings = await enterProfile(world, {
    token: await world.standins.auth0.managementToken(['read:connections', 'read:clients']),
  });
  expect(await refusal('Token')).toBe(
    'This token is missing create:connections, update:connections. Create one with these permissions.',
  );
});

itIn('chromium')('something that is no token', async () => {
  settings = await enterProfile(world, { token: 'hunter2' });
  expect(await refusal('Token')).toContain('That isn’t a Management API token');
});

itIn('chromium')('a profile without a name', async () => {
  settings = await enterProfile(world);
  await enter(settings, 'Profile name', '');
  expect(await refusal('Profile name')).toBe('Give the profile a name.');
});

itIn('chromium')('a pasted dashboard address is understood as the domain', async () => {
  settings = await enterProfile(world, {
    domain: 'https://manage.auth0.com/dashboard/eu/acme/connections/social',
  });
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  const domain = await find(settings, 'textbox', 'Domain');
  expect(await domain.evaluate((element) => (element as HTMLInputElement).value)).toBe('acme.eu.auth0.com');
});

itIn('chromium')('a callback domain with letters of another alphabet is shown as what it is', async () => {
  // Its first letter is a Cyrillic one.
  settings = await enterProfile(world, { callbackDomain: '\u0430cme.example' });
  await press(settings, 'Check access');
  await sees(settings, 'Its real name is “xn--cme-5cd.example”.');
  await settings.close();
});

/** Whether the field itself is at its own centre, and not something fixed to the edges of the window. */
const isInSight = (field: ElementHandle): Promise<boolean> =>
  field.evaluate((element) => {
    const { left, top, width, height } = (element as Element).getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === element;
  });

itIn('chromium')(
  'what is wrong comes into sight, and what is not saved stays until it is discarded',
  async (ctx) => {
    if (browserName !== 'chromium')
      return ctx.skip('Firefox’s driver gives no answers after such a question');
    settings = await enterProfile(world, { workspace: 'not a workspace' });
    await enter(settings, 'Profile name', '');
    await settings.setViewport({ width: 480, height: 420 });
    await press(settings, 'Save profile');
    const name = await findField(settings, 'Profile name');
    await expect.poll(() => isInSight(name)).toBe(true);
    await enter(settings, 'Profile name', 'Another');
    await press(settings, 'Save profile');
    const workspace = await findField(settings, 'Bitbucket workspace');
    await expect.poll(() => isInSight(workspace)).toBe(true);

    const asked = new Promise<string>((resolve) => {
      settings.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.type())));
    });
    await settings.evaluate('setTimeout(() => location.reload())');
    expect(await asked).toBe('beforeunload');
    expect(await name.evaluate((element) => (element as HTMLInputElement).value)).toBe('Another');
    await press(settings, 'Discard changes');
    await sees(settings, 'Keyferry can’t bring it back.');
    await press(settings, 'Discard changes');
    await expect
      .poll(() => name.evaluate((element) => (element as HTMLInputElement).value))
      .not.toBe('Another');
    // With nothing to lose, no question is asked: one would block this for ever.
    await reload(settings);

    // To a section by the keyboard alone, and on into it.
    await (await find(settings, 'link', 'About')).focus();
    await settings.keyboard.press('Enter');
    await settings.keyboard.press('Tab');
    expect(await settings.evaluate(() => document.activeElement?.textContent)).toBe('What’s new');
    await settings.keyboard.press('Enter');
    await sees(settings, 'The list is in English.');
    await settings.close();
  },
);
