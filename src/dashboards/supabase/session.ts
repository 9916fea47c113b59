import { andThen, type Cause, done, type Outcome } from '../outcome';
import type {
  Access,
  ApiAccess,
  Application,
  DashboardSession,
  RedirectedLogins,
  TestApplications,
} from '../session';
import { allowReturn, endReturn, mayReturn } from './allow-list';
import { supabaseApi } from './api';
import { hasConnection, readConfig, toConnection } from './config';
import {
  changeConnection,
  changesSince,
  createConnection,
  planConnection,
  readBefore,
  removeConnection,
  restoreConnection,
  setEnabled,
} from './connections';
import { prepareLogin, publicKeyOf } from './login';
import { hostOf } from './project';
import { rightsWith } from './rights';
import { callbackOn, type Own } from './settings';
import { readToken } from './token';

/** Supabase's Management API, version 1, for projects that it hosts. */
export const supabaseAccess: ApiAccess<Own, DashboardSession & RedirectedLogins & TestApplications> = {
  refusalOf(credential): Cause | undefined {
    const isOne = credential.kind === 'token' && readToken(credential.token.reveal()).kind === 'ok';
    return isOne ? undefined : { kind: 'credential-refused', reason: 'invalid' };
  },

  signIn({ own: { project, loginDomain }, credential, http }) {
    const api = supabaseApi({ project, credential, http });
    /** A provider is for all of a project: that is what it is enabled for. */
    const all: Application = { id: project, name: project };

    let known: string | undefined;
    const publicKey = async (): Promise<Outcome<string>> => {
      const found = known === undefined ? await publicKeyOf(api) : done(known);
      if (found.kind === 'done') known = found.value;
      return found;
    };

    return {
      checkAccess: async (): Promise<Outcome<Access>> => {
        const read = await readConfig(api);
        const isRefused = read.kind === 'refused' && read.cause.kind === 'missing-scope';
        if (read.kind !== 'done' && !isRefused) return read;
        return done({
          rights: rightsWith(!isRefused),
          applications: isRefused ? [] : [all],
          offered: {},
        });
      },
      listConnections: async () =>
        andThen(await readConfig(api), (config) =>
          done({ connections: hasConnection(config) ? [toConnection(config)] : [], foreign: [] }),
        ),
      planConnection: (pair) => planConnection(api, pair),
      createConnection: (pair) => createConnection(api, pair),
      changeConnection: (_, pair, __, agreed, keep) => changeConnection(api, pair, agreed, keep),
      changesSince: (backup, written) => changesSince(api, backup, written),
      restoreConnection: (backup, written) => restoreConnection(api, backup, written),
      removeConnection: (_, written) => removeConnection(api, written),
      // What is enabled is for logging in, and for any application of the project.
      planSwitchOn: async () => done(undefined),
      switchOn: async () => done(undefined),
      switchOff: async () => done(undefined),
      listApplications: async () => done([all]),
      listEnabled: async () =>
        andThen(await readBefore(api), (config) => done(config.external_bitbucket_enabled ? [project] : [])),
      listCallbacks: async () => done([...new Set([hostOf(project), loginDomain])].map(callbackOn)),
      enable: async (_, ids) => (ids.includes(project) ? setEnabled(api, true) : done(undefined)),
      disable: async (_, ids) => (ids.includes(project) ? setEnabled(api, false) : done(undefined)),
      // Nothing is let in for a login that could not be finished.
      makeTestApplication: async (_, redirectUri) =>
        andThen(await publicKey(), () => allowReturn(api, redirectUri)),
      removeTestApplication: (redirectUri) => endReturn(api, redirectUri),
      whyNotBack: async (redirectUri) => {
        const may = await mayReturn(api, redirectUri);
        return may.kind === 'done' && !may.value ? { why: 'led-elsewhere' } : undefined;
      },
      prepareLogin: async ({ redirectUri }) =>
        andThen(await publicKey(), (key) => prepareLogin({ http, project, loginDomain }, key, redirectUri)),
    };
  },
};
