import { createHttp } from '../../../src/dashboards/http';
import type {
  Credential,
  DashboardSession,
  RedirectedLogins,
  TestApplications,
} from '../../../src/dashboards/session';
import { supabaseAccess } from '../../../src/dashboards/supabase/session';
import { Secret } from '../../../src/secret';
import { supabaseApp } from '../../standins/supabase';
import { SupabaseStore } from '../../standins/supabase/store';
import { noCache } from './tenant';

/** The stand-in's project in this process, as strict as over the network, and sessions with it. */
export interface Project {
  readonly store: SupabaseStore;
  /** Everything that was sent, with its body. */
  readonly sent: { method: string; url: string; headers: Headers; body: unknown }[];
  /** May answer a request itself, or drop it by throwing; undefined lets it through. `after`: when it has taken effect. */
  interfere: (request: Request, when: 'before' | 'after') => Response | undefined;
  session(
    credential?: Credential,
    loginDomain?: string,
  ): DashboardSession & RedirectedLogins & TestApplications;
}

export const ref = 'abcdefghijklmnopqrst';

export function openProject(): Project {
  const store = new SupabaseStore(ref);
  const app = supabaseApp(store, () => Promise.reject(new Error('no upstream here')));
  const token = store.addToken();
  const project: Project = {
    store,
    sent: [],
    interfere: () => undefined,
    session(credential = { kind: 'token', token: new Secret(token) }, loginDomain = store.host) {
      const http = createHttp({
        hosts: ['api.supabase.com', store.host],
        fetch: async (input, { method = 'GET', headers, body } = {}) => {
          const request = new Request(input, {
            method,
            ...(headers ? { headers } : {}),
            ...(body ? { body } : {}),
          });
          project.sent.push({
            method,
            url: request.url,
            headers: request.headers,
            body: typeof body === 'string' ? JSON.parse(body) : undefined,
          });
          const before = project.interfere(request, 'before');
          if (before) return before;
          const answer = await app.fetch(request);
          return project.interfere(request, 'after') ?? answer;
        },
        sleep: async () => {},
        isOnline: () => true,
        now: Date.now,
      });
      return supabaseAccess.signIn({ own: { project: ref, loginDomain }, credential, http, cache: noCache });
    },
  };
  return project;
}
