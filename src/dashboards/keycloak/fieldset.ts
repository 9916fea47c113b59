import type { ApiFieldset, Entered } from '../fieldset';
import { fieldProblem, ok, type Reading, readFilled, readPassword, readSecret } from '../reading';
import { say } from '../words';
import { isRealm, isRealmName, masterRealm, nameOf, pageOf, partsOf, readRealm } from './realm';
import { rights } from './rights';
import { isAlias, type Own } from './settings';

/** What the console calls a provider for Bitbucket, unless a person has another name for it. */
const usual = 'bitbucket';

const isAsMachine = ({ signIn }: Entered<Own>): boolean => signIn === 'machine';
const isWithPassword = (entered: Entered<Own>): boolean => !isAsMachine(entered);

/** What a person enters for a realm of Keycloak's. */
export const fieldset: ApiFieldset<Own> = {
  title: 'groupAccess',
  guides: {
    access: 'https://www.keycloak.org/docs/latest/server_admin/#_service_accounts',
    connection: 'https://www.keycloak.org/docs/latest/server_admin/#_identity_broker',
  },
  isForLoginOnly: true,
  rights,
  fields: [
    {
      id: 'realm',
      kind: 'text',
      place: 'where',
      label: 'keycloakRealm',
      help: () => say('keycloakHelpRealm'),
      read: readRealm,
    },
    {
      id: 'signIn',
      kind: 'choice',
      place: 'access',
      label: 'signInWith',
      first: 'machine',
      choices: [
        { value: 'machine', label: 'keycloakSignInMachine' },
        { value: 'password', label: 'keycloakSignInPassword' },
      ],
    },
    {
      id: 'clientId',
      kind: 'text',
      place: 'access',
      label: 'clientId',
      help: () => say('keycloakHelpMachine'),
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
      id: 'administrator',
      kind: 'text',
      place: 'access',
      label: 'keycloakAdministrator',
      isAsked: isWithPassword,
      read: (text) => readFilled(text, 'keycloakAdministratorEmpty'),
    },
    {
      id: 'password',
      kind: 'secret',
      place: 'access',
      label: 'keycloakPassword',
      help: () => say('keycloakHelpPassword'),
      isAsked: isWithPassword,
      read: (text) => readPassword(text, 'keycloakPasswordEmpty'),
    },
    {
      id: 'adminRealm',
      kind: 'text',
      place: 'access',
      label: 'keycloakAdminRealm',
      help: () => say('keycloakHelpAdminRealm'),
      placeholder: () => masterRealm,
      isAsked: isWithPassword,
      read: readAdminRealm,
    },
    {
      id: 'loginAddress',
      kind: 'text',
      place: 'login',
      isChecked: true,
      label: 'keycloakLoginAddress',
      help: () => say('keycloakHelpLoginAddress'),
      placeholder: ({ realm }) => realm,
      read: readLoginAddress,
    },
    {
      id: 'alias',
      kind: 'text',
      place: 'login',
      label: 'keycloakAlias',
      help: () => say('keycloakHelpAlias'),
      placeholder: () => usual,
      read: readAlias,
    },
  ],

  credentialOf: (own, secret) =>
    isAsMachine(own)
      ? { kind: 'machine', clientId: own.clientId, clientSecret: secret }
      : { kind: 'password', user: own.administrator, password: secret },

  suggestedName: ({ realm }) => (isRealm(realm) ? nameOf(realm) : ''),

  way: (entered) => ({
    page: consoleOf(entered),
    ...(isAsMachine(entered)
      ? {
          clicks: [
            'keycloakMachineWay1',
            'keycloakMachineWay2',
            'keycloakMachineWay3',
            'keycloakMachineWay4',
          ],
          aboutRights: 'keycloakRightsOfMachine',
          needsRights: true,
        }
      : {
          clicks: ['keycloakPasswordWay1'],
          aboutRights: 'keycloakRightsOfPassword',
          needsRights: false,
        }),
  }),
};

/** Where the clicks begin: as far as the address has been entered. */
function consoleOf({ realm, adminRealm }: Entered<Own>): string {
  const read = readRealm(realm);
  if (read.kind !== 'ok') return 'https://www.keycloak.org/';
  return pageOf(read.value, isRealmName(adminRealm) ? adminRealm : masterRealm, 'clients');
}

/** Empty: the one of the server's administrators. A realm's address names it as well. */
function readAdminRealm(text: string): Reading<string> {
  const entered = text.trim() || masterRealm;
  const address = entered.includes('/') ? readRealm(entered) : undefined;
  const name = address?.kind === 'ok' ? partsOf(address.value).name : entered;
  return isRealmName(name) ? ok(name) : fieldProblem('keycloakAdminRealmMalformed', entered);
}

/** Empty: the realm calls itself as it was entered. */
function readLoginAddress(text: string, { realm = '' }: { readonly realm?: string }): Reading<string> {
  return text.trim() === '' ? ok(realm) : readRealm(text);
}

/** Empty: the one that the console suggests. */
function readAlias(text: string): Reading<string> {
  const entered = text.trim() || usual;
  return isAlias(entered) ? ok(entered) : fieldProblem('keycloakAliasMalformed', entered);
}
