import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { passphrase } from '../person/person';
import type { World } from '../person/world';

/**
 * After a scenario: Secrets and tokens are looked for wherever the extension could have left or sent them, and have to be
 * where they belong and nowhere else.
 */
export async function expectNoLeaks(world: World): Promise<void> {
  const secrets = secretsOf(world);
  const own = await ownPages(world);
  const [asking = await world.extension.openPage('src/result/index.html')] = own;
  const { local, session } = await storageSeenBy(asking);
  expect(found(secrets, JSON.stringify(local)), 'in storage.local').toEqual([]);
  for (const [name, value] of Object.entries(session)) {
    const isVault = /^(?:pair$|backup$|credential:|token:)/.test(name);
    if (!isVault) expect(found(secrets, JSON.stringify(value)), `in storage.session, ${name}`).toEqual([]);
  }
  const { journey } = local as { journey?: { stage: { kind: string } } };
  if (journey?.stage.kind === 'done') expect(Object.keys(session), 'after success').not.toContain('pair');

  for (const page of own) {
    const { address, title, html } = await page.evaluate(() => ({
      address: location.href,
      title: document.title,
      html: document.documentElement.outerHTML,
    }));
    expect(found(secrets, `${address} ${title} ${html}`), `on ${address}`).toEqual([]);
  }

  expect(found(secrets, await world.extension.consoleTexts()), 'on a console').toEqual([]);

  await asking.bringToFront();
  expect(found(secrets, await world.extension.readClipboard(asking)), 'on the clipboard').toEqual([]);

  const { downloads } = world.extension;
  for (const name of readdirSync(downloads))
    expect(found(secrets, `${name} ${readFileSync(join(downloads, name), 'utf8')}`), `in ${name}`).toEqual(
      [],
    );

  for (const request of world.standins.requests) {
    const where = `${request.method} ${request.host}${request.path}`;
    const inAddress = decodeURIComponent(request.path.replaceAll('%', '%25'));
    expect(found(secrets, `${request.path} ${inAddress}`), `in the address of ${where}`).toEqual([]);
    for (const { name, kind } of found(secrets, `${request.authorization} ${request.body}`))
      expect(belongs[kind].test(where), `${name} in ${where}`).toBe(true);
  }
}

type Kind = keyof typeof belongs;

/** Which requests may carry which secret. */
const belongs = {
  pair: /^POST bitbucket\.org\/site\/oauth2\/access_token$|^(?:POST|PATCH) [a-z0-9.]+\/api\/v2\/connections(?:\/\w+)?$/,
  token: /^[A-Z]+ [a-z0-9.]+\/api\/v2\//,
  machine: /^POST [a-z0-9.]+\/oauth\/token$/,
  /** Never leaves the page that it is entered on. */
  passphrase: /^never$/,
} as const;

interface KnownSecret {
  readonly name: string;
  readonly kind: Kind;
  readonly texts: readonly string[];
}

function secretsOf({ standins }: World): readonly KnownSecret[] {
  const { bitbucket, auth0, applications } = standins;
  return [
    ...bitbucket.consumers.map(({ name, key, secret }) => ({
      name: `the Secret of ${name}`,
      kind: 'pair' as const,
      texts: [secret, Buffer.from(`${key}:${secret}`).toString('base64')],
    })),
    ...[...auth0.issued].map((token) => ({ name: 'a token', kind: 'token' as const, texts: [token] })),
    {
      name: 'the application’s Client Secret',
      kind: 'machine' as const,
      texts: [applications.machine.client_secret],
    },
    { name: 'the passphrase', kind: 'passphrase', texts: [passphrase] },
  ];
}

const found = (secrets: readonly KnownSecret[], text: string) =>
  secrets.filter(({ texts }) => texts.some((each) => text.includes(each)));

async function ownPages({ extension: { browser, origin } }: World): Promise<Page[]> {
  const pages = await browser.pages();
  const addresses = await Promise.all(
    pages.map((page) => page.evaluate(() => location.href).catch(() => '')),
  );
  return pages.filter((_, index) => addresses[index]?.startsWith(origin));
}

const storageSeenBy = async (page: Page) =>
  (await page.evaluate(
    '(async () => ({ local: await chrome.storage.local.get(), session: await chrome.storage.session.get() }))()',
  )) as { local: Record<string, unknown>; session: Record<string, unknown> };
