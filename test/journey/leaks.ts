import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { passphrase } from '../person/person';
import type { World } from '../person/world';

/** A secret where it does not belong. */
export interface Leak {
  readonly secret: string;
  readonly where: string;
}

/** After a scenario: looks for Secrets and tokens wherever the extension could have left or sent them; they may only be where they belong. */
export const expectNoLeaks = async (world: World): Promise<void> => expect(await leaksOf(world)).toEqual([]);

export async function leaksOf(world: World): Promise<Leak[]> {
  const secrets = secretsOf(world);
  const leaks: Leak[] = [];
  const search = (where: string, text: string) =>
    leaks.push(...found(secrets, text).map(({ name }) => ({ secret: name, where })));

  const own = await ownPages(world);
  const [asking = await world.extension.openPage('src/pages/result/index.html')] = own;
  const { local, session, pages } = await storageSeenBy(asking);
  search('storage.local', JSON.stringify(local));
  search('localStorage', JSON.stringify(pages));
  for (const [name, value] of Object.entries(session)) {
    const isVault = /^(?:pair:|backup:|credential:|token:)/.test(name);
    if (!isVault) search(`storage.session, ${name}`, JSON.stringify(value));
  }
  const { journey } = local as { journey?: { stage: { kind: string } } };
  if (journey?.stage.kind === 'done' && Object.keys(session).some((name) => name.startsWith('pair:')))
    leaks.push({ secret: 'the pair', where: 'storage.session, after success' });

  for (const page of own) {
    const { address, title, html } = await page.evaluate(() => ({
      address: location.href,
      title: document.title,
      html: document.documentElement.outerHTML,
    }));
    search('a page', `${address} ${title} ${html}`);
  }

  search('a console', await world.extension.consoleTexts());

  await asking.bringToFront();
  search('the clipboard', await world.extension.readClipboard(asking));

  const { downloads } = world.extension;
  for (const name of readdirSync(downloads))
    search('a download', `${name} ${readFileSync(join(downloads, name), 'utf8')}`);

  for (const request of world.standins.requests) {
    const to = `${request.method} ${request.host}${request.path}`;
    const inAddress = decodeURIComponent(request.path.replaceAll('%', '%25'));
    search('the address of a request', `${request.path} ${inAddress}`);
    for (const { name, kind } of found(secrets, `${request.authorization} ${request.body}`))
      if (!belongs[kind].test(to)) leaks.push({ secret: name, where: `a request: ${to}` });
  }
  return leaks;
}

type Kind = keyof typeof belongs;

/** Which requests may carry which secret. */
const belongs = {
  pair: /^POST bitbucket\.org\/site\/oauth2\/access_token$|^(?:POST|PATCH) [a-z0-9.]+\/api\/v2\/connections(?:\/\w+)?$|^PATCH [a-z0-9.]+\/api\/collections\/\w+$|^(?:POST|PUT) [a-z0-9.]+\/admin\/realms\/[\w-]+\/identity-provider\/instances(?:\/\w+)?$|^PATCH api\.supabase\.com\/v1\/projects\/\w+\/config\/auth$|^POST manage\.auth0\.com\/api\/acme\/connections$/,
  token:
    /^[A-Z]+ [a-z0-9.]+\/(?:api\/(?:v2\/|collections\b)|admin\/realms\/)|^[A-Z]+ api\.supabase\.com\/v1\/projects\//,
  machine: /^POST [a-z0-9.]+\/(?:oauth|realms\/[\w-]+\/protocol\/openid-connect)\/token$/,
  /** Never leaves the page that it is entered on. */
  passphrase: /^never$/,
} as const;

interface KnownSecret {
  readonly name: string;
  readonly kind: Kind;
  readonly texts: readonly string[];
}

function secretsOf({ standins }: World): readonly KnownSecret[] {
  const { bitbucket, auth0, beside } = standins;
  return [
    ...bitbucket.consumers.map(({ name, key, secret }) => ({
      name: `the Secret of ${name}`,
      kind: 'pair' as const,
      texts: [secret, Buffer.from(`${key}:${secret}`).toString('base64')],
    })),
    ...[...auth0.issued, ...(beside?.tokens ?? [])].map((token) => ({
      name: 'a token',
      kind: 'token' as const,
      texts: [token],
    })),
    ...[...auth0.machineSecrets].map((secret) => ({
      name: 'an application’s Client Secret',
      kind: 'machine' as const,
      texts: [secret],
    })),
    ...(beside?.credentials ?? []).map((text) => ({
      name: 'the credential',
      kind: 'machine' as const,
      texts: [text],
    })),
    { name: 'the passphrase', kind: 'passphrase', texts: [passphrase] },
  ];
}

const found = (secrets: readonly KnownSecret[], text: string) =>
  secrets.filter(({ texts }) => texts.some((each) => text.includes(each)));

async function ownPages({ extension: { openPages, origin } }: World): Promise<Page[]> {
  return (await openPages()).filter(({ address }) => address.startsWith(origin)).map(({ page }) => page);
}

const storageSeenBy = async (page: Page) =>
  (await page.evaluate(
    '(async () => ({ local: await chrome.storage.local.get(), session: await chrome.storage.session.get(), pages: { ...localStorage } }))()',
  )) as Record<'local' | 'session' | 'pages', Record<string, unknown>>;
