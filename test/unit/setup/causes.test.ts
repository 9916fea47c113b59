// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../src/dashboards/outcome';
import type { Credential, DashboardSession } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { keyPoint } from '../../../src/setup/check-setup';
import type { ProblemCode } from '../../../src/setup/problems';
import { fromCause, fromLogin } from '../../../src/setup/why';
import { managementScopes } from '../../standins/auth0/store';
import { openTenant, type Tenant } from '../dashboards/tenant';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { checkPair } = await import('../../../src/extension/background/actions/check-pair');
afterEach(() => vi.unstubAllGlobals());

// A dashboard that is broken in just one way: first that cause is named; once only that is mended, the same call goes through.

const pair = { key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu', secret: new Secret('a-secret') };
const scopes = ['account', 'email'] as const;
type Asking = (session: DashboardSession) => Promise<Outcome<unknown>>;

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const list: Asking = (session) => session.listConnections();
const make: Asking = (session) => session.createConnection(pair, scopes, 'own');
const plan: Asking = (session) => session.planConnection(pair, scopes);

const tokenOf = async (...made: Parameters<Tenant['store']['managementToken']>): Promise<Credential> => ({
  kind: 'token',
  token: new Secret(await tenant.store.managementToken(...made)),
});

/** The answer that every request of a kind gets until this is mended. */
function answers(method: string, path: RegExp, answer: () => Response): void {
  tenant.interfere = (request, when) =>
    when === 'before' && request.method === method && path.test(request.url) ? answer() : undefined;
}
const refusal = (statusCode: number, errorCode: string, message: string) => () =>
  Response.json({ statusCode, errorCode, message }, { status: statusCode });
const fails = (error: Error) => () => {
  throw error;
};

/** Breaks the dashboard; returns the credential to ask with, if that is what is broken. */
type Break = () => undefined | Credential | Promise<Credential>;
/** An application that may sign in by itself, or may not. */
const machine = (isRight: boolean, grants = ['client_credentials']): Credential => {
  const { store } = tenant;
  const client = store.addClient({ name: 'Keyferry', app_type: 'non_interactive', grant_types: grants });
  store.grant(client.client_id, managementScopes);
  const clientSecret = new Secret(isRight ? client.client_secret : 'another-secret');
  return { kind: 'machine', clientId: client.client_id, clientSecret };
};
const tokenAnswer =
  (status: number, error: string, error_description: string): Break =>
  () => {
    answers('POST', /oauth\/token/, () => Response.json({ error, error_description }, { status }));
    return machine(true);
  };

const rows: readonly (readonly [ProblemCode, Asking, Break])[] = [
  [
    'timeout',
    list,
    () => void answers('GET', /connections/, fails(new DOMException('late', 'TimeoutError'))),
  ],
  ['unreachable', list, () => void answers('GET', /connections/, fails(new TypeError('connection reset')))],
  [
    'rateLimited',
    list,
    () =>
      void answers(
        'GET',
        /connections/,
        () => new Response('{}', { status: 429, headers: { 'retry-after': '60' } }),
      ),
  ],
  ['serverError', list, () => void answers('GET', /connections/, refusal(503, '', 'Not now'))],
  ['unexpectedAnswer', list, () => void answers('GET', /connections/, () => Response.json(['what?']))],
  ['notThere', list, () => void answers('GET', /./, () => new Response('Not found.', { status: 404 }))],
  [
    'redirected',
    list,
    () =>
      void answers(
        'GET',
        /connections/,
        () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } }),
      ),
  ],
  ['refused', list, () => void answers('GET', /connections/, refusal(403, 'strange', 'Not on Sundays'))],
  ['credentialExpired', list, () => tokenOf(undefined, -60)],
  [
    'clockDiffers',
    list,
    () =>
      void answers('GET', /connections/, () => {
        const hourAgo = new Date(Date.now() - 60 * 60_000).toUTCString();
        const body = { statusCode: 401, errorCode: 'invalid_token', message: 'Expired token received' };
        return Response.json(body, { status: 401, headers: { date: hourAgo } });
      }),
  ],
  [
    'credentialInvalid',
    list,
    async () => {
      const token = await tenant.store.managementToken();
      tenant.store.revoked.add(token);
      return { kind: 'token', token: new Secret(token) };
    },
  ],
  ['missingScope', make, () => tokenOf(managementScopes.filter((each) => each !== 'create:connections'))],
  ['wrongClientSecret', list, () => machine(false)],
  [
    'ownAccessLost',
    list,
    () => {
      const own = { ...machine(true), isOwn: true } as const;
      tenant.store.removeClient(own.kind === 'machine' ? own.clientId : '');
      return own;
    },
  ],
  [
    'noGrant',
    list,
    tokenAnswer(
      403,
      'access_denied',
      'Client is not authorized to access "https://acme.eu.auth0.com/api/v2/".',
    ),
  ],
  [
    'noMachine',
    list,
    tokenAnswer(403, 'unauthorized_client', "Grant type 'client_credentials' not allowed for the client."),
  ],
  ['noClientSecret', list, tokenAnswer(401, 'invalid_client', 'Client authentication method not allowed')],
  [
    'limitReached',
    make,
    () =>
      void answers(
        'POST',
        /connections/,
        refusal(403, 'too_many_entities', 'You reached the limit of entities of this type for this tenant.'),
      ),
  ],
  [
    'rejected',
    make,
    () =>
      void answers(
        'POST',
        /connections/,
        refusal(400, 'invalid_body', "Payload validation error: 'String is too long' on property name."),
      ),
  ],
  [
    'stillThere',
    async (session) => session.removeConnection('con_1', 'x'),
    () => {
      const options = { client_id: 'x', client_secret: 'y' };
      tenant.store.addConnection({ id: 'con_1', name: 'bitbucket', strategy: 'bitbucket', options });
      return void answers('DELETE', /connections/, () => new Response(null, { status: 204 }));
    },
  ],
  [
    'clientIdRefused',
    make,
    () => {
      tenant.store.settings.bitbucketClientId = '18 characters';
      return undefined;
    },
  ],
  [
    'conflict',
    make,
    () => {
      tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: { client_id: 'x' } });
      return undefined;
    },
  ],
  ['notFound', (session) => session.planSwitchOn('con_1', 'login'), () => undefined],
  [
    'changedSince',
    async (session) => {
      const options = { client_id: 'x', client_secret: 'y' };
      const present =
        tenant.store.connections[0] ??
        tenant.store.addConnection({ id: 'con_1', name: 'bitbucket', strategy: 'bitbucket', options });
      present.isForLogin = false;
      const shown = await session.planSwitchOn(present.id, 'login');
      if (shown.kind !== 'done' || !shown.value) throw new Error('Nothing to switch on');
      // Somebody else changes it in between.
      if (tenant.interfere === changing) present.options = { ...options, client_id: 'another' };
      return session.switchOn(present.id, shown.value);
    },
    () => {
      tenant.interfere = changing;
      return undefined;
    },
  ],
  [
    'notForLogin',
    plan,
    () => {
      const options = { client_id: 'x', client_secret: 'y' };
      tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options }).isForLogin = false;
      return undefined;
    },
  ],
];
const changing: Tenant['interfere'] = () => undefined;

/** Mends it: the dashboard answers again, and has what it should. */
async function mend(code: ProblemCode): Promise<void> {
  const { store } = tenant;
  tenant.interfere = () => undefined;
  store.settings.bitbucketClientId = 'any';
  if (code === 'conflict') store.connections.length = 0;
  if (code === 'notFound')
    store.addConnection({ id: 'con_1', name: 'bitbucket', strategy: 'bitbucket', options: {} });
  if (code !== 'notForLogin') return;
  const session = await tenant.session();
  const [there] = store.connections;
  const shown = await session.planSwitchOn(there?.id ?? '', 'login');
  if (shown.kind === 'done' && shown.value) await session.switchOn(there?.id ?? '', shown.value);
}
/** What only another credential mends. */
const withAnother: readonly ProblemCode[] = [
  'credentialExpired',
  'credentialInvalid',
  'missingScope',
  'wrongClientSecret',
  'ownAccessLost',
];

it.each(rows)('%s is named where that is so, and is gone once it is mended', async (code, ask, breakIt) => {
  const credential = await breakIt();
  const session = await tenant.session(credential);
  const outcome = await ask(session);
  if (outcome.kind === 'done') throw new Error('It was not broken');
  expect(fromCause(outcome.cause).code).toBe(code);
  await mend(code);
  const after = await ask(withAnother.includes(code) ? await tenant.session() : session);
  expect(after.kind).toBe('done');
});

it.each<[ProblemCode, number, string, string]>([
  ['pairBad', 400, 'unauthorized_client', 'Invalid OAuth client credentials'],
  ['pairNoCallback', 400, 'invalid_request', 'No callback uri defined for the OAuth client.'],
])(
  '%s is named in Bitbucket’s own words, and is gone with a good pair',
  async (code, status, error, words) => {
    const answer = vi.fn(async () => Response.json({ error, error_description: words }, { status }));
    vi.stubGlobal('fetch', answer);
    const { signal } = new AbortController();
    expect(await checkPair(pair, signal)).toMatchObject({
      kind: 'failed',
      problem: { code, said: { text: words } },
    });
    answer.mockImplementation(async () => Response.json({ access_token: 'x', token_type: 'bearer' }));
    expect(await checkPair(pair, signal)).toEqual({ kind: 'pair-checked', verdict: 'good' });
  },
);

it.each([
  [400, 'invalid_client'],
  [401, 'invalid_client'],
  [400, 'unauthorized_client'],
])('a pair is not called wrong by a code without words: %s %s', async (status, error) => {
  vi.stubGlobal('fetch', async () => Response.json({ error }, { status }));
  const { signal } = new AbortController();
  expect(await checkPair(pair, signal)).toEqual({
    kind: 'pair-checked',
    verdict: 'not-checked',
    answered: `${status}, ${error}`,
  });
});

it.each<[ProblemCode, () => Promise<Credential | undefined>]>([
  ['developmentKeys', async () => undefined],
  ['connectionUntold', () => tokenOf(managementScopes.filter((each) => !each.endsWith('s_options')))],
])(
  '%s is told of a connection without a Client ID, and is gone once it is told one',
  async (code, credential) => {
    const options = code === 'developmentKeys' ? {} : { client_id: 'x', client_secret: 'y' };
    const there = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
    const read = async (session: DashboardSession) => {
      const found = await session.listConnections();
      const [connection] = found.kind === 'done' ? found.value.connections : [];
      if (!connection) throw new Error('No connection');
      return connection;
    };
    const untold = await read(await tenant.session(await credential()));
    expect(untold.key).toBeUndefined();
    expect(keyPoint(untold).problem?.code).toBe(code);
    there.options = { client_id: 'x', client_secret: 'y' };
    expect((await read(await tenant.session())).key).toBe('x');
  },
);

it('loginNoAnswer is told where a login came back and the dashboard did not say who it was', () => {
  const cause = { kind: 'unreachable', host: 'acme.eu.auth0.com' } as const;
  expect(fromLogin({ kind: 'no-answer', cause }, 'good').code).toBe('loginNoAnswer');
});
