import { afterAll, type TestContext } from 'vitest';
import { createHttp } from '../../../src/dashboards/http';
import { pocketBaseAccess } from '../../../src/dashboards/pocketbase/session';
import type {
  Credential,
  DashboardSession,
  LinkedAccounts,
  TestAccounts,
  WatchedLogins,
} from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { type PocketBase, pocketBaseFor, startPocketBase } from '../../servers/pocketbase';
import { noCache } from './tenant';

/** The real PocketBase, emptied for each test, and sessions with it. */
export interface Server {
  readonly real: PocketBase;
  /** Everything that sessions have sent, with its body. */
  readonly sent: { method: string; path: string; body: unknown; authorization: string | undefined }[];
  /** May answer a request itself, or drop it by throwing; undefined lets it through. `after`: when it has taken effect. */
  interfere: (method: string, when: 'before' | 'after') => Response | undefined;
  /** By default with a superuser's token, for the collection `users`. */
  session(
    credential?: Credential,
    collection?: string,
  ): DashboardSession & WatchedLogins & TestAccounts & LinkedAccounts;
}

export const server = 'pb.acme.example';

/** A server that starts once for a file of tests; each test gets it empty. */
export function serverForEachTest(): (test: TestContext) => Promise<Server> {
  let started: Promise<PocketBase> | undefined;
  afterAll(async () => (await started)?.close());
  return async (test) => {
    const binary = await pocketBaseFor(test);
    started ??= startPocketBase(binary);
    const real = await started;
    await empty(real);
    return around(real);
  };
}

/** Leaves only its one collection of people, without a provider. */
async function empty(real: PocketBase): Promise<void> {
  const { body } = await real.call('GET', 'collections?perPage=100');
  for (const { name, system } of body.items)
    if (!system && name !== 'users') await real.call('DELETE', `collections/${name}`);
  await real.call('PATCH', 'collections/users', { oauth2: { enabled: false, providers: [] } });
}

function around(real: PocketBase): Server {
  const around: Server = {
    real,
    sent: [],
    interfere: () => undefined,
    session(credential = { kind: 'token', token: new Secret(real.token) }, collection = 'users') {
      const http = createHttp({
        hosts: [server],
        fetch: async (input, init = {}) => {
          const { pathname, search } = new URL(String(input));
          const { method = 'GET', headers, body } = init;
          around.sent.push({
            method,
            path: pathname + search,
            body: typeof body === 'string' ? JSON.parse(body) : undefined,
            authorization: new Headers(headers).get('authorization') ?? undefined,
          });
          const before = around.interfere(method, 'before');
          if (before) return before;
          const answer = await fetch(`http://127.0.0.1:${real.port}${pathname}${search}`, {
            method,
            ...(headers ? { headers } : {}),
            ...(body ? { body } : {}),
          });
          return around.interfere(method, 'after') ?? answer;
        },
        sleep: async () => {},
        isOnline: () => true,
        now: Date.now,
      });
      const own = { server, signIn: 'token', superuser: '', collection } as const;
      return pocketBaseAccess.signIn({ own, credential, http, cache: noCache });
    },
  };
  return around;
}
