import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { beforeAll, expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import type { World } from '../person/world';
import { consumerFields } from '../standins/bitbucket/store';
import { leaksOf } from './leaks';
import { it, worldForAllTests } from './worlds';

// The search for leaks after each scenario has to find what is there: each place gets its own Secret.

const open = worldForAllTests({ isSearched: false });

let world: World;
let own: Page;
let bitbucket: Page;
beforeAll(async () => {
  world = await open();
  own = await world.extension.openPage('src/pages/options/index.html');
  bitbucket = await world.extension.browser.newPage();
  await goTo(bitbucket, 'https://id.atlassian.com/login');
});

const download = (text: string) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'kept.json';
  link.click();
};

it.each<[where: string, leave: (secret: string) => Promise<unknown>]>([
  ['storage.local', (secret) => own.evaluate(`chrome.storage.local.set({ note: '${secret}' })`)],
  ['storage.session, note', (secret) => own.evaluate(`chrome.storage.session.set({ note: '${secret}' })`)],
  ['localStorage', (secret) => own.evaluate(`localStorage.setItem('note', '${secret}')`)],
  ['a page', (secret) => own.evaluate(`document.body.append('${secret}')`)],
  ['a page', (secret) => own.evaluate(`location.hash = '${secret}'`)],
  ['a console', (secret) => own.evaluate(`console.info('${secret}')`)],
  ['a console', (secret) => bitbucket.evaluate(`console.warn('${secret}')`)],
  [
    'the clipboard',
    async (secret) => {
      await own.bringToFront();
      await own.evaluate((text) => {
        const field = document.createElement('textarea');
        document.body.append(field);
        field.value = text;
        field.select();
        document.execCommand('copy');
        field.remove();
      }, secret);
    },
  ],
  [
    'a download',
    async (secret) => {
      await bitbucket.bringToFront();
      await bitbucket.evaluate(download, secret);
      await expect.poll(() => readdirSync(world.extension.downloads)).toContain('kept.json');
    },
  ],
  ['the address of a request', (secret) => bitbucket.evaluate(`fetch('/?note=${secret}')`)],
  [
    'a request: POST id.atlassian.com/note',
    (secret) => bitbucket.evaluate(`fetch('/note', { method: 'POST', body: '${secret}' })`),
  ],
])('in %s', async (where, leave) => {
  const name = `Consumer ${world.standins.bitbucket.consumers.length}`;
  const { secret } = world.standins.bitbucket.addConsumer('acme', 'consumers', consumerFields(name));
  const leaksHere = async () =>
    (await leaksOf(world)).filter((leak) => leak.secret === `the Secret of ${name}`);
  expect(await leaksHere()).toEqual([]);
  await leave(secret);
  await expect.poll(leaksHere).toContainEqual({ secret: `the Secret of ${name}`, where });
});
