import type { Pair } from '../../../src/bitbucket/oauth';
import type { Scope } from '../../../src/bitbucket/scopes';
import { auth0Access } from '../../../src/dashboards/auth0/session';
import { createHttp } from '../../../src/dashboards/http';
import type { OwnAccessCalls } from '../../../src/dashboards/own-access';
import type {
  Credential,
  DashboardSession,
  Difference,
  RedirectedLogins,
  TestApplications,
  TokenCache,
} from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { auth0App } from '../../standins/auth0';
import { Auth0Store } from '../../standins/auth0/store';

/** The stand-in's tenant in this process, as strict as over the network, and a session with it. */
export interface Tenant {
  readonly store: Auth0Store;
  /** Everything that was sent, with its body. */
  readonly sent: { method: string; path: string; body: unknown }[];
  /** May answer a request itself, or drop it by throwing; undefined lets it through. `after`: when it has taken effect. */
  interfere: (request: Request, when: 'before' | 'after') => Response | undefined;
  session(
    credential?: Credential,
    cache?: TokenCache,
  ): Promise<DashboardSession & RedirectedLogins & TestApplications & OwnAccessCalls>;
}

export const noCache: TokenCache = {
  read: async () => undefined,
  write: async () => {},
  forget: async () => {},
};

export const domain = 'acme.eu.auth0.com';

/** The difference that a change of the tenant's connection (the chosen one, if there are several) would make now, as the person sees it. */
export async function differenceTo(
  session: DashboardSession,
  pair: Pair,
  scopes: readonly Scope[],
  chosen?: string,
): Promise<Difference> {
  const plan = await session.planConnection(pair, scopes, chosen);
  if (plan.kind !== 'done' || plan.value.kind !== 'change')
    throw new Error(`Planned: ${JSON.stringify(plan)}`);
  return plan.value.difference;
}

const bodyOf = (request: Request, text: string): unknown => {
  const isJson = request.headers.get('content-type')?.startsWith('application/json');
  return isJson ? JSON.parse(text) : text || undefined;
};

export async function openTenant(): Promise<Tenant> {
  const store = await Auth0Store.create('acme', domain);
  const app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  const tenant: Tenant = {
    store,
    sent: [],
    interfere: () => undefined,
    async session(credential, cache = noCache) {
      const http = createHttp({
        hosts: [domain],
        fetch: async (input, init) => {
          const { signal: _, ...rest } = init ?? {};
          const request = new Request(input, {
            ...rest,
            redirect: 'manual',
            referrerPolicy: '',
            cache: 'default',
          });
          const { pathname, search } = new URL(request.url);
          const text = await request.clone().text();
          tenant.sent.push({
            method: request.method,
            path: pathname + search,
            body: bodyOf(request, text),
          });
          const before = tenant.interfere(request, 'before');
          if (before) return before;
          const answer = await app.fetch(request);
          return tenant.interfere(request, 'after') ?? answer;
        },
        sleep: async () => {},
        isOnline: () => true,
        now: Date.now,
      });
      const token: Credential = { kind: 'token', token: new Secret(await store.managementToken()) };
      return auth0Access.signIn({
        own: { domain, signIn: 'token', clientId: '', loginDomain: domain },
        credential: credential ?? token,
        http,
        cache,
      });
    },
  };
  return tenant;
}
