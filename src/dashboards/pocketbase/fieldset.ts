import type { ApiFieldset, Entered } from '../fieldset';
import { fieldProblem, ok, type Reading, readFilled, readPassword } from '../reading';
import { say } from '../words';
import { readServer } from './server';
import { isCollection, type Own, pageOf } from './settings';
import { readToken, toldBy } from './token';

/** The collection of people that a new PocketBase comes with. */
const usual = 'users';

const isWithToken = ({ signIn }: Entered<Own>): boolean => signIn === 'token';
const isWithPassword = (entered: Entered<Own>): boolean => !isWithToken(entered);

/** What a person enters for a PocketBase. */
export const fieldset: ApiFieldset<Own> = {
  title: 'groupAccess',
  guides: {
    access: 'https://pocketbase.io/docs/authentication/',
    connection: 'https://pocketbase.io/docs/authentication/',
  },
  isForLoginOnly: true,
  // A superuser may do everything, and nobody else anything.
  rights: [],
  fields: [
    {
      id: 'server',
      kind: 'text',
      place: 'where',
      label: 'pocketbaseAddress',
      help: () => say('pocketbaseHelpAddress'),
      read: readAddress,
    },
    {
      id: 'signIn',
      kind: 'choice',
      place: 'access',
      label: 'signInWith',
      first: 'token',
      choices: [
        { value: 'token', label: 'pocketbaseSignInToken' },
        { value: 'password', label: 'pocketbaseSignInPassword' },
      ],
    },
    {
      id: 'token',
      kind: 'secret',
      place: 'access',
      label: 'token',
      help: () => say('pocketbaseHelpToken'),
      isAsked: isWithToken,
      tells: { fields: [], of: toldBy },
      read: (text) => readToken(text),
    },
    {
      id: 'superuser',
      kind: 'text',
      place: 'access',
      label: 'pocketbaseSuperuser',
      isAsked: isWithPassword,
      read: (text) => readFilled(text, 'pocketbaseSuperuserEmpty'),
    },
    {
      id: 'password',
      kind: 'secret',
      place: 'access',
      label: 'pocketbasePassword',
      help: () => say('pocketbaseHelpPassword'),
      isAsked: isWithPassword,
      read: (text) => readPassword(text, 'pocketbasePasswordEmpty'),
    },
    {
      id: 'collection',
      kind: 'text',
      place: 'login',
      isChecked: true,
      label: 'pocketbaseCollection',
      help: () => say('pocketbaseHelpCollection'),
      placeholder: () => usual,
      read: readCollection,
    },
  ],

  credentialOf: (own, secret) =>
    isWithToken(own)
      ? { kind: 'token', token: secret }
      : { kind: 'password', user: own.superuser, password: secret },

  suggestedName: ({ server }) => server.split('.')[0] ?? '',

  way: (entered) => ({
    page: pageIn(entered),
    clicks: isWithToken(entered)
      ? ['pocketbaseTokenWay1', 'pocketbaseTokenWay2', 'pocketbaseTokenWay3']
      : ['pocketbasePasswordWay1'],
    aboutRights: undefined,
    needsRights: false,
  }),
};

/** The page of its superusers; undefined until its address is entered. */
function pageIn({ server: entered }: Entered<Own>): string | undefined {
  const reading = readAddress(entered);
  return reading.kind === 'ok' ? pageOf(reading.value, '_superusers') : undefined;
}

/** Where it is: over encryption, or not at all. */
function readAddress(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return fieldProblem('pocketbaseAddressEmpty');
  if (/^http:/i.test(entered)) return fieldProblem('field_domainHttp');
  const server = readServer(entered);
  return server === undefined ? fieldProblem('pocketbaseAddressMalformed', entered) : ok(server);
}

/** Empty: the one that a new PocketBase comes with. */
function readCollection(text: string): Reading<string> {
  const entered = text.trim() || usual;
  return isCollection(entered) ? ok(entered) : fieldProblem('pocketbaseCollectionMalformed', entered);
}
