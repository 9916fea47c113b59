import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { find, grantAccess, resultPage, sees, setUpToFilledForm } from '../person/person';
import { consumerFields } from '../standins/bitbucket/store';
import { keptIn } from './kept';
import { browserName, itIn, worldForEachTest } from './worlds';

/** A compromised content script hands in two good pairs: one setup only ever sends one. */

const open = worldForEachTest();

/** Looks like the helper, and hands in all pairs at once, as its attacker wants; returns the answers. */
const takenOver = `
addEventListener('hand-in', async ({ detail }) => {
  const { runtime } = globalThis.browser ?? chrome;
  const { page, pairs } = JSON.parse(detail);
  const { nonce } = await runtime.sendMessage({ type: 'helper/look', page, isRedirected: false });
  const handIn = (pair) => runtime.sendMessage({ type: 'helper/pair', nonce, consumer: '', isSaved: true, ...pair });
  document.documentElement.dataset.answers = JSON.stringify(await Promise.all(pairs.map(handIn)));
});`;

let extension: string;
beforeAll(() => {
  extension = mkdtempSync(join(tmpdir(), 'keyferry-taken-over-'));
  cpSync(join('dist', browserName === 'firefox' ? 'firefox' : 'chrome'), extension, { recursive: true });
  appendFileSync(join(extension, 'src/helper/helper.iife.js'), takenOver);
});
afterAll(() => rmSync(extension, { recursive: true, force: true }));

interface Pair {
  readonly key: string;
  readonly secret: string;
}

async function handIn(page: Page, pairs: readonly Pair[]): Promise<readonly { kept: boolean }[]> {
  const seen = { kind: 'form', workspace: 'acme', purpose: 'add' };
  const detail = JSON.stringify({ page: seen, pairs: pairs.map(({ key, secret }) => ({ key, secret })) });
  await page.evaluate((asked) => {
    delete document.documentElement.dataset.answers;
    dispatchEvent(new CustomEvent('hand-in', { detail: asked }));
  }, detail);
  const answers = () => page.evaluate(() => document.documentElement.dataset.answers);
  await expect.poll(answers, { message: 'answers to what was handed in' }).toBeDefined();
  return JSON.parse((await answers()) ?? '[]');
}

itIn('firefox')('of five that come at once, which is the one that is named, kept and sent', async () => {
  const world = await open({ extension });
  const { bitbucket, auth0 } = world.standins;
  bitbucket.addWorkspace('rivals', 'Rivals', [...bitbucket.accounts.values()]);
  const rivals = [1, 2, 3, 4, 5].map((each) =>
    bitbucket.addConsumer('rivals', 'clients', consumerFields(`Rival ${each}`)),
  );
  const page = await setUpToFilledForm(world);
  const answers = await handIn(page, rivals);
  expect(answers.filter(({ kept }) => kept)).toHaveLength(1);
  const one = rivals[answers.findIndex(({ kept }) => kept)];
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  await sees(result, one?.key ?? 'none');
  expect(auth0.connections.map(({ options }) => options)).toMatchObject([
    { client_id: one?.key, client_secret: one?.secret },
  ]);
});

itIn('chromium')('and none that comes after it, where the person has not agreed to that', async () => {
  const world = await open({ extension });
  const { bitbucket, auth0, applications } = world.standins;
  bitbucket.addWorkspace('rivals', 'Rivals', [...bitbucket.accounts.values()]);
  const one = bitbucket.addConsumer('rivals', 'clients', consumerFields('Rival'));
  const other = bitbucket.addConsumer('rivals', 'clients', consumerFields('Other rival'));
  const connection = auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'oldKeyOldKeyOldKey', client_secret: 'old-secret-old-secret-old-secret' },
  });
  connection.enabledClients.add(applications.shop.client_id);
  const page = await setUpToFilledForm(world);
  expect(await handIn(page, [one])).toEqual([{ kept: true }]);
  const review = await resultPage(world);
  await find(review, 'heading', 'Review changes');
  expect(await handIn(page, [other])).toEqual([{ kept: false }]);
  await sees(review, one.key);
  expect((await keptIn(review)).pair).toMatchObject({ key: one.key });
  expect(connection.options.client_id).toBe('oldKeyOldKeyOldKey');
});
