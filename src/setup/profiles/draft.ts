import { readWorkspace } from '../../bitbucket/addresses';
import { loginScopes, type Scope } from '../../bitbucket/scopes';
import {
  type ApiDashboardId,
  apiDashboardIds,
  apiDashboards,
  type DashboardId,
  type HandDashboardId,
  handDashboardIds,
  handDashboards,
} from '../../dashboards';
import { handOvers } from '../../dashboards/hand-overs';
import { readHost } from '../../dashboards/host';
import type { Credential } from '../../dashboards/session';
import { accessTo } from '../../dashboards/sessions';
import type { FieldProblemCode } from '../../dashboards/settings';
import { Secret } from '../../secret';
import type { ApiProfile, Profile } from './profile';

/** The form of the settings page as the person has it, before it is known to be right. Fields of both kinds at once. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly dashboard: DashboardId;
  readonly domain: string;
  readonly signIn: ApiProfile['signIn'];
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether the credential is kept, encrypted under this passphrase. */
  readonly isToBeKept: boolean;
  readonly passphrase: string;
  readonly passphraseAgain: string;
  readonly loginDomain: string;
  readonly workspace: string;
  readonly scopes: readonly Scope[];
  readonly applications: ApiProfile['applications'];
  readonly tool: string;
  readonly callbackUrl: string;
}

export type DraftField =
  | 'name'
  | 'domain'
  | 'token'
  | 'clientId'
  | 'clientSecret'
  | 'passphrase'
  | 'passphraseAgain'
  | 'loginDomain'
  | 'workspace'
  | 'callbackUrl';

export type DraftProblemCode =
  | FieldProblemCode
  | 'nameEmpty'
  | 'workspaceMalformed'
  | 'callbackMalformed'
  | 'passphraseShort'
  | 'passphraseDiffers'
  | 'hostDenied';

export type DraftProblems = Partial<
  Record<DraftField, { readonly code: DraftProblemCode; readonly params: readonly string[] }>
>;

export type DraftReading =
  | {
      readonly kind: 'ok';
      readonly profile: Profile;
      /** Undefined where none was entered and the one that is kept goes on, or none is needed. */
      readonly credential: Credential | undefined;
    }
  | { readonly kind: 'problems'; readonly problems: DraftProblems };

/** No tool in particular: the last one of each. */
const anyTool = handDashboards[handDashboardIds[0]].about.tools.at(-1)?.id ?? '';

export const emptyDraft = (id: string): Draft => ({
  id,
  name: '',
  dashboard: apiDashboardIds[0],
  domain: '',
  signIn: 'token',
  token: '',
  clientId: '',
  clientSecret: '',
  isToBeKept: false,
  passphrase: '',
  passphraseAgain: '',
  loginDomain: '',
  workspace: '',
  scopes: loginScopes,
  applications: { kind: 'all' },
  tool: anyTool,
  callbackUrl: '',
});

/** A saved profile in the form again; its credential is never shown. */
export const draftOf = (profile: Profile): Draft => ({ ...emptyDraft(profile.id), ...profile });

/** What picking a tool fills in: its callback URL, with the parts that only the person knows, and its permissions. */
export function withTool(dashboard: HandDashboardId, id: string): Partial<Draft> {
  const needs = handOvers[dashboard].needsOf(id);
  return needs ? { tool: id, callbackUrl: needs.callbackUrl, scopes: needs.scopes } : {};
}

const shortestPassphrase = 12;

/** What is wrong with a new passphrase. */
export const readPassphrase = ({
  passphrase,
  passphraseAgain,
}: Pick<Draft, 'passphrase' | 'passphraseAgain'>): DraftProblems => ({
  ...(passphrase.length < shortestPassphrase
    ? { passphrase: { code: 'passphraseShort', params: [String(shortestPassphrase)] } }
    : passphraseAgain !== passphrase
      ? { passphraseAgain: { code: 'passphraseDiffers', params: [] } }
      : {}),
});

/**
 * Reads the form, with every problem at its field, before anything is sent. `hasCredential`: one is kept for this
 * profile, so the fields may stay empty. `now` in epoch milliseconds.
 */
export function readDraft(draft: Draft, hasCredential: boolean, now: number): DraftReading {
  const name = draft.name.trim();
  const { workspace, problems } = readDraftWorkspace(draft);
  const common: DraftProblems = {
    ...(name === '' ? { name: { code: 'nameEmpty', params: [] } } : {}),
    ...problems,
  };
  const fields = { id: draft.id, name, workspace: workspace ?? '', scopes: [...draft.scopes] };
  const { dashboard } = draft;
  const own =
    dashboard in apiDashboards
      ? readApi(draft, dashboard as ApiDashboardId, hasCredential, now)
      : readHand(draft, dashboard as HandDashboardId);
  if (own.kind === 'problems') return { kind: 'problems', problems: { ...common, ...own.problems } };
  if (Object.keys(common).length > 0) return { kind: 'problems', problems: common };
  return { kind: 'ok', profile: { ...own.fields, ...fields }, credential: own.credential };
}

type Common = 'id' | 'name' | 'workspace' | 'scopes';
type OwnReading =
  | {
      readonly kind: 'ok';
      readonly fields: OwnFields<Profile>;
      readonly credential: Credential | undefined;
    }
  | { readonly kind: 'problems'; readonly problems: DraftProblems };
type OwnFields<Of> = Of extends unknown ? Omit<Of, Common> : never;

function readHand(draft: Draft, dashboard: HandDashboardId): OwnReading {
  const callbackUrl = handDashboards[dashboard].settings.readAddress(draft.callbackUrl);
  return callbackUrl.kind === 'ok'
    ? {
        kind: 'ok',
        fields: { dashboard, tool: draft.tool, callbackUrl: callbackUrl.value },
        credential: undefined,
      }
    : { kind: 'problems', problems: { callbackUrl: callbackUrl.problem } };
}

/** Reads where the dashboard and the consumers are, before it is known how to get in. */
export function readPlace(
  draft: Draft,
):
  | { readonly kind: 'ok'; readonly place: Pick<Draft, 'domain' | 'workspace'> }
  | { readonly kind: 'problems'; readonly problems: DraftProblems } {
  const domain = apiDashboards[draft.dashboard as ApiDashboardId].settings.readAddress(draft.domain);
  const { workspace, problems } = readDraftWorkspace(draft);
  if (domain.kind === 'ok' && workspace !== undefined)
    return { kind: 'ok', place: { domain: domain.value, workspace } };
  return {
    kind: 'problems',
    problems: { ...(domain.kind === 'problem' ? { domain: domain.problem } : {}), ...problems },
  };
}

/** Empty where the person chooses on Bitbucket; undefined, with what is wrong, where it is none. */
function readDraftWorkspace({ workspace: entered }: Draft): {
  readonly workspace: string | undefined;
  readonly problems: DraftProblems;
} {
  const text = entered.trim();
  const workspace = text === '' ? '' : readWorkspace(text);
  return workspace === undefined
    ? { workspace, problems: { workspace: { code: 'workspaceMalformed', params: [text] } } }
    : { workspace, problems: {} };
}

function readApi(draft: Draft, id: ApiDashboardId, hasCredential: boolean, now: number): OwnReading {
  const problems: DraftProblems = {};
  const dashboard = apiDashboards[id];
  const domain = dashboard.settings.readAddress(draft.domain);
  if (domain.kind === 'problem') problems.domain = domain.problem;

  let credential: Credential | undefined;
  if (draft.signIn === 'token') {
    if (draft.token.trim() !== '' || !hasCredential) {
      const token = accessTo[id].readToken(draft.token, domain.kind === 'ok' ? domain.value : '', now);
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

  if (draft.isToBeKept) Object.assign(problems, readPassphrase(draft));

  const loginDomain = readHost(draft.loginDomain);
  if (loginDomain === undefined && draft.loginDomain.trim() !== '') {
    problems.loginDomain = { code: 'callbackMalformed', params: [draft.loginDomain.trim()] };
  }
  if (Object.keys(problems).length > 0 || domain.kind === 'problem') return { kind: 'problems', problems };
  const { signIn, applications } = draft;
  const fields = {
    dashboard: id,
    domain: domain.value,
    signIn,
    clientId: signIn === 'machine' ? draft.clientId.trim() : '',
    loginDomain: loginDomain ?? domain.value,
    applications,
  };
  return { kind: 'ok', fields, credential };
}
