import type { ApiFieldset } from '../fieldset';
import { readHost } from '../host';
import { fieldProblem, ok, type Reading } from '../reading';
import { say } from '../words';
import { hostOf, isRef, readProject, tokensPage } from './project';
import { rights } from './rights';
import type { Own } from './settings';
import { readToken } from './token';

/** What a person enters for a project of Supabase's. */
export const fieldset: ApiFieldset<Own> = {
  title: 'groupAccess',
  guides: {
    access: 'https://supabase.com/docs/reference/api/introduction',
    connection: 'https://supabase.com/docs/guides/auth/social-login/auth-bitbucket',
  },
  rights,
  isForLoginOnly: true,
  fields: [
    {
      id: 'project',
      kind: 'text',
      place: 'where',
      label: 'supabaseProject',
      help: () => say('supabaseHelpProject'),
      read: readProject,
    },
    {
      id: 'token',
      kind: 'secret',
      place: 'access',
      label: 'supabaseToken',
      help: () => say('supabaseHelpToken'),
      read: (text) => readToken(text),
    },
    {
      id: 'loginDomain',
      kind: 'text',
      place: 'login',
      label: 'callbackDomain',
      help: () => say('supabaseHelpCallback'),
      placeholder: ({ project }) => (isRef(project) ? hostOf(project) : ''),
      read: readLoginDomain,
    },
  ],

  credentialOf: (_, secret) => ({ kind: 'token', token: secret }),

  suggestedName: ({ project }) => {
    const read = readProject(project);
    return read.kind === 'ok' ? read.value : '';
  },

  way: () => ({
    page: tokensPage,
    clicks: ['supabaseTokenWay1', 'supabaseTokenWay2', 'supabaseTokenWay3'],
    aboutRights: 'supabaseRightsOfToken',
    needsRights: false,
  }),
};

/** Empty: logins start on the project's own domain. */
function readLoginDomain(text: string, { project = '' }: { readonly project?: string }): Reading<string> {
  const entered = text.trim();
  if (entered === '') return ok(hostOf(project));
  const host = readHost(entered);
  return host === undefined ? fieldProblem('field_callbackMalformed', entered) : ok(host);
}
