import type {
  Access,
  Backup,
  Credential,
  DashboardSession,
  OthersChanges,
  TokenCache,
} from '../../dashboards/dashboard';
import { createHttp } from '../../dashboards/http';
import { accessTo } from '../../dashboards/sessions';
import { type Problem, problem } from '../../setup/problems';
import type { ApiProfile } from '../../setup/profiles/profile';
import { fromCause } from '../../setup/why';
import { mayReach } from '../platform/permissions';
import { noCache, readCredential, tokenCache } from '../store/credentials';
import { isLockedAway } from '../store/locker';

/** Requests to these hosts and no others. */
export const httpTo = (hosts: readonly string[], signal?: AbortSignal) =>
  createHttp({
    hosts,
    fetch: (...request) => globalThis.fetch(...request),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    isOnline: () => globalThis.navigator.onLine,
    now: Date.now,
    ...(signal ? { signal } : {}),
  });

type Settings = Pick<ApiProfile, 'dashboard' | 'domain' | 'loginDomain'>;

const open = (
  settings: Settings,
  credential: Credential,
  cache: TokenCache,
  signal?: AbortSignal,
): DashboardSession =>
  accessTo[settings.dashboard].signIn({
    domain: settings.domain,
    credential,
    http: httpTo([settings.domain, settings.loginDomain], signal),
    cache,
  });

/**
 * The way into a profile's dashboard, or what stands in it: no permission for the host, no credential, an expired one. With
 * `signal` every request ends, and rejects.
 */
export async function signIn(
  profile: ApiProfile,
  signal?: AbortSignal,
): Promise<{ kind: 'ready'; session: DashboardSession } | { kind: 'problem'; problem: Problem }> {
  if (!(await mayReach([profile.domain, profile.loginDomain]))) {
    return { kind: 'problem', problem: problem('hostPermission', profile.domain) };
  }
  const credential = await readCredential(profile.id);
  if (!credential) return { kind: 'problem', problem: await noCredential(profile) };
  if (credential.kind === 'token') {
    const read = accessTo[profile.dashboard].readToken(credential.token.reveal(), profile.domain, Date.now());
    if (read.kind === 'problem') {
      const { code, params } = read.problem;
      if (code === 'tokenExpired') return { kind: 'problem', problem: problem('credentialExpired') };
      if (code === 'tokenScopes') return { kind: 'problem', problem: problem('missingScope', ...params) };
      return { kind: 'problem', problem: problem('credentialInvalid') };
    }
  }
  return {
    kind: 'ready',
    session: open(profile, credential, tokenCache(profile.id, credential, Date.now), signal),
  };
}

/**
 * What has changed of a connection since a setup changed it, and not through that, as it is now; undefined where that could
 * not be looked at. `keyHint`: of the Key that the setup wrote.
 */
export async function changesSince(
  profile: ApiProfile,
  backup: Backup,
  keyHint: string,
): Promise<OthersChanges | undefined> {
  const access = await signIn(profile);
  const found = access.kind === 'ready' ? await access.session.changesSince(backup, keyHint) : undefined;
  return found?.kind === 'done' ? found.value : undefined;
}

/** Why there is no credential to use: it is locked, or was never entered or has had its time. */
const noCredential = async ({ id, name }: Pick<ApiProfile, 'id' | 'name'>): Promise<Problem> =>
  problem((await isLockedAway(id)) ? 'credentialLocked' : 'credentialMissing', name);

/** Asks the dashboard what a credential may do, before anything is saved: the one that was entered, or else the one in memory. */
export async function checkAccess(
  settings: ApiProfile,
  entered: Credential | undefined,
): Promise<
  | { readonly kind: 'checked'; readonly access: Access }
  | { readonly kind: 'problem'; readonly problem: Problem }
> {
  const credential = entered ?? (await readCredential(settings.id));
  if (!credential) return { kind: 'problem', problem: await noCredential(settings) };
  const outcome = await open(settings, credential, noCache).checkAccess();
  return outcome.kind === 'done'
    ? { kind: 'checked', access: outcome.value }
    : { kind: 'problem', problem: fromCause(outcome.cause) };
}
