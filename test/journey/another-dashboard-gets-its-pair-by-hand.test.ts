import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { choose, enter, find, press, resultPage, sees, setUpFrom } from '../person/person';
import type { World } from '../person/world';
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** A profile for a tool that is set up by hand, saved. */
async function saveTool(world: World, tool: string, callbackUrl: string): Promise<Page> {
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await enter(settings, 'Profile name', 'Git server');
  await choose(settings, 'Dashboard', 'Another tool (manual setup)');
  await choose(settings, 'Tool', tool);
  await press(settings, 'Save profile');
  await sees(settings, /Replace \{.+\} with your own value\./);
  await enter(settings, 'Callback URL', callbackUrl);
  await enter(settings, 'Bitbucket workspace', 'acme');
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}

itIn('chromium')('in the form that the tool takes, to copy and with the Secret masked', async () => {
  const world = await open();
  const { bitbucket: store, auth0 } = world.standins;
  const callbackUrl = 'https://ci.acme.example/authorize';
  const settings = await saveTool(world, 'Woodpecker', callbackUrl);
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');

  const result = await resultPage(world);
  await find(result, 'heading', 'Enter these in Woodpecker');
  const [consumer] = store.consumers;
  expect([consumer?.callbackUrl, consumer?.name]).toEqual([callbackUrl, 'Woodpecker login (ci)']);
  expect(consumer?.scopes).toEqual(expect.arrayContaining(['webhook', 'pullrequest', 'team']));
  await sees(result, `WOODPECKER_BITBUCKET_CLIENT=${consumer?.key}`);
  const shown = () => result.evaluate(() => document.body.innerHTML);
  expect(await shown()).not.toContain(consumer?.secret);
  await press(result, 'Show Secret');
  expect(await shown()).toContain(consumer?.secret);
  await press(result, 'Hide Secret');

  const clipboard = () => world.extension.readClipboard(result);
  await press(result, 'Copy .env');
  await sees(result, 'Copied');
  expect(await clipboard()).toBe(
    `WOODPECKER_BITBUCKET=true\nWOODPECKER_BITBUCKET_CLIENT=${consumer?.key}\nWOODPECKER_BITBUCKET_SECRET=${consumer?.secret}\n`,
  );
  await choose(result, 'Format', 'Terraform');
  await sees(result, 'The Secret is left out on purpose');

  await press(result, 'I’ve entered them');
  await find(result, 'heading', 'Almost done: test the login in Woodpecker');
  expect(await clipboard()).toBe('');
  expect(auth0.calls).toEqual([]);
});

itIn('firefox')('and takes off the clipboard what it can tell to be its own', async () => {
  const world = await open();
  const settings = await saveTool(world, 'Woodpecker', 'https://ci.acme.example/authorize');
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');

  const result = await resultPage(world);
  await press(result, 'Copy Secret');
  await sees(result, 'Copied');
  // Chrome reports the page's own copies and others' in the same way: any copy in the first second counts as its own.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await settings.bringToFront();
  await settings.click('h1');
  await settings.evaluate(`navigator.clipboard.writeText('something else')`);
  await result.bringToFront();
  const canTell = browserName === 'chromium';
  await sees(result, canTell ? 'not if you’ve copied something else' : 'whatever is on it');
  await press(result, 'I’ve entered them');
  await find(result, 'heading', 'Almost done: test the login in Woodpecker');
  expect(await world.extension.readClipboard(result)).toBe(canTell ? 'something else' : '');
});

itIn('chromium')('and is told before that the tool is broken', async () => {
  const world = await open();
  const settings = await saveTool(world, 'oauth2-proxy', 'https://proxy.acme.example/oauth2/callback');
  await sees(settings, 'Bitbucket login fails in oauth2-proxy');
});
