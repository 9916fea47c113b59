import { readWorkspace } from '../bitbucket/routes';
import { loginScopes, type Scope } from '../bitbucket/scopes';
import { dashboards } from '../dashboards';
import type { Credential, FieldProblemCode } from '../dashboards/dashboard';
import { Secret } from '../secret';
import type { Profile } from '../setup/profile';

/** The form of the settings page as the person has it, before it is known to be right. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly dashboard: Profile['dashboard'];
  readonly domain: string;
  readonly signIn: Profile['signIn'];
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly loginDomain: string;
  readonly workspace: string;
  readonly scopes: readonly Scope[];
  readonly applications: Profile['applications'];
}

export type DraftField =
  | 'name'
  | 'domain'
  | 'token'
  | 'clientId'
  | 'clientSecret'
  | 'loginDomain'
  | 'workspace';

export type DraftProblemCode =
  | FieldProblemCode
  | 'nameEmpty'
  | 'clientIdEmpty'
  | 'clientSecretEmpty'
  | 'workspaceMalformed'
  | 'callbackMalformed'
  | 'hostDenied';

export type DraftProblems = Partial<
  Record<DraftField, { readonly code: DraftProblemCode; readonly params: readonly string[] }>
>;

export type DraftReading =
  | {
      readonly kind: 'ok';
      readonly profile: Profile;
      /** Undefined where none was entered and the one that is kept goes on. */
      readonly credential: Credential | undefined;
    }
  | { readonly kind: 'problems'; readonly problems: DraftProblems };

export const emptyDraft = (id: string): Draft => ({
  id,
  name: '',
  dashboard: 'auth0',
  domain: '',
  signIn: 'token',
  token: '',
  clientId: '',
  clientSecret: '',
  loginDomain: '',
  workspace: '',
  scopes: loginScopes,
  applications: { kind: 'all' },
});

/** A saved profile in the form again; its credential is never shown. */
export const draftOf = (profile: Profile): Draft => ({ ...profile, token: '', clientSecret: '' });

/**
 * Reads the form, with every problem at its field, before anything is sent. `hasCredential`: one is kept for this
 * profile, so the fields may stay empty. `now` in epoch milliseconds.
 */
export function readDraft(draft: Draft, hasCredential: boolean, now: number): DraftReading {
  const problems: DraftProblems = {};
  const dashboard = dashboards[draft.dashboard];

  const name = draft.name.trim();
  if (name === '') problems.name = { code: 'nameEmpty', params: [] };

  const domain = dashboard.readDomain(draft.domain);
  if (domain.kind === 'problem') problems.domain = domain.problem;

  let credential: Credential | undefined;
  if (draft.signIn === 'token') {
    if (draft.token.trim() !== '' || !hasCredential) {
      const token = dashboard.readToken(draft.token, domain.kind === 'ok' ? domain.value : '', now);
      // Whose tenant the token is for cannot be told while the domain is wrong.
      const isTold =
        token.kind === 'problem' &&
        (domain.kind === 'ok' || ['tokenEmpty', 'tokenMalformed'].includes(token.problem.code));
      if (token.kind === 'problem' && isTold) problems.token = token.problem;
      if (token.kind === 'ok') credential = { kind: 'token', token: token.value };
    }
  } else {
    const clientId = draft.clientId.trim();
    const clientSecret = draft.clientSecret.trim();
    if (clientId === '') problems.clientId = { code: 'clientIdEmpty', params: [] };
    if (clientSecret === '' && !hasCredential)
      problems.clientSecret = { code: 'clientSecretEmpty', params: [] };
    if (clientId !== '' && clientSecret !== '') {
      credential = { kind: 'machine', clientId, clientSecret: new Secret(clientSecret) };
    }
  }

  const loginDomain = readHost(draft.loginDomain);
  if (loginDomain === undefined && draft.loginDomain.trim() !== '') {
    problems.loginDomain = { code: 'callbackMalformed', params: [draft.loginDomain.trim()] };
  }
  const workspace = draft.workspace.trim() === '' ? '' : readWorkspace(draft.workspace);
  if (workspace === undefined)
    problems.workspace = { code: 'workspaceMalformed', params: [draft.workspace.trim()] };

  if (Object.keys(problems).length > 0 || domain.kind === 'problem' || workspace === undefined) {
    return { kind: 'problems', problems };
  }
  const { id, signIn, applications } = draft;
  const profile: Profile = {
    id,
    name,
    dashboard: draft.dashboard,
    domain: domain.value,
    signIn,
    clientId: signIn === 'machine' ? draft.clientId.trim() : '',
    loginDomain: loginDomain ?? domain.value,
    workspace,
    scopes: [...draft.scopes],
    applications,
  };
  return { kind: 'ok', profile, credential };
}

/** The host in a domain or an `https:` address; undefined where there is none. */
function readHost(text: string): string | undefined {
  const entered = text.trim().toLowerCase();
  const address = entered.startsWith('https://') ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && url.port === '' && /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(url.hostname)
    ? url.hostname
    : undefined;
}
