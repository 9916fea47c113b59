import type { ApiFieldset, Entered } from '../fieldset';
import { readHost } from '../host';
import { fieldProblem, ok, type Reading, readFilled, readSecret } from '../reading';
import { say } from '../words';
import { home, withoutRegion } from './domain';
import { ownAccess } from './own-access';
import { readDomain } from './read-domain';
import { rights } from './rights';
import type { Own } from './settings';
import { taking } from './taking';
import { domainIn, isTokenOf, readToken, toldBy } from './token';

const isWithToken = ({ signIn }: Entered<Own>): boolean => signIn === 'token';
const isAsMachine = (entered: Entered<Own>): boolean => !isWithToken(entered);

/** What a person enters for a tenant of Auth0's. */
export const fieldset: ApiFieldset<Own> = {
  title: 'groupAccess',
  guides: {
    access: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    connection: 'https://marketplace.auth0.com/integrations/bitbucket-social-connection',
    applications: 'https://auth0.com/docs/get-started/applications/update-application-connections',
  },
  rights,
  fields: [
    {
      id: 'domain',
      kind: 'text',
      place: 'where',
      label: 'domain',
      help: (entered) => say(isWithToken(entered) ? 'auth0HelpDomainOfToken' : 'auth0HelpDomain'),
      read: (text, _, entered) => readDomainOf(text, entered),
    },
    {
      id: 'signIn',
      kind: 'choice',
      place: 'access',
      label: 'signInWith',
      first: 'token',
      choices: [
        { value: 'token', label: 'auth0SignInToken' },
        { value: 'machine', label: 'auth0SignInMachine' },
      ],
    },
    {
      id: 'token',
      kind: 'secret',
      place: 'access',
      label: 'token',
      help: () => say('auth0HelpToken'),
      isAsked: isWithToken,
      tells: { fields: ['domain'], of: toldBy },
      taking,
      read: (text, { domain }) => readToken(text, domain),
    },
    {
      id: 'clientId',
      kind: 'text',
      place: 'access',
      label: 'clientId',
      help: () => say('auth0HelpMachine'),
      isAsked: isAsMachine,
      read: (text) => readFilled(text, 'field_clientIdEmpty'),
    },
    {
      id: 'clientSecret',
      kind: 'secret',
      place: 'access',
      label: 'clientSecret',
      isAsked: isAsMachine,
      read: (text) => readSecret(text, 'field_clientSecretEmpty'),
    },
    {
      id: 'loginDomain',
      kind: 'text',
      place: 'login',
      label: 'callbackDomain',
      // Letters of other alphabets can look alike: such a domain is shown as the network knows it.
      help: ({ loginDomain }) =>
        /(?:^|\.)xn--/.test(loginDomain) ? say('help_foreign', loginDomain) : say('auth0HelpCallback'),
      placeholder: ({ domain }) => domain,
      read: readLoginDomain,
    },
  ],

  credentialOf: (own, secret) =>
    isWithToken(own)
      ? { kind: 'token', token: secret }
      : { kind: 'machine', clientId: own.clientId, clientSecret: secret },

  ownAccess,

  suggestedName: ({ domain }) => domain.split('.')[0] ?? '',

  way: (entered) =>
    isWithToken(entered)
      ? {
          page: undefined,
          clicks: ['auth0TokenWay1', 'auth0TokenWay2', 'auth0TokenWay3', 'auth0TokenWay4'],
          aboutRights: 'auth0RightsOfToken',
          needsRights: false,
        }
      : {
          page: home,
          clicks: ['auth0MachineWay1', 'auth0MachineWay2', 'auth0MachineWay3', 'auth0MachineWay4'],
          aboutRights: undefined,
          needsRights: true,
        },
};

/** The domain. The pasted token tells it where none is entered, and chooses between the two that a US tenant may have. */
function readDomainOf(
  text: string,
  { signIn, token = '' }: Readonly<Record<string, string | undefined>>,
): Reading<string> {
  const told = signIn === 'token' && text.trim() === '' ? domainIn(token) : undefined;
  if (told !== undefined) return ok(told);
  const read = readDomain(text);
  const other = read.kind === 'ok' ? withoutRegion(read.value) : undefined;
  return signIn === 'token' && other !== undefined && isTokenOf(token, other) ? ok(other) : read;
}

/** Empty: logins start on the tenant's own domain. */
function readLoginDomain(text: string, { domain = '' }: { readonly domain?: string }): Reading<string> {
  const entered = text.trim();
  if (entered === '') return ok(domain);
  const host = readHost(entered);
  return host === undefined ? fieldProblem('field_callbackMalformed', entered) : ok(host);
}
