import { apiDashboards } from '../../dashboards';
import { createHttp } from '../../dashboards/http';
import {
  type Access,
  type Backup,
  type Credential,
  countsLinked,
  type DashboardSession,
  type OthersChanges,
  type TokenCache,
} from '../../dashboards/session';
import { accessTo } from '../../dashboards/sessions';
import { type Problem, problem } from '../../setup/problems';
import { type ApiProfile, elsewhereOf, hostsOf } from '../../setup/profiles/profile';
import { fromCause } from '../../setup/why';
import { mayReach } from '../platform/permissions';
import { withoutOrigin } from '../platform/without-origin';
import { noCache, readCredential, tokenCache, whenForgotten } from '../store/credentials';
import { isLockedAway } from '../store/locker';

/** Requests to these hosts and no others. `needsNoOrigin`: they refuse the extension's `Origin`. */
export const httpTo = (hosts: readonly string[], signal: AbortSignal, needsNoOrigin = false) =>
  createHttp({
    hosts,
    fetch: (address, init) => {
      const send = () => globalThis.fetch(address, init);
      return needsNoOrigin ? withoutOrigin(new URL(String(address)).host, send) : send();
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    isOnline: () => globalThis.navigator.onLine,
    now: Date.now,
    signal,
  });

const open = (
  profile: ApiProfile,
  credential: Credential,
  cache: TokenCache,
  signal: AbortSignal,
): DashboardSession =>
  accessTo[profile.dashboard].signIn({
    own: profile,
    credential,
    http: httpTo(hostsOf(profile), signal, apiDashboards[profile.dashboard].about.needsNoOrigin),
    cache,
  });

/**
 * The way into a profile's dashboard, or what stands in the way: no permission for the host, no credential, an expired one. Every
 * request ends with `signal`, and rejects.
 */
export async function signIn(
  profile: ApiProfile,
  signal: AbortSignal,
): Promise<{ kind: 'ready'; session: DashboardSession } | { kind: 'problem'; problem: Problem }> {
  const hosts = hostsOf(profile);
  if (!(await mayReach(hosts))) return { kind: 'problem', problem: problem('hostPermission', hosts[0]) };
  const credential = await readCredential(profile.id);
  if (!credential) return { kind: 'problem', problem: await noCredential(profile) };
  const cause = accessTo[profile.dashboard].refusalOf(credential, profile);
  if (cause) return { kind: 'problem', problem: fromCause(cause) };
  return {
    kind: 'ready',
    session: open(profile, credential, tokenCache(profile.id, credential, Date.now), signal),
  };
}

/** What `work` returns, for as long as a profile's credential is kept; undefined where it was forgotten before the end. */
export async function whileKept<Result>(
  profileId: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const ending = new AbortController();
  const isOver = new AbortController();
  whenForgotten(profileId, () => ending.abort(), isOver.signal);
  try {
    return await work(ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    return undefined;
  } finally {
    isOver.abort();
  }
}

/** What has changed since, or why that could not be looked at. */
export type SinceLooked =
  | { readonly kind: 'looked'; readonly others: OthersChanges }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * What has changed in a connection since a setup changed it, other than by that, as it is now. `written`: the Key that the setup
 * wrote, or its ends.
 */
export async function changesSince(
  profile: ApiProfile,
  backup: Backup,
  written: string,
): Promise<SinceLooked> {
  const looked = await whileKept(profile.id, async (signal): Promise<SinceLooked> => {
    const access = await signIn(profile, signal);
    if (access.kind === 'problem') return access;
    const found = await access.session.changesSince(backup, written);
    return found.kind === 'done'
      ? { kind: 'looked', others: found.value }
      : { kind: 'problem', problem: fromCause(found.cause) };
  });
  return looked ?? { kind: 'problem', problem: await noCredential(profile) };
}

/** How many accounts a connection has linked to Bitbucket, undefined where that is not told; or why it could not be looked at. */
export type LinkedLooked =
  | { readonly kind: 'looked'; readonly count: number | undefined }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** How many accounts at its dashboard a connection has linked to Bitbucket, as it is now. */
export async function linkedBy(profile: ApiProfile, connectionId: string): Promise<LinkedLooked> {
  const looked = await whileKept(profile.id, async (signal): Promise<LinkedLooked> => {
    const access = await signIn(profile, signal);
    if (access.kind === 'problem') return access;
    if (!countsLinked(access.session)) return { kind: 'looked', count: undefined };
    const found = await access.session.countLinked(connectionId);
    return found.kind === 'done'
      ? { kind: 'looked', count: found.value }
      : { kind: 'problem', problem: fromCause(found.cause) };
  });
  return looked ?? { kind: 'problem', problem: await noCredential(profile) };
}

/** A session for one thing that a person does on a page of the extension's: it keeps no token. */
export const sessionOnce = (
  profile: ApiProfile,
  credential: Credential,
  signal: AbortSignal,
): DashboardSession => open(profile, credential, noCache, signal);

/** Why there is no credential to use: it is locked, or was never entered or has had its time. */
export const noCredential = async ({ id, name }: Pick<ApiProfile, 'id' | 'name'>): Promise<Problem> =>
  problem((await isLockedAway(id)) ? 'credentialLocked' : 'credentialMissing', name);

/** Asks the dashboard what a credential may do, before anything is saved: the one that was entered, or else the one in memory. */
export async function checkAccess(
  settings: ApiProfile,
  entered: Credential | undefined,
): Promise<
  | { readonly kind: 'checked'; readonly access: Access }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      /** Where nothing is at its address: the settings with the other one that the dashboard may have. */
      readonly elsewhere?: ApiProfile | undefined;
    }
> {
  const credential = entered ?? (await readCredential(settings.id));
  if (!credential) return { kind: 'problem', problem: await noCredential(settings) };
  const ask = (signal: AbortSignal) => sessionOnce(settings, credential, signal).checkAccess();
  // An entered one is never forgotten: it goes with its page.
  const outcome = entered ? await ask(new AbortController().signal) : await whileKept(settings.id, ask);
  if (!outcome) return { kind: 'problem', problem: await noCredential(settings) };
  if (outcome.kind === 'done') return { kind: 'checked', access: outcome.value };
  const { cause } = outcome;
  const elsewhere = cause.kind === 'not-there' ? elsewhereOf(settings) : undefined;
  return { kind: 'problem', problem: fromCause(cause), elsewhere };
}
