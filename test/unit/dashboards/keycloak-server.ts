import { Hono } from 'hono';
import { afterAll, type TestContext } from 'vitest';
import { createHttp } from '../../../src/dashboards/http';
import { testClientId } from '../../../src/dashboards/keycloak/clients';
import { keycloakAccess } from '../../../src/dashboards/keycloak/session';
import type { Own } from '../../../src/dashboards/keycloak/settings';
import type { Credential, TokenCache } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { frontOf } from '../../servers/front';
import { host, type Keycloak, type Realm } from '../../servers/keycloak';
import { keycloakFor } from '../../servers/shared-keycloak';
import { certificateFor, listen } from '../../standins/listen';
import { noCache } from './tenant';

/** A provider as the API has it. */
// biome-ignore lint/suspicious/noExplicitAny: an answer of a real server, of which each test reads what it is about
export type Provider = any;

/** A realm of the real Keycloak without a provider, and sessions with it. */
export interface Server {
  readonly keycloak: Keycloak;
  readonly realm: Realm;
  readonly own: Own;
  /** Everything that sessions have sent. */
  readonly sent: { method: string; url: string; body: string | undefined }[];
  /** May answer a request itself, or drop it by throwing; undefined lets it through. `after`: when it has taken effect. */
  interfere: (method: string, when: 'before' | 'after', path: string) => Response | undefined;
  /** By default as the service client that has the roles for everything. */
  session(
    credential?: Credential,
    own?: Partial<Own>,
    cache?: TokenCache,
  ): ReturnType<typeof keycloakAccess.signIn>;
  /** A service client of the realm, with these roles. */
  client(...roles: readonly string[]): Promise<Credential>;
  providers(): Promise<readonly Provider[]>;
  add(provider: Provider): Promise<void>;
  edit(alias: string, changed: Provider): Promise<void>;
  /** A provider's Secret, which no API tells, as Keycloak sends it to Bitbucket, and how. */
  sentSecret(alias: string): Promise<{ key: string; secret: string; isBasic: boolean }>;
}

export const role = 'manage-identity-providers';
/** With these nothing is left out. */
export const roles = [role, 'manage-clients', 'manage-users'];

/** One realm for a file of tests; each test gets it without a provider, and without anything from a test login. */
export function serverForEachTest(): (test: TestContext) => Promise<Server> {
  let started: Promise<{ realm: Realm; usual: Credential }> | undefined;
  afterAll(async () => (await started)?.realm.remove());
  return async (test) => {
    const keycloak = await keycloakFor(test);
    started ??= (async () => {
      const realm = await keycloak.addRealm();
      return { realm, usual: await clientOf(realm, ...roles) };
    })();
    const { realm, usual } = await started;
    for (const { alias } of (await realm.call('GET', 'identity-provider/instances')).body)
      await realm.call('DELETE', `identity-provider/instances/${alias}`);
    for (const { id } of (await realm.call('GET', `clients?clientId=${testClientId}`)).body)
      await realm.call('DELETE', `clients/${id}`);
    return around(keycloak, realm, usual);
  };
}

async function clientOf(realm: Realm, ...roles: readonly string[]): Promise<Credential> {
  const { clientId, clientSecret } = await realm.addServiceClient(...roles);
  return { kind: 'machine', clientId, clientSecret: new Secret(clientSecret) };
}

function around(keycloak: Keycloak, realm: Realm, usual: Credential): Server {
  const front = frontOf(keycloak);
  const address = `https://${host}/realms/${realm.name}`;
  const path = (alias: string) => `identity-provider/instances/${alias}`;
  const must = async (...call: Parameters<Realm['call']>) => {
    const answer = await realm.call(...call);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const server: Server = {
    keycloak,
    realm,
    own: {
      realm: address,
      signIn: 'machine',
      clientId: '',
      administrator: '',
      adminRealm: 'master',
      loginAddress: address,
      alias: 'bitbucket',
    },
    sent: [],
    interfere: () => undefined,
    session(credential = usual, own = {}, cache = noCache) {
      const http = createHttp({
        hosts: [host, `${host}:8443`],
        fetch: async (input, init = {}) => {
          const url = new URL(String(input));
          const { method = 'GET', headers, body } = init;
          server.sent.push({ method, url: url.href, body: typeof body === 'string' ? body : undefined });
          const before = server.interfere(method, 'before', url.pathname);
          if (before) return before;
          const answer = await front.request(url.href, {
            method,
            headers: { host: url.host, ...headers },
            ...(body ? { body } : {}),
          });
          return server.interfere(method, 'after', url.pathname) ?? answer;
        },
        sleep: async () => {},
        isOnline: () => true,
        now: Date.now,
      });
      return keycloakAccess.signIn({ own: { ...server.own, ...own }, credential, http, cache });
    },
    client: (...roles) => clientOf(realm, ...roles),
    providers: () => must('GET', 'identity-provider/instances'),
    add: (provider) => must('POST', 'identity-provider/instances', provider),
    async edit(alias, { config, ...changed }) {
      const found = await must('GET', path(alias));
      await must('PUT', path(alias), { ...found, ...changed, config: { ...found.config, ...config } });
    },
    async sentSecret(alias) {
      const found = await must('GET', path(alias));
      await must('PUT', path(alias), { ...found, enabled: true, linkOnly: false });
      try {
        return await secretSentBy(keycloak, realm.name, alias);
      } finally {
        await must('PUT', path(alias), found);
      }
    },
  };
  return server;
}

/** Goes through a login until Keycloak asks Bitbucket for a token; here this code takes the place of a stand-in. */
async function secretSentBy(keycloak: Keycloak, realm: string, alias: string) {
  const front = frontOf(keycloak);
  const base = `https://${host}/realms/${realm}`;
  const cookies = new Map<string, string>();
  let last = '';
  const go = async (url: string): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await front.request(url, { headers: { host, cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      cookies.set(name, value);
    }
    last = `${answer.status} ${/kc-error-message[\s\S]*?<p[^>]*>([^<]*)/.exec(await answer.text())?.[1] ?? ''}`;
    return answer.headers.get('location') ?? '';
  };
  let got: { key: string; secret: string; isBasic: boolean } | undefined;
  const bitbucket = new Hono().post('/site/oauth2/access_token', async ({ req }) => {
    const [, basic] = /^Basic (.+)$/.exec(req.header('authorization') ?? '') ?? [];
    const form = new URLSearchParams(await req.text());
    const [key = '', ...secret] = basic === undefined ? [] : atob(basic).split(':');
    got =
      basic === undefined
        ? { key: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '', isBasic: false }
        : { key, secret: secret.join(':'), isBasic: true };
    return Response.json({ error: 'invalid_grant' }, { status: 400 });
  });
  const listening = await listen(bitbucket, await certificate(), () => {});
  const endTurn = await keycloak.lead(new Map([['bitbucket.org', listening.port]]));
  try {
    const query = new URLSearchParams({
      client_id: 'account-console',
      redirect_uri: `${base}/account/`,
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      kc_idp_hint: alias,
    });
    const there = await go(await go(`${base}/protocol/openid-connect/auth?${query}`));
    const state = new URL(there).searchParams.get('state') ?? '';
    await go(`${base}/broker/${alias}/endpoint?${new URLSearchParams({ code: 'theCode', state })}`);
    if (!got) throw new Error(`Keycloak has asked for no token: ${last}`);
    return got;
  } finally {
    endTurn();
    await listening.close();
  }
}

let made: ReturnType<typeof certificateFor> | undefined;
const certificate = () => {
  made ??= certificateFor(['bitbucket.org']);
  return made;
};
