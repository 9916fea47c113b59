import type { Hono } from 'hono';
import { auth0App, dashboardHosts } from './auth0';
import { Auth0Store, managementScopes } from './auth0/store';
import { bitbucketApp, bitbucketHosts } from './bitbucket';
import { type PageSettings, pageSettings } from './bitbucket/pages';
import { BitbucketStore, type Generation } from './bitbucket/store';
import { certificateFor, listen, type SeenRequest } from './listen';
import { loopback } from './loopback';

/** A server beside the two, at its own hosts. */
export interface Beside {
  readonly hosts: readonly string[];
  readonly app: Hono;
  /** Its credentials. More may come while it is used. */
  readonly tokens: readonly string[];
  /** What gets such a token, if that is another secret. */
  readonly credentials?: readonly string[];
}

export interface StandinOptions {
  /** Servers beside the two; none by default. */
  readonly beside?: Beside;
  /** Sets list and form together; by default today's clients. */
  readonly generation?: Generation;
  /** Sets list, form, language and variants separately. */
  readonly pages?: Partial<PageSettings>;
  /** Only one of the two, if the other is not wanted; both by default. */
  readonly only?: 'bitbucket' | 'auth0';
  /** Ports, for trying by hand; free ones by default. */
  readonly ports?: { readonly bitbucket: number; readonly auth0: number };
}

/** The people, workspaces and applications that every stand-in starts with. */
export const seed = {
  person: {
    username: 'mira',
    displayName: 'Mira Vogel',
    email: 'mira@acme.example',
    password: 'correct horse battery',
  },
  member: {
    username: 'noor',
    displayName: 'Noor Haddad',
    email: 'noor@acme.example',
    password: 'another long password',
  },
  workspace: { slug: 'acme', name: 'Acme Rockets' },
  tenant: { name: 'acme', domain: 'acme.eu.auth0.com', customDomain: 'login.acme.example' },
} as const;

export type Standins = Awaited<ReturnType<typeof startStandins>>;

/** Starts Bitbucket and one Auth0 tenant on loopback, with one workspace without a consumer and four applications. */
export async function startStandins(options: StandinOptions = {}) {
  const bitbucket = new BitbucketStore();
  const mira = bitbucket.addAccount(seed.person);
  const noor = bitbucket.addAccount(seed.member);
  bitbucket.addWorkspace(seed.workspace.slug, seed.workspace.name, [mira], [noor]);
  const { generation, pages } = options;
  const settings = pageSettings({ ...(generation ? { generation } : {}), ...pages });

  const auth0 = await Auth0Store.create(seed.tenant.name, seed.tenant.domain);
  auth0.customDomains.push({ domain: seed.tenant.customDomain, status: 'ready' });
  auth0.addClient({ name: 'All Applications', app_type: 'non_interactive', global: true });
  const shop = auth0.addClient({
    name: 'Rocket Shop',
    app_type: 'regular_web',
    callbacks: ['https://shop.acme.example/callback'],
  });
  const app = auth0.addClient({ name: 'Rocket App', app_type: 'native', callbacks: ['acme://callback'] });
  const machine = auth0.addClient({
    name: 'Keyferry setup',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  auth0.grant(machine.client_id, managementScopes);

  const { beside } = options;
  const hosts = [...bitbucketHosts, ...auth0.domains, ...dashboardHosts, ...(beside?.hosts ?? [])];
  const certificate = await certificateFor(hosts);
  const ports = new Map<string, number>();
  const send = loopback((host) => ports.get(host), certificate.cert);
  const servers = [
    {
      name: 'bitbucket',
      app: bitbucketApp({ store: bitbucket, settings }),
      hosts: bitbucketHosts,
      port: options.ports?.bitbucket,
    },
    {
      name: 'auth0',
      app: auth0App(auth0, send),
      hosts: [...auth0.domains, ...dashboardHosts],
      port: options.ports?.auth0,
    },
    ...(beside ? [{ name: 'beside', app: beside.app, hosts: beside.hosts, port: undefined }] : []),
  ].filter(({ name }) => options.only === undefined || options.only === name);
  const requests: SeenRequest[] = [];
  /**
   * `beforeAnswer`: called for each request of a browser; the answer waits for its promise. What it throws is in `failures`, and the answer
   * comes all the same: an error here would reach the browser alone.
   */
  const watching: { beforeAnswer(request: SeenRequest): void | Promise<void>; readonly failures: unknown[] } =
    {
      beforeAnswer() {},
      failures: [],
    };
  const note = async (request: SeenRequest) => {
    requests.push(request);
    try {
      await watching.beforeAnswer(request);
    } catch (error) {
      watching.failures.push(error);
    }
  };
  const listening = await Promise.all(servers.map(({ app, port }) => listen(app, certificate, note, port)));
  servers.forEach(({ hosts: own }, index) => {
    for (const host of own) ports.set(host, listening[index]?.port ?? 0);
  });

  return {
    bitbucket,
    bitbucketSettings: settings,
    auth0,
    applications: { shop, app, machine },
    beside,
    certificate,
    /** Everything that browsers have asked for. */
    requests: requests as readonly SeenRequest[],
    watching,
    /** Host → port on loopback, to which a browser has to be mapped. */
    ports: ports as ReadonlyMap<string, number>,
    send,
    async close(): Promise<void> {
      await Promise.all(listening.map((server) => server.close()));
    },
  };
}
