// @vitest-environment node

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Backup, Credential } from '../../../src/dashboards/session';
import type { Action } from '../../../src/extension/background/actions/action';
import type { MessageKey } from '../../../src/extension/words/text';
import { Secret } from '../../../src/secret';
import { advance } from '../../../src/setup/journey/advance';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey, Stage } from '../../../src/setup/journey/journey';
import { fixes, type Problem, type ProblemCode } from '../../../src/setup/problems';
import { fromCause, fromLogin } from '../../../src/setup/why';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { managementScopes } from '../../standins/auth0/store';
import { differenceTo, domain, openTenant } from '../dashboards/tenant';
import fc from '../made-up';
import { englishBrowser } from '../ui/english';

// Made-up refusals for every call of every action: what is told of them is true, says something, contains no secret, and
// the setup can be tried again or left.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { send } = await import('../../../src/extension/background/actions/send');
const { enable } = await import('../../../src/extension/background/actions/enable');
const { switchOn } = await import('../../../src/extension/background/actions/switch-on');
const { undo } = await import('../../../src/extension/background/actions/undo');
const { note, usesOf } = await import('../../../src/extension/background/actions/new-secret');
const { openToRead, test } = await import('../../../src/extension/background/actions/test-login');
const { survey } = await import('../../../src/extension/background/actions/check-setup');
const { checkPair } = await import('../../../src/extension/background/actions/check-pair');
const { notDone } = await import('../../../src/extension/background/actions/not-done');
const { openLogin } = await import('../../../src/extension/platform/login-window');
const { problemParams, saidWords } = await import('../../../src/extension/words/problem');
const { t } = await import('../../../src/extension/words/text');

afterEach(() => vi.unstubAllGlobals());

const pair = {
  key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu',
  secret: new Secret('Zq8-Tr4"Wm6/Xp2Kd9Lc3Vn7Bs5Hf1Jg'),
};
const old = { client_id: 'oldKeyOldKeyOldKey', client_secret: 'oldSecretOldSecret9' };
const redirectUri = 'https://back.example/';
/** Never ended. */
const { signal } = new AbortController();
const scopes = ['account', 'email'] as const;

/** What a site answers instead of what it should; `reset`: nothing at all. */
interface MadeUp {
  readonly status: number;
  readonly body: string;
  /** The body as JSON, if it is that. */
  readonly json?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly isReset: boolean;
}

const codes = [
  'too_many_entities',
  'insufficient_scope',
  'invalid_body',
  'invalid_token',
  'inexistent_connection',
  'conflict',
  'access_denied',
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_grant',
  'operation_not_supported',
];
const sentences = [
  'You reached the limit of entities of this type for this tenant.',
  'Insufficient scope, expected any of: ',
  'Insufficient scope, expected any of: update:connections,read:clients',
  "Payload validation error: 'String is too short' on property options.client_id.",
  'Payload validation error on property name.',
  'Expired token received for JSON Web Token validation',
  'Invalid token',
  'The connection does not exist',
  'A connection with the same name already exists',
  'Unauthorized',
  'Client authentication method not allowed',
  "Grant type 'client_credentials' not allowed for the client.",
  'Client is not authorized to access "https://acme.eu.auth0.com/api/v2/".',
  'Invalid OAuth client credentials',
  'No callback uri defined for the OAuth client.',
  '   ',
  '',
];
/** Refusals that mean something, and some that nearly do. */
const known: readonly (readonly [status: number, code: string, message: string])[] = [
  [403, 'insufficient_scope', 'Insufficient scope, expected any of: read:clients'],
  [403, 'insufficient_scope', 'Insufficient scope, expected any of: '],
  [403, 'too_many_entities', 'You reached the limit of entities of this type for this tenant.'],
  [403, 'too_many_entities', 'Not now.'],
  [400, 'invalid_body', 'Payload validation error on property name.'],
  [400, 'invalid_body', 'Payload validation error.'],
  [401, 'invalid_token', 'Expired token received for JSON Web Token validation'],
  [401, 'invalid_token', 'Not like this.'],
  [404, 'inexistent_connection', 'The connection does not exist'],
  [404, 'inexistent_client', 'The client does not exist'],
  [409, 'conflict', 'A connection with the same name already exists'],
  [409, 'conflict', 'Something else is going on.'],
  [401, 'access_denied', 'Unauthorized'],
  [403, 'access_denied', 'Service not enabled within domain: https://acme.eu.auth0.com/api/v2/'],
  [403, 'access_denied', 'Client is not authorized to access "https://acme.eu.auth0.com/api/v2/".'],
  [403, 'unauthorized_client', "Grant type 'client_credentials' not allowed for the client."],
  [401, 'invalid_client', 'Client authentication method not allowed'],
  [400, 'unauthorized_client', 'Invalid OAuth client credentials'],
  [400, 'invalid_request', 'No callback uri defined for the OAuth client.'],
];
const text = (secrets: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...sentences),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({
      unit: fc.constantFrom('a', '\u202e', '\u0007', '\u200b', '“', '”', '<', '🚀', '\n', '$1'),
      maxLength: 400,
    }),
    fc
      .constantFrom(...secrets)
      .chain((secret) =>
        fc.constantFrom(
          `The value ${secret} is wrong`,
          `“${secret}”`,
          encodeURIComponent(secret),
          `${'x '.repeat(115)}${secret}`,
          `${secret.slice(0, 10)}… is no secret`,
          [...secret].join('\u200b'),
        ),
      ),
  );
const statuses = [
  300, 302, 304, 307, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 429, 451, 500, 502, 503, 520,
];

/** Answers, some of which repeat the secrets that were sent. */
const madeUp = (secrets: readonly string[]): fc.Arbitrary<MadeUp> => {
  const status = fc.oneof(fc.constantFrom(...statuses), fc.integer({ min: 400, max: 599 }));
  const plain = fc.record({ status: fc.oneof(status, fc.constant(200)), words: text(secrets) });
  const answer = (given: Partial<MadeUp>): MadeUp => ({
    status: 200,
    body: '',
    headers: {},
    isReset: false,
    ...given,
  });
  const ofJson = (at: number, json: unknown) => {
    const body = JSON.stringify(json);
    return answer({
      status: at,
      body,
      json: JSON.parse(body),
      headers: { 'content-type': 'application/json' },
    });
  };
  const bodies = (at: number, code: string, message: string) => [
    { statusCode: at, error: 'Some Error', message, errorCode: code },
    { error: code, error_description: message },
    { error: { message, detail: code } },
    [{ errors: [message], code: at }],
  ];
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .record({
          refusal: fc.constantFrom(...known),
          other: fc.constantFrom(...known),
          changed: fc.nat(7),
          shape: fc.nat(1),
        })
        .map(({ refusal, other, changed, shape }) => {
          const [at, code, message] = refusal.map((part, index) =>
            index === changed ? other[index] : part,
          ) as [number, string, string];
          return ofJson(at, bodies(at, code, message)[shape]);
        }),
    },
    {
      weight: 4,
      arbitrary: fc
        .record({
          status,
          code: fc.oneof(fc.constantFrom(...codes), text(secrets)),
          message: text(secrets),
          shape: fc.nat(3),
        })
        .map(({ status, code, message, shape }) => ofJson(status, bodies(status, code, message)[shape])),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.oneof(status, fc.constant(200)), fc.jsonValue())
        .map(([at, json]) => ofJson(at, json)),
    },
    {
      weight: 1,
      arbitrary: plain.map(({ status, words }) =>
        answer({ status, body: `<!doctype html><html><head><title>${words}</title>` }),
      ),
    },
    { weight: 1, arbitrary: plain.map(({ status, words }) => answer({ status, body: words })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(301, 302, 303, 307, 308)
        .map((status) => answer({ status, headers: { location: 'https://evil.example/' } })),
    },
    { weight: 1, arbitrary: fc.constant(answer({ isReset: true })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('1', '90', '', 'soon', '-5', '1e300')
        .map((wait) => answer({ status: 429, headers: { 'retry-after': wait } })),
    },
  );
};

const responseOf = ({ status, body, headers, isReset }: MadeUp): Response => {
  if (isReset) throw new TypeError('connection reset');
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers });
};

const said = ({ json }: MadeUp, ...names: string[]): string => {
  const value = names
    .map((name) => (json as Record<string, unknown> | null)?.[name])
    .find((each) => each !== undefined);
  return typeof value === 'string' ? value : '';
};
const says = (answer: MadeUp, status: number, code: string, words: RegExp): boolean =>
  answer.status === status &&
  said(answer, 'errorCode', 'error') === code &&
  words.test(said(answer, 'message', 'error_description'));

/** When each cause may be named: the answer's status, code and words name it. */
const tokenAnswers = [
  [400, 'invalid_token'],
  [401, 'invalid_token'],
  [401, ''],
] as const;
const mayName: Partial<Record<ProblemCode, (answer: MadeUp) => boolean>> = {
  missingScope: (answer) => says(answer, 403, 'insufficient_scope', /expected any of: [a-z]/),
  limitReached: (answer) => says(answer, 403, 'too_many_entities', /limit/i),
  rejected: (answer) => says(answer, 400, 'invalid_body', /on property name/),
  notFound: (answer) => says(answer, 404, 'inexistent_connection', /connection/i),
  conflict: (answer) => says(answer, 409, 'conflict', /same name/),
  credentialExpired: (answer) =>
    tokenAnswers.some(([status, code]) => says(answer, status, code, /expired/i)),
  credentialInvalid: (answer) => tokenAnswers.some(([status, code]) => says(answer, status, code, /token/i)),
  wrongClientSecret: (answer) => says(answer, 401, 'access_denied', /^unauthorized/i),
  noGrant: (answer) => says(answer, 403, 'access_denied', /not authorized to access/),
  noMachine: (answer) => says(answer, 403, 'unauthorized_client', /grant type .* not allowed/i),
  noClientSecret: (answer) => says(answer, 401, 'invalid_client', /authentication method/),
  pairBad: (answer) =>
    ['unauthorized_client', 'invalid_client'].some((code) =>
      [400, 401].some((status) => says(answer, status, code, /invalid oauth client/i)),
    ),
  pairNoCallback: (answer) =>
    [400, 401].some((status) => says(answer, status, 'invalid_request', /no callback/i)),
  rateLimited: ({ status }) => status === 429,
  notThere: ({ status }) => status === 404,
  redirected: ({ status }) => [301, 302, 303, 307, 308].includes(status),
  unreachable: ({ isReset }) => isReset,
  serverError: ({ status, isReset }) => status >= 500 && !isReset,
  unexpectedAnswer: ({ status, isReset }) => status < 300 && !isReset,
  refused: ({ status, isReset }) => status >= 300 && status < 500 && !isReset,
  loginNoAnswer: ({ status, isReset }) => isReset || (status !== 429 && status < 500),
  loginInvalid: ({ status, json }) => status === 200 && json !== undefined,
};

/** What the screen says of a problem. */
const linesOf = (problem: Problem): string[] => {
  const params = problemParams(problem, 'Auth0');
  const words = (part: string) => t(`problem_${problem.code}_${part}` as MessageKey, ...params);
  return [words('what'), words('why'), words('todo'), saidWords(problem)];
};

/** Expects that a problem can be shown as it is: nothing empty, nothing secret, nothing that turns or hides the text around it. */
function expectTold(problem: Problem, secrets: readonly string[]): void {
  const lines = linesOf(problem);
  const [what = '', why = '', todo = '', quoted = ''] = lines;
  for (const line of [what, why, todo]) expect(line).toMatch(/^.{8,}[.!:’”)]$/u);
  for (const line of lines) {
    expect(line).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Zl}|\p{Zp}/u);
    expect(line.replace(quoted, '')).not.toMatch(/undefined|\[object|NaN|null|: \.|“”|\(\)|\$\d| {2}/);
  }
  expect(quoted).not.toMatch(/“\s*”|\(\)/);
  expect(quoted.length).toBeLessThan(500);
  const all = JSON.stringify([problem, lines]);
  expect(all.length).toBeLessThan(3_000);
  for (const secret of secrets)
    for (const form of [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      secret.slice(0, 10),
    ])
      expect(all.includes(form), `${form} in ${all}`).toBe(false);
}

/** Expects the answer's own words and its status on the screen with it. */
function expectQuoted(problem: Problem, answer: MadeUp): void {
  if (answer.isReset || mayName.redirected?.(answer) || answer.status < 300) return;
  const quoted = saidWords(problem);
  expect(quoted).toContain(String(answer.status));
  const words = said(answer, 'message', 'error_description');
  // An answer with 304 has no body.
  if (answer.status !== 304 && /^[A-Za-z ,.]{10,}$/.test(words))
    expect(quoted).toContain(words.trim().slice(0, 60));
}

/** Expects that a setup that gets here can be tried again, and left. */
function expectWayOut(journey: Journey, event: Event): void {
  const after = advance(journey, event, 1);
  if (event.kind === 'put-off') {
    expect(after.pause).toBeDefined();
    expect(advance(after, { kind: 'pause-cancelled' }, 2).stage.kind).toBe('stopped');
    return;
  }
  expect(after.stage.kind).toBe('stopped');
  expect(advance(after, { kind: 'retried' }, 2).stage.kind).not.toBe('stopped');
  if (event.kind === 'failed') expect(fixes[event.problem.code]).toBeDefined();
}

async function all(action: Action): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const { value, done } = await action.next();
    if (value) events.push(value);
    if (done) return events;
  }
}

const own = profile('p');
const journeyAt = (stage: Stage, more: Partial<Journey> = {}): Journey => ({
  ...newJourney({ id: 'a' }),
  ...more,
  stage,
});

/** A tenant with an application, and a session with it, by either way to sign in. */
async function open(isMachine: boolean) {
  const tenant = await openTenant();
  const { store } = tenant;
  store.addClient({ name: 'Shop', app_type: 'regular_web' });
  const client = store.addClient({
    name: 'Keyferry',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  store.grant(client.client_id, managementScopes);
  const token = await store.managementToken();
  const credential: Credential = isMachine
    ? { kind: 'machine', clientId: client.client_id, clientSecret: new Secret(client.client_secret) }
    : { kind: 'token', token: new Secret(token) };
  const secrets = [pair.secret.reveal(), isMachine ? client.client_secret : token];
  return { tenant, session: await tenant.session(credential), secrets };
}
type World = Awaited<ReturnType<typeof open>>;

const addOld = ({ tenant }: World) =>
  tenant.store.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { ...old, scope: ['email'] },
  });
const addOwn = ({ tenant }: World) =>
  tenant.store.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: pair.key, client_secret: pair.secret.reveal(), scope: ['email', 'account'] },
  });

/** A login's window in which the person logs in: the address that it comes back to. */
const logIn =
  ({ tenant }: World) =>
  async (address: string) => {
    const asked = new URL(address).searchParams;
    const value = (name: string) => asked.get(name) ?? '';
    const { store } = tenant;
    const client = store.clients.find((each) => each.client_id === value('client_id'));
    const [connection] = store.connections;
    if (!client || !connection) throw new Error('Nothing to log in with');
    const host = domain;
    store.codes.set('theCode', {
      transaction: {
        client,
        connection,
        redirectUri,
        host,
        state: value('state'),
        nonce: value('nonce'),
        scope: value('scope'),
        challenge: value('code_challenge'),
      },
      user: { sub: 'bitbucket|1', name: 'Mira', nickname: 'mira', picture: '' },
    });
    return { kind: 'came-back', address: `${redirectUri}?code=theCode&state=${value('state')}` } as const;
  };

interface Doing {
  readonly journey: Journey;
  readonly run: () => Promise<Event[]>;
}
const actions: Readonly<Record<string, (world: World) => Promise<Doing>>> = {
  'making the connection': async ({ session }) => {
    const stage: Stage = { kind: 'sending' };
    const journey = journeyAt(stage);
    return {
      journey,
      run: () =>
        all(
          send(
            { journey, stage: { kind: 'sending', agreedTo: undefined }, session, profile: own, signal },
            pair,
            async () => {},
          ),
        ),
    };
  },
  'changing the connection': async (world) => {
    const { id } = addOld(world);
    const difference = await differenceTo(world.session, pair, own.scopes);
    const agreedTo = {
      connectionId: id,
      difference: {
        ...difference,
        scopesAdded: [...difference.scopesAdded],
        scopesRemoved: [...difference.scopesRemoved],
        optionsKept: [...difference.optionsKept],
      },
    };
    const stage = { kind: 'sending', agreedTo } as const;
    const journey = journeyAt(stage as unknown as Stage);
    return {
      journey,
      run: () =>
        all(
          send(
            { journey, stage: stage as never, session: world.session, profile: own, signal },
            pair,
            async () => {},
          ),
        ),
    };
  },
  enabling: async (world) => {
    const { id } = addOwn(world);
    const stage = { kind: 'enabling', connectionId: id, connectionName: 'bitbucket' } as const;
    const journey = journeyAt(stage);
    return {
      journey,
      run: () => all(enable({ journey, stage, session: world.session, profile: own, signal })),
    };
  },
  'switching the connection on': async (world) => {
    const there = addOwn(world);
    there.isForLogin = false;
    const { session } = world;
    const plan = await session.planSwitchOn(there.id, 'login');
    const agreedTo = plan.kind === 'done' ? plan.value?.digest : undefined;
    const stage = { kind: 'switching', connectionId: there.id, purpose: 'login', agreedTo } as const;
    const journey = journeyAt(stage);
    return {
      journey,
      run: () => all(switchOn({ journey, stage, session, profile: own, signal })),
    };
  },
  'the test login': async (world) => {
    const { id, name } = addOwn(world);
    const stage = { kind: 'testing', phase: 'preparing' } as const;
    const journey = journeyAt(stage, { connection: { id, name, did: 'created' } });
    const means = {
      ownAddress: redirectUri,
      open: logIn(world),
      watch: async () => undefined,
      conclusion: { pairNow: async () => undefined, keep: async () => {} },
    };
    return {
      journey,
      run: () => all(test({ journey, stage, session: world.session, profile: own, signal }, means)),
    };
  },
  'reading for a check': async (world) => {
    addOwn(world);
    const stage = { kind: 'surveying' } as const;
    const journey = journeyAt(stage);
    vi.stubGlobal('fetch', async () => new Response('', { status: 400 }));
    return {
      journey,
      run: () => all(survey({ journey, stage, session: world.session, profile: own, signal })),
    };
  },
  'undoing what was made': async (world) => {
    const { id, name } = addOwn(world);
    const journey = journeyAt(
      { kind: 'undoing' },
      { connection: { id, name, did: 'created' }, consumer: { name: 'L', keyHint: '', key: pair.key } },
    );
    return { journey, run: async () => [await undo(journey, world.session, undefined)] };
  },
  'undoing what was changed': async (world) => {
    const { id, name } = addOld(world);
    let kept: Parameters<typeof undo>[2];
    const agreed = await differenceTo(world.session, pair, scopes);
    await world.session.changeConnection(id, pair, scopes, agreed, async (backup) => {
      kept = backup;
    });
    const [shop] = world.tenant.store.clients;
    await world.session.enable(id, [shop?.client_id ?? '']);
    const journey = journeyAt(
      { kind: 'undoing' },
      {
        connection: { id, name, did: 'changed' },
        switchedOn: [shop?.client_id ?? ''],
        consumer: { name: 'L', keyHint: '', key: pair.key },
      },
    );
    return { journey, run: async () => [await undo(journey, world.session, kept)] };
  },
  'a look at what others have changed': async (world) => {
    addOld(world);
    const [{ id } = { id: '' }] = world.tenant.store.connections;
    let kept: Backup | undefined;
    const agreed = await differenceTo(world.session, pair, scopes);
    await world.session.changeConnection(id, pair, scopes, agreed, async (backup) => {
      kept = backup;
    });
    const backup = kept;
    if (!backup) throw new Error('Nothing was kept');
    return {
      journey: journeyAt({ kind: 'undoing' }),
      run: async () => {
        const outcome = await world.session.changesSince(backup, pair.key);
        return outcome.kind === 'done' ? [] : [notDone(outcome)];
      },
    };
  },
  'noting the old client': async (world) => {
    addOld(world);
    const stage = { kind: 'noting' } as const;
    const journey = journeyAt(stage, { mode: 'renew' });
    return {
      journey,
      run: () => all(note({ journey, stage, session: world.session, profile: own, signal })),
    };
  },
  'a look at who needs the old client': async (world) => {
    addOwn(world);
    const stage = { kind: 'parting' } as const;
    const journey = journeyAt(stage, { mode: 'renew', old: { key: old.client_id } });
    return {
      journey,
      run: async () => [await usesOf({ journey, stage, session: world.session, profile: own, signal })],
    };
  },
  'opening the login to be read': async (world) => {
    const { id, name } = addOwn(world);
    const stage = { kind: 'reading' } as Extract<Stage, { kind: 'reading' }>;
    const journey = journeyAt(stage, { connection: { id, name, did: 'created' } });
    return {
      journey,
      run: () =>
        all(
          openToRead(
            { journey, stage, session: world.session, profile: own, signal },
            { ownAddress: redirectUri, open: async () => {} },
          ),
        ),
    };
  },
  'checking the access': async ({ session }) => {
    const journey = journeyAt({ kind: 'sending' });
    return {
      journey,
      run: async () => {
        const outcome = await session.checkAccess();
        return outcome.kind === 'done' ? [] : [notDone(outcome)];
      },
    };
  },
};

/** Expects that what is reported as done is done. */
function expectDone(event: Event, { tenant: { store } }: World): void {
  const [connection] = store.connections;
  switch (event.kind) {
    case 'connection-ready':
      expect(connection?.options).toMatchObject({ client_id: pair.key, client_secret: pair.secret.reveal() });
      break;
    case 'applications-enabled':
      expect(connection?.enabledClients.size).toBeGreaterThan(0);
      break;
    case 'switched-on':
      expect(connection?.isForLogin).toBe(true);
      break;
    case 'test-application-gone':
      expect(store.clients.filter((each) => each.callbacks.includes(redirectUri))).toEqual([]);
      break;
    case 'undone':
      if (connection) expect(connection.options).toMatchObject(old);
      if (connection) expect(connection.enabledClients.size).toBe(0);
      break;
  }
}

/** The most requests that any action takes, with every allowed retry. */
const most = 60;

describe.each(Object.entries(actions))('a made-up refusal while %s', (name, start) => {
  it.each([
    ['a token', false],
    ['an application', true],
  ] as const)('of %s is told as it is', { timeout: 180_000 }, async (_, isMachine) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(9),
        fc.boolean(),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (at, isLasting, seeds) => {
          const world = await open(isMachine);
          const { tenant, secrets } = world;
          const { journey, run } = await start(world);
          const [seed = 0] = [...seeds.take(1)];
          const theirs = pair.secret.reveal();
          let answer: MadeUp | undefined;
          /** Made when it is needed: nobody can repeat what has not been sent yet. */
          const makeUp = (): MadeUp => {
            const isSent = tenant.sent.some(({ body }) =>
              JSON.stringify(body ?? '').includes(theirs.slice(0, 6)),
            );
            const sent = secrets.filter((each) => each !== theirs || isSent);
            answer ??= fc.sample(madeUp(sent), { numRuns: 1, seed })[0];
            if (!answer) throw new Error('Nothing made up');
            return answer;
          };
          let asked = 0;
          tenant.interfere = (_, when) => {
            if (when === 'after') return undefined;
            asked += 1;
            if (asked > most) throw new Error('It goes on for ever');
            return asked === at + 1 || (isLasting && asked > at) ? responseOf(makeUp()) : undefined;
          };
          const events = await run();
          expect(asked).toBeLessThanOrEqual(most);
          // An empty success is the dashboard's own word that what it was to delete is gone.
          const isDeleted = answer !== undefined && answer.status < 300 && answer.body === '';
          for (const event of events)
            if (event.kind !== 'test-application-gone' || !isDeleted) expectDone(event, world);
          const last = events.at(-1);
          for (const secret of secrets) expect(JSON.stringify(events).includes(secret)).toBe(false);
          const problem = last && 'problem' in last ? last.problem : undefined;
          if (last?.kind === 'try-needed') expect(last.missing !== '' || problem !== undefined).toBe(true);
          if (!last || !problem || !answer) return;
          expectTold(problem, secrets);
          expect(mayName[problem.code]?.(answer), `${problem.code} for ${JSON.stringify(answer)}`).toBe(true);
          expectQuoted(problem, answer);
          if (last.kind === 'failed' || last.kind === 'put-off') expectWayOut(journey, last);
        },
      ),
      { numRuns: name === 'the test login' ? 80 : 40 },
    );
  });
});

it('a made-up answer of Bitbucket’s to a pair is told as it is', async () => {
  const secret = pair.secret.reveal();
  const secrets = [secret, btoa(`${pair.key}:${secret}`)];
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await fc.assert(
    fc.asyncProperty(madeUp(secrets), async (answer) => {
      vi.stubGlobal('fetch', async () => responseOf(answer));
      const asking = checkPair(pair, signal);
      await vi.runAllTimersAsync();
      const event = await asking;
      if (event.kind === 'failed') {
        expectTold(event.problem, secrets);
        expect(mayName[event.problem.code]?.(answer), JSON.stringify(answer)).toBe(true);
        expectQuoted(event.problem, answer);
        expectWayOut(journeyAt({ kind: 'checking' }), event);
      } else {
        // Good only where Bitbucket gave a token for it, or said that it is public.
        expect(event).toMatchObject({ kind: 'pair-checked', verdict: 'not-checked' });
        const after = advance(journeyAt({ kind: 'checking' }), event, 1);
        const [{ did = '', params = [] } = {}] = after.record;
        const note = t(`did_${did}` as MessageKey, ...params);
        expect(note).not.toMatch(/undefined|\(\)|\p{Cc}|\p{Bidi_Control}/u);
        expect(note.includes(secret)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
  vi.useRealTimers();
});

it('a made-up error that a login comes back with is told as it is', async () => {
  const known = {
    loginWrongPair: /^invalid oauth client credentials/i,
    loginLacksScope: /lack one or more/,
    loginScopeTooWide: /not valid for client scope/,
    loginDenied: /^(?:\s*$|the user denied access to the application)/i,
  };
  const { session } = await open(false);
  const prepared = await session.prepareLogin({
    applicationId: 'app',
    connectionId: 'con_1',
    connectionName: 'bitbucket',
    redirectUri,
  });
  if (prepared.kind !== 'done') throw new Error(prepared.kind);
  const state = new URL(prepared.value.url).searchParams.get('state') ?? '';
  const upstream = [
    'Your credentials lack one or more required privilege scopes.',
    'The scope used in the request [wiki] is not valid for client scope [email]',
    'The user denied access to the application',
    'Please verify your email before logging in.',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.constantFrom(...codes, 'invalid_scope', 'server_error'),
        fc.string({ unit: 'binary', minLength: 1 }),
      ),
      fc.oneof(fc.constantFrom(...upstream), text(['aaaaaaaaaaaaaaaaaaaaaaaa1'])),
      async (error, error_description) => {
        const back = new URLSearchParams({ state, error, error_description });
        const outcome = await prepared.value.finish(`${redirectUri}?${back}`);
        if (outcome.kind === 'logged-in') throw new Error('Nobody logged in');
        const problem = fromLogin(outcome, undefined);
        expectTold(problem, []);
        expectWayOut(journeyAt({ kind: 'testing', phase: 'open' }), { kind: 'failed', problem });
        if (problem.code === 'loginDenied' && error_description.trim() === '')
          expect(error).toBe('access_denied');
        if (problem.code in known)
          expect(error_description).toMatch(known[problem.code as keyof typeof known]);
        else expect(['loginRefused', 'loginOther', 'loginInvalid']).toContain(problem.code);
        if (error_description.startsWith('Please')) expect(saidWords(problem)).toContain(error_description);
      },
    ),
    { numRuns: 300 },
  );
});

it('a made-up end of the login window is told as it is', async () => {
  const browsers = [
    'The user did not approve access.',
    'User cancelled or denied access.',
    'Authorization page could not be loaded.',
  ];
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const now = vi.spyOn(Date, 'now');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...browsers), text(['aaaaaaaaaaaaaaaaaaaaaaaa1'])),
      fc.constantFrom(0, 60, 5_000),
      async (words, took) => {
        let time = 0;
        now.mockImplementation(() => time);
        Object.assign(englishBrowser, {
          identity: {
            launchWebAuthFlow: async () => {
              time += took;
              throw new Error(words);
            },
          },
        });
        const opening = openLogin('https://acme.eu.auth0.com/authorize');
        await vi.runAllTimersAsync();
        const end = await opening;
        const isByHand = took > 1_000 && browsers.slice(0, 2).includes(words);
        expect(end.kind === 'closed').toBe(isByHand);
        expect(end.kind === 'page-failed').toBe(words === browsers[2]);
        expect(end.kind === 'not-opened').toBe(took < 1_000 && words !== browsers[2]);
      },
    ),
    { numRuns: 200 },
  );
  now.mockRestore();
  vi.useRealTimers();
});

it('is told of what has no answer, too', () => {
  for (const cause of [
    { kind: 'offline' },
    { kind: 'timeout' },
    { kind: 'unreachable', host: domain },
    { kind: 'not-allowed', host: domain },
  ] as const)
    expectTold(fromCause(cause), []);
});
