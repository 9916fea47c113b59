import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { OpenPage } from '../browsers/extension-browser';
import type { World } from './world';

/** Where a failed scenario leaves its evidence. */
const folder = 'artifacts/failures';

/** A page that no longer answers must not keep the others from being looked at. */
const patienceMs = 3_000;
const noAnswer = 'It gave no answer';
const inTime = <Value>(value: Promise<Value>): Promise<Value | undefined> =>
  Promise.race([
    value.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs)),
  ]);

/**
 * Leaves what a developer needs to see why a scenario failed: a picture and the text of every open page, where the setup
 * stood, what the stand-ins were asked, and all consoles, in one folder named by the scenario. Returns its path.
 */
export async function keepEvidence(world: World, scenario: string): Promise<string> {
  const path = join(folder, scenario.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 160));
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(path, name), text);

  write('setup.json', JSON.stringify((await inTime(writtenDownBy(world))) ?? noAnswer, null, 2));
  write('console.txt', (await inTime(world.extension.consoleTexts())) ?? noAnswer);
  const { requests, auth0, bitbucket } = world.standins;
  write(
    'requests.txt',
    requests.map(({ method, host, path: asked }) => `${method} https://${host}${asked}`).join('\n'),
  );
  write(
    'stand-ins.json',
    JSON.stringify(
      { calls: auth0.calls, connections: auth0.connections.length, consumers: bitbucket.consumers },
      null,
      2,
    ),
  );
  // Pictures last: a page behind another one has none to give, so each comes to the front.
  const pages = await inTime(world.extension.openPages());
  if (!pages) write('page-0.txt', noAnswer);
  for (const [index, each] of (pages ?? []).entries()) await keepPage(each, join(path, `page-${index + 1}`));
  return path;
}

/** What a page says, for whoever has to find out why a scenario failed. */
export const textOf = async (page: Page): Promise<string> =>
  (await inTime(page.evaluate(() => document.body?.innerText ?? ''))) ?? noAnswer;

async function keepPage({ address, page }: OpenPage, path: string): Promise<void> {
  const text = await textOf(page);
  const hasPicture = await inTime(page.bringToFront().then(() => page.screenshot({ path: `${path}.png` })));
  writeFileSync(`${path}.txt`, `${address}\n\n${text}${hasPicture ? '' : '\n\nIt gave no picture'}`);
}

/** Where the setup stands, which tabs are open, and what else the extension has written down, without secrets. */
export async function writtenDownBy({ extension }: World): Promise<unknown> {
  const own = await extension.openPage('src/pages/options/index.html');
  return own.evaluate(
    `Promise.all([chrome.storage.local.get(), chrome.storage.session.get(), chrome.alarms.getAll(), chrome.tabs.query({})])
      .then(([{ journey, ...local }, session, alarms, tabs]) => ({
        stage: journey?.stage,
        places: Object.entries(session).filter(([name]) => name.startsWith('place:')),
        alarms,
        tabs: tabs.map(({ id, windowId, status, url }) => ({ id, windowId, status, url })),
        journey,
        local,
      }))`,
  );
}

/** The same in one line, for an error's message; that nothing answers must not take the message's place. */
export const standing = async (world: World): Promise<string> =>
  JSON.stringify((await inTime(writtenDownBy(world))) ?? noAnswer);
