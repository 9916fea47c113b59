// @vitest-environment node
import { fakeBrowser } from '@webext-core/fake-browser';
import { describe, expect, it, vi } from 'vitest';
import { type Cause, done, refused } from '../../../src/dashboards/outcome';
import type {
  Connection,
  DashboardSession,
  Difference,
  LoginOutcome,
  RedirectedLogins,
  StrayAccounts,
  TestApplications,
  WatchedLogins,
} from '../../../src/dashboards/session';
import type { Action } from '../../../src/extension/background/actions/action';
import type { LoginEnd } from '../../../src/extension/background/login-watch';
import { Secret } from '../../../src/secret';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import type { ApiProfile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { realm } from '../../screens/journeys';

// What the background does at each stage, with a dashboard that notes what it was asked: without storage, without a browser.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { checkPair, verdictOf } = vi.hoisted(() => ({ checkPair: vi.fn(), verdictOf: vi.fn() }));
vi.mock('../../../src/extension/background/actions/check-pair', () => ({ checkPair, verdictOf }));
const { send } = await import('../../../src/extension/background/actions/send');
const { enable } = await import('../../../src/extension/background/actions/enable');
const { undo } = await import('../../../src/extension/background/actions/undo');
const { switchOn } = await import('../../../src/extension/background/actions/switch-on');
const { goOnWatching, openToRead, test, removeTest } = await import(
  '../../../src/extension/background/actions/test-login'
);
const { survey } = await import('../../../src/extension/background/actions/check-setup');
const { note, usesOf } = await import('../../../src/extension/background/actions/new-secret');

/** What was asked of the dashboard and what was written down, in order. */
let order: string[] = [];

type Session = DashboardSession & RedirectedLogins & TestApplications;
type Watched = DashboardSession & WatchedLogins;
type Call = keyof Session | keyof Watched | keyof StrayAccounts;

/** The calls that a dashboard has for a test login, by how such a login comes back. */
const testCalls = {
  redirected: ['prepareLogin', 'makeTestApplication', 'removeTestApplication'],
  elsewhere: ['prepareLogin', 'makeTestApplication', 'removeTestApplication', 'whyNotBack'],
  watched: ['prepareLogin', 'readLogin'],
  none: [],
} as const satisfies Record<string, readonly Call[]>;

/** A dashboard with these answers; whatever else is asked fails the test. */
const dashboard = (
  answers: { readonly [Each in Call]?: unknown },
  tests: keyof typeof testCalls = 'redirected',
): Session =>
  new Proxy({} as Session, {
    has: (_, call) =>
      (testCalls[tests] as readonly unknown[]).includes(call) || (call === 'straysSince' && call in answers),
    get: (_, call: Call) => {
      if (call === 'loginEnd' || call === 'readLogin') return answers[call];
      return async (...asked: unknown[]) => {
        order.push(call);
        if (!(call in answers)) throw new Error(`${call} was asked`);
        const answer = answers[call];
        return typeof answer === 'function' ? answer(...asked) : answer;
      };
    },
  });

/** Runs an action to its end; returns everything that it wanted written down. */
async function all(action: Action): Promise<(Event | undefined)[]> {
  order = [];
  const events: (Event | undefined)[] = [];
  for (;;) {
    const { value, done: isOver } = await action.next();
    events.push(value ?? undefined);
    if (value) order.push(`: ${value.kind}`);
    if (isOver) return events;
  }
}

/** Stops at the first thing that has to be written down, as if another setup had taken its place. */
async function upToFirst(action: Action): Promise<Event | undefined> {
  order = [];
  const { value } = await action.next();
  await action.return(undefined);
  return value ?? undefined;
}

const pair = { key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu', secret: new Secret('a-secret') };
const own = profile('p');
const { signal } = new AbortController();
const journey: Journey = {
  ...newJourney({ id: 'a' }),
  consumer: { name: 'Login', keyHint: '', key: pair.key, seal: 'a-seal' },
  agreedSeal: 'a-seal',
};
/** The same with a pair that nobody agreed to. */
const unagreed: Partial<Journey> = { agreedSeal: 'of-another' };
const connection: Connection = {
  id: 'con_1',
  name: 'bitbucket',
  key: pair.key,
  secret: pair.secret,
  scopes: ['account'],
};
const difference: Difference = {
  connectionName: 'bitbucket',
  oldKey: 'old1…old2',
  newKey: 'h7Kq…3aEu',
  scopesAdded: [],
  scopesRemoved: [],
  optionsKept: [],
  digest: 'a-digest',
};
const offline = { kind: 'retry', afterMs: 0, cause: { kind: 'offline' } } as const;

describe('sending', () => {
  const keep = vi.fn(async () => {});
  const sending = (session: DashboardSession, stage = {}, more: Partial<Journey> = {}) =>
    send(
      {
        journey: { ...journey, ...more },
        stage: { kind: 'sending', agreedTo: undefined, ...stage },
        session,
        profile: own,
        signal,
      },
      pair,
      keep,
    );
  const plan = (value: unknown) => ({ planConnection: done(value) });

  it('writes down that it will make a connection before it makes it', async () => {
    const session = dashboard({ ...plan({ kind: 'create' }), createConnection: done(connection) });
    const events = await all(sending(session));
    expect(order).toEqual(['planConnection', ': write-intended', 'createConnection', ': connection-ready']);
    expect(events.at(-1)).toEqual({
      kind: 'connection-ready',
      id: 'con_1',
      name: 'bitbucket',
      did: 'created',
    });
  });

  it('makes nothing for a setup that is gone by then', async () => {
    const session = dashboard({ ...plan({ kind: 'create' }), createConnection: done(connection) });
    expect(await upToFirst(sending(session))).toEqual({ kind: 'write-intended', did: 'created' });
    expect(order).toEqual(['planConnection']);
  });

  it('makes nothing of a pair that nobody agreed to', async () => {
    for (const more of [unagreed, { ...unagreed, isGeneral: true }])
      expect(await all(sending(dashboard(plan({ kind: 'create' })), {}, more))).toEqual([
        { kind: 'consent-needed' },
      ]);
  });

  it('asks nothing more of it where the change that it makes is shown', async () => {
    const change = plan({ kind: 'change', connection, difference });
    expect(await all(sending(dashboard(change), {}, unagreed))).toMatchObject([{ kind: 'change-found' }]);
  });

  it('leaves alone what is right already', async () => {
    expect(await all(sending(dashboard(plan({ kind: 'same', connection }))))).toEqual([
      { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' },
    ]);
  });

  it('changes nothing that was not agreed to', async () => {
    const change = plan({ kind: 'change', connection, difference });
    const found = { kind: 'change-found', connectionId: 'con_1', difference };
    expect(await all(sending(dashboard(change)))).toEqual([found]);
    const other = { ...difference, digest: 'of-another' };
    const unsealed = { ...difference, digest: '' };
    for (const agreedTo of [
      { connectionId: 'con_2', difference },
      { connectionId: 'con_1', difference: other },
      { connectionId: 'con_1', difference: unsealed },
    ])
      expect(await all(sending(dashboard(change), { agreedTo }))).toEqual([found]);
  });

  it('keeps what was there before it changes it', async () => {
    const session = dashboard({
      ...plan({ kind: 'change', connection, difference }),
      listEnabled: done([]),
      changeConnection: async (...asked: unknown[]) => {
        expect(asked.slice(0, 4)).toEqual(['con_1', pair, own.scopes, difference]);
        expect(asked[4]).toBe(keep);
        return done(connection);
      },
    });
    const events = await all(sending(session, { agreedTo: { connectionId: 'con_1', difference } }));
    expect(order).toEqual([
      'planConnection',
      'listEnabled',
      ': write-intended',
      'changeConnection',
      ': connection-ready',
    ]);
    expect(events[0]).toEqual({ kind: 'write-intended', did: 'changed' });
  });

  it('changes nothing where it would not be told what to enable afterwards', async () => {
    const session = dashboard({
      ...plan({ kind: 'change', connection, difference }),
      listEnabled: refused({ kind: 'unexpected-answer', status: 200 }),
    });
    const events = await all(sending(session, { agreedTo: { connectionId: 'con_1', difference } }));
    expect(events).toMatchObject([{ kind: 'failed', problem: { code: 'unexpectedAnswer' } }]);
  });

  it('looks again where somebody was faster', async () => {
    const plans = [{ kind: 'create' }, { kind: 'change', connection, difference }];
    const session = dashboard({
      planConnection: async () => done(plans.shift()),
      createConnection: refused({ kind: 'conflict' }),
    });
    const events = await all(sending(session));
    expect(events.at(-1)).toEqual({ kind: 'change-found', connectionId: 'con_1', difference });
  });

  it('offers the general kind where the Client ID is refused, and stops where anything else is', async () => {
    const refusing = (cause: Cause) =>
      dashboard({ ...plan({ kind: 'create' }), createConnection: refused(cause) });
    expect((await all(sending(refusing({ kind: 'client-id-refused' })))).at(-1)).toEqual({
      kind: 'general-needed',
    });
    expect((await all(sending(refusing({ kind: 'rejected', field: 'name' })))).at(-1)).toMatchObject({
      kind: 'failed',
    });
  });

  it('asks which of several is meant', async () => {
    const second = { ...connection, id: 'con_2', key: undefined };
    expect(
      await all(sending(dashboard(plan({ kind: 'several', connections: [connection, second] })))),
    ).toEqual([
      {
        kind: 'several-found',
        connections: [
          { id: 'con_1', name: 'bitbucket', keyHint: 'h7Kq…3aEu' },
          { id: 'con_2', name: 'bitbucket', keyHint: '' },
        ],
      },
    ]);
  });

  it('waits where waiting helps', async () => {
    expect(await all(sending(dashboard({ planConnection: offline })))).toEqual([
      { kind: 'put-off', problem: { code: 'offline', params: [] }, until: undefined },
    ]);
  });
});

describe('enabling', () => {
  const applications = [
    { id: 'one', name: 'Web' },
    { id: 'two', name: 'Phone' },
  ];
  const stage = { kind: 'enabling', connectionId: 'con_1', connectionName: 'bitbucket' } as const;
  const enabling = (session: DashboardSession, more: Partial<Journey> = {}) =>
    enable({ journey: { ...journey, ...more }, stage, session, profile: own, signal });

  it('writes down which applications before it enables them, and enables no other', async () => {
    let now = ['one'];
    const session = dashboard({
      listApplications: done(applications),
      listEnabled: async () => done(now),
      enable: async (...asked: unknown[]) => {
        expect(asked).toEqual(['con_1', ['two']]);
        now = ['one', 'two'];
        return done(undefined);
      },
    });
    expect(await all(enabling(session))).toEqual([
      { kind: 'switching-on', ids: ['two'] },
      { kind: 'applications-enabled', names: ['Phone'], notKept: [], alreadyThere: 1 },
    ]);
    expect(order).toEqual([
      'listApplications',
      'listEnabled',
      ': switching-on',
      'enable',
      'listEnabled',
      ': applications-enabled',
    ]);
  });

  it('asks for those that the profile wants, and for all where it wants all', async () => {
    const asked: unknown[] = [];
    const session = dashboard({
      listApplications: async (wanted: unknown) => {
        asked.push(wanted);
        return done(applications);
      },
      listEnabled: done(['one', 'two']),
    });
    for (const wants of [own, profile('p', { applications: { kind: 'chosen', ids: ['two'] } })])
      await all(enable({ journey, stage, session, profile: wants, signal }));
    expect(asked).toEqual([undefined, ['two']]);
  });

  it('names those that have it and need it in their organization as well, and no other', async () => {
    const needy = applications.map((each) => ({ ...each, needsOrganization: true }));
    const enabledOf = async (listed: readonly object[], now: readonly string[]) => {
      const session = dashboard({
        listApplications: done(listed),
        listEnabled: done(now),
        enable: done(undefined),
      });
      return (await all(enabling(session))).at(-1);
    };
    expect(await enabledOf(needy, ['one', 'two'])).toMatchObject({ inOrganizations: ['Web', 'Phone'] });
    // The dashboard did not keep it for the second.
    expect(await enabledOf(needy, ['one'])).toMatchObject({ inOrganizations: ['Web'] });
    expect(await enabledOf(applications, ['one', 'two'])).not.toHaveProperty('inOrganizations');
  });

  it('names those for which the dashboard took it and did not keep it', async () => {
    const session = dashboard({
      listApplications: done(applications),
      listEnabled: done(['one']),
      enable: done(undefined),
    });
    expect((await all(enabling(session))).at(-1)).toEqual({
      kind: 'applications-enabled',
      names: [],
      notKept: ['Phone'],
      alreadyThere: 1,
    });
  });

  it('enables nothing where all is enabled, nor for a setup that is gone', async () => {
    const listed = { listApplications: done(applications), listEnabled: done(['one', 'two']) };
    expect(await all(enabling(dashboard(listed)))).toEqual([
      { kind: 'applications-enabled', names: [], notKept: [], alreadyThere: 2 },
    ]);
    await upToFirst(enabling(dashboard({ ...listed, listEnabled: done([]) })));
    expect(order).toEqual(['listApplications', 'listEnabled']);
  });

  it('enables nothing with a pair that nobody agreed to, and asks nothing where nothing is to be enabled', async () => {
    const listed = { listApplications: done(applications), listEnabled: done(['one']) };
    expect(await all(enabling(dashboard(listed), unagreed))).toEqual([{ kind: 'consent-needed' }]);
    const nothing = dashboard({ ...listed, listEnabled: done(['one', 'two']) });
    expect(await all(enabling(nothing, unagreed))).toMatchObject([{ kind: 'applications-enabled' }]);
  });

  it('leaves alone what a connection has that was just made: an undo would take it away', async () => {
    const made = { id: 'con_1', name: 'bitbucket', did: 'created' } as const;
    const session = dashboard({
      listApplications: done([{ id: 'users', name: 'users' }]),
      listEnabled: done(['users']),
    });
    expect(await all(enabling(session, { connection: made }))).toEqual([
      { kind: 'applications-enabled', names: [], notKept: [], alreadyThere: 1 },
    ]);
  });
});

describe('the test login', () => {
  const at: Journey = { ...journey, connection: { id: 'con_1', name: 'bitbucket', did: 'created' } };
  const who = {
    sub: 'bitbucket|1',
    name: 'Mira',
    picture: undefined,
    email: 'mira@acme.example',
    claims: {},
  };
  const keep = vi.fn(async () => {});
  const unexpected = async () => expect.fail('a window was opened');
  const back = { kind: 'came-back', address: 'https://back/' } as const;
  const testing = (
    session: DashboardSession,
    end: LoginEnd = back,
    now = at,
    redirectUri = 'https://back/',
  ) =>
    test(
      { journey: now, stage: { kind: 'testing', phase: 'preparing' }, session, profile: own, signal },
      {
        ownAddress: redirectUri || undefined,
        open: async () => {
          order.push('the window');
          return end;
        },
        watch: async () => {
          order.push('the watched window');
          return end.kind === 'not-opened' ? end : undefined;
        },
        conclusion: { pairNow: async () => pair, keep },
      },
    );
  const ready = (outcome: unknown) => ({
    makeTestApplication: done('app'),
    prepareLogin: done({ url: 'https://login/', finish: async () => outcome }),
    removeTestApplication: done(undefined),
    // Looked at only if the login fails.
    listConnections: done({ connections: [connection], foreign: [] }),
    listApplications: done([{ id: 'app_1', name: 'Shop' }]),
    listEnabled: done(['app_1']),
  });
  /** The connection from a dashboard that does not tell the Secret. */
  const { secret: _, ...untold } = connection;
  const seenIn = (events: readonly (Event | undefined)[]) =>
    events.find((each) => each?.kind === 'login-seen')?.seen;

  it('writes down an application before it makes it, and takes it away before anything is said', async () => {
    const events = await all(testing(dashboard(ready({ kind: 'logged-in', profile: who }))));
    expect(order).toEqual([
      ': test-application-intended',
      'makeTestApplication',
      'prepareLogin',
      ': login-opened',
      'the window',
      'removeTestApplication',
      ': test-application-gone',
      ': logged-in',
    ]);
    expect(events.at(-1)).toEqual({ kind: 'logged-in', name: 'Mira' });
    expect(keep).toHaveBeenCalledExactlyOnceWith(who, undefined);
  });

  it.each<[string, object, readonly string[] | undefined]>([
    ['as the connection has it by then', { connections: [{ ...connection, scopes: ['team'] }] }, ['team']],
    ['not told', { connections: [{ ...connection, isUntold: true }] }, undefined],
    ['of a connection that is gone', { connections: [] }, undefined],
  ])('that brings no address keeps with it what the connection asked for: %s', async (_, found, asks) => {
    keep.mockClear();
    const addressless = { ...who, email: undefined };
    const answers = ready({ kind: 'logged-in', profile: addressless });
    const listConnections = done({ foreign: [], ...found });
    expect((await all(testing(dashboard({ ...answers, listConnections })))).at(-1)?.kind).toBe('logged-in');
    expect(keep).toHaveBeenCalledExactlyOnceWith(addressless, asks);
  });

  it('that brings no address works as well where the connection cannot be read', async () => {
    const answers = {
      ...ready({ kind: 'logged-in', profile: { ...who, email: '' } }),
      listConnections: offline,
    };
    expect((await all(testing(dashboard(answers)))).at(-1)?.kind).toBe('logged-in');
  });

  it.each<[LoginEnd, string]>([
    [{ kind: 'closed' }, 'loginClosed'],
    [{ kind: 'page-failed', words: 'Not today.' }, 'loginPageFailed'],
    [{ kind: 'not-opened', words: 'Not today.' }, 'loginNotOpened'],
    [{ kind: 'failed', words: 'Not today.' }, 'loginWindowFailed'],
  ])('says how its window ended (%j), and still takes the application away', async (end, code) => {
    verdictOf.mockResolvedValueOnce('good');
    const [said] = (await all(testing(dashboard(ready(undefined)), end))).slice(-1);
    expect(said).toMatchObject({ kind: 'failed', problem: { code } });
    expect(JSON.stringify(said).includes('Not today.')).toBe(end.kind !== 'closed');
    expect(order).toContain('removeTestApplication');
  });

  it('that was led elsewhere is told as that, by how it is before the address is taken away', async () => {
    verdictOf.mockResolvedValueOnce('good');
    const answers = { ...ready(undefined), whyNotBack: { why: 'led-elsewhere' } };
    const events = await all(testing(dashboard(answers, 'elsewhere'), { kind: 'page-failed', words: '' }));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'loginLedElsewhere' } });
    expect(order.indexOf('whyNotBack')).toBeLessThan(order.indexOf('removeTestApplication'));
  });

  it('that was led nowhere else is told by how its window ended', async () => {
    verdictOf.mockResolvedValueOnce('good');
    const answers = { ...ready(undefined), whyNotBack: undefined };
    const events = await all(testing(dashboard(answers, 'elsewhere'), { kind: 'closed' }));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'loginClosed' } });
  });

  it('asks Bitbucket of the pair where the window did not come back, too', async () => {
    verdictOf.mockResolvedValueOnce('bad');
    const events = await all(testing(dashboard(ready(undefined)), { kind: 'page-failed', words: '' }));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'loginWrongPair' } });
  });

  it('that fails is told with what was seen: the window, the pair, and the dashboard’s side, after the application is gone', async () => {
    verdictOf.mockResolvedValueOnce('good');
    const last = {
      kind: 'page',
      address: 'bitbucket.org/site/oauth2/authorize',
      title: 'Invalid redirect_uri',
    } as const;
    const events = await all(testing(dashboard(ready(undefined)), { kind: 'closed', last }));
    expect(seenIn(events)).toEqual({
      last,
      points: [
        { point: 'connection', state: 'good', params: ['bitbucket'] },
        { point: 'login', state: 'good', params: ['bitbucket'] },
        { point: 'applications', state: 'good', params: ['Shop'] },
        { point: 'pair', state: 'good', params: [] },
      ],
      asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email', 'account'] },
    });
    expect(order.slice(-6)).toEqual([
      ': test-application-gone',
      'listConnections',
      'listApplications',
      'listEnabled',
      ': login-seen',
      ': failed',
    ]);
  });

  it('that fails tells the dashboard’s pair from the one that was sent, and what could not be looked at', async () => {
    const looking = async (
      answers: Parameters<typeof dashboard>[0],
      verdict: string | undefined,
      end: LoginEnd = { kind: 'closed' },
    ) => {
      if (verdict) verdictOf.mockResolvedValueOnce(verdict);
      const seen = seenIn(await all(testing(dashboard({ ...ready(undefined), ...answers }), end)));
      return [
        seen?.last.kind,
        ...(seen?.points ?? []).map((each) =>
          [each.point, each.state, each.why ?? each.problem?.code ?? each.params.join()].join(' '),
        ),
      ];
    };
    const other = { ...connection, key: 'aaaaaaaaaaaaaaaaaa', secret: new Secret('another') };
    verdictOf.mockClear();
    expect(await looking({ listConnections: done({ connections: [other], foreign: [] }) }, 'bad')).toContain(
      'pair bad ',
    );
    expect(verdictOf).toHaveBeenCalledWith({ key: other.key, secret: other.secret }, signal);
    expect(await looking({ listConnections: done({ connections: [untold], foreign: [] }) }, 'good')).toEqual([
      'unseen',
      'connection good bitbucket',
      'login good bitbucket',
      'applications good Shop',
      'pair good sent',
    ]);
    expect(
      await looking({ listConnections: done({ connections: [], foreign: [] }) }, 'good', {
        kind: 'page-failed',
        words: '',
        last: { kind: 'untold' },
      }),
    ).toEqual([
      'untold',
      'connection bad ',
      'login unknown connection',
      'applications unknown connection',
      'pair good sent',
    ]);
    expect(await looking({ listConnections: refused({ kind: 'not-found' }) }, 'not-checked')).toEqual([
      'unseen',
      'connection unknown notFound',
      'login unknown access',
      'applications unknown access',
      'pair unknown verdict',
    ]);
    expect(await looking({ listEnabled: refused({ kind: 'not-found' }) }, 'good')).toContain(
      'applications unknown notFound',
    );
  });

  it('is opened once more in a tab, with an application that is written down before, and none where that is refused', async () => {
    const at: Journey = { ...journey, connection: { id: 'con_1', name: 'bitbucket', did: 'created' } };
    const opened = vi.fn(async () => {});
    const reading = (
      answers: Parameters<typeof dashboard>[0],
      redirectUri: string | undefined = 'https://back/',
    ) =>
      all(
        openToRead(
          {
            journey: at,
            stage: { kind: 'reading', isOpen: false, problem: { code: 'loginClosed', params: [] } },
            session: dashboard(answers),
            profile: own,
            signal,
          },
          { ownAddress: redirectUri, open: opened },
        ),
      );
    expect(await reading(ready(undefined))).toEqual([
      { kind: 'test-application-intended' },
      { kind: 'read-opened' },
    ]);
    expect(opened).toHaveBeenCalledExactlyOnceWith('https://login/');
    expect(await reading({ makeTestApplication: refused({ kind: 'limit-reached' }) })).toMatchObject([
      { kind: 'test-application-intended' },
      { kind: 'failed', problem: { code: 'limitReached' } },
    ]);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  describe('in a window that is watched', () => {
    const login = { url: 'https://login/', memo: new Secret('a-memo') };
    const watched = (answers: Parameters<typeof dashboard>[0] = {}) =>
      dashboard(
        {
          loginEnd: 'https://end/',
          prepareLogin: done(login),
          readLogin: () => undefined,
          ...answers,
          listConnections: done({ connections: [connection], foreign: [] }),
          listApplications: done([]),
          listEnabled: done([]),
        },
        'watched',
      );
    type Look = Parameters<typeof goOnWatching>[1]['look'];
    const goingOn = (session: DashboardSession, look: Look, memo: Secret | undefined = login.memo) =>
      goOnWatching(
        { journey: at, stage: { kind: 'testing', phase: 'open' }, session, profile: own, signal },
        {
          ownAddress: 'https://back/',
          look,
          memoNow: async () => memo,
          over: async () => void order.push('over'),
          conclusion: { pairNow: async () => pair, keep },
        },
      );
    const came = async () => ({ kind: 'came-back', address: 'https://end/?code=c' }) as const;

    it('makes no application, comes back to the dashboard, and is waited for by nobody', async () => {
      const asked = vi.fn(() => done(login));
      expect(await all(testing(watched({ prepareLogin: asked }), back, at, ''))).toEqual([
        { kind: 'login-opened' },
        undefined,
      ]);
      expect(asked).toHaveBeenCalledExactlyOnceWith({
        applicationId: undefined,
        connectionId: 'con_1',
        connectionName: 'bitbucket',
        redirectUri: 'https://end/',
      });
      expect(order).toEqual(['prepareLogin', ': login-opened', 'the watched window']);
    });

    it('says where the browser opened none', async () => {
      verdictOf.mockResolvedValueOnce('good');
      const events = await all(testing(watched(), { kind: 'not-opened', words: 'Not today.' }));
      expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'loginNotOpened' } });
    });

    it('is looked at by the dashboard’s own reading, and waited for while it goes on', async () => {
      const readLogin = vi.fn(() => undefined);
      const page = { url: 'https://bitbucket.org/', title: '' };
      const look: Look = async (read) => (read(login.memo, page) ? 'lost' : 'open');
      expect(await all(goingOn(watched({ readLogin }), look))).toEqual([undefined]);
      expect(readLogin).toHaveBeenCalledExactlyOnceWith(login.memo, page);
      expect(order).toEqual([]);
    });

    it('is finished with its memo and the address of its end, and tells whose account it made', async () => {
      const finishLogin = vi.fn(async () => ({ kind: 'logged-in', profile: who, made: { id: 'r1' } }));
      expect(await all(goingOn(watched({ finishLogin }), came))).toEqual([
        { kind: 'logged-in', name: 'Mira', made: 'r1' },
      ]);
      expect(finishLogin).toHaveBeenCalledExactlyOnceWith(login.memo, 'https://end/?code=c');
      expect(order).toEqual(['finishLogin', 'over', ': logged-in']);
    });

    it.each<[string, LoginOutcome | undefined, Awaited<ReturnType<Look>>, string]>([
      ['whose end nobody knows of any more', undefined, 'lost', 'interrupted'],
      ['that was closed', undefined, { kind: 'closed' }, 'loginClosed'],
      ['that was open too long', undefined, { kind: 'overdue' }, 'loginOverdue'],
      [
        'whose callback Bitbucket refuses',
        undefined,
        { kind: 'failed-there', why: 'callback' },
        'loginNoCallback',
      ],
      ['whose client is gone', undefined, { kind: 'failed-there', why: 'client' }, 'loginNoClient'],
      ['that was led on', undefined, { kind: 'failed-there', why: 'end-missed' }, 'loginEndMissed'],
      ['that never came to Bitbucket', undefined, { kind: 'failed-there', why: 'not-led' }, 'loginNotLed'],
      ['that was asked something', undefined, { kind: 'failed-there', why: 'asks-more' }, 'loginAsksMore'],
      ['that was not taken', undefined, { kind: 'failed-there', why: 'not-taken' }, 'loginNotTaken'],
      ['beside somebody else', undefined, { kind: 'failed-there', why: 'other-user' }, 'loginOtherUser'],
      [
        'without a token',
        { kind: 'failed', why: 'no-token' },
        { kind: 'came-back', address: '' },
        'loginNoToken',
      ],
    ])('says why of one %s', async (_, outcome, end, code) => {
      verdictOf.mockReset().mockResolvedValue('good');
      const events = await all(goingOn(watched({ finishLogin: outcome }), async () => end));
      expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code } });
      expect(order.includes('over')).toBe(end !== 'lost');
    });

    it('says where to log out, where that may help', async () => {
      verdictOf.mockReset().mockResolvedValue('good');
      const end = { kind: 'failed-there', why: 'other-user', signOutAt: 'https://end/account' } as const;
      const events = await all(goingOn(watched(), async () => end));
      expect(events.at(-1)).toMatchObject({ problem: { params: ['https://end/account', ''] } });
    });

    it('names accounts that one may have left, where that is told', async () => {
      verdictOf.mockReset().mockResolvedValue('good');
      const end = { kind: 'failed-there', why: 'other-user', signOutAt: 'https://end/account' } as const;
      const straysSince = vi.fn(async (_: Secret) => done(['mira@acme.example', 'ada']));
      const events = await all(goingOn(watched({ straysSince }), async () => end));
      expect(straysSince).toHaveBeenCalledExactlyOnceWith(login.memo);
      expect(events.at(-1)).toMatchObject({
        problem: { params: ['https://end/account', 'mira@acme.example, ada'] },
      });
      const cause = { kind: 'missing-scope', scopes: ['manage-users'] } as const;
      const untold = await all(goingOn(watched({ straysSince: refused(cause) }), async () => end));
      expect(untold.at(-1)).toMatchObject({ problem: { params: ['https://end/account', ''] } });
    });

    it('that failed and made an account all the same tells of it', async () => {
      verdictOf.mockReset().mockResolvedValue('good');
      const finishLogin: LoginOutcome = { kind: 'failed', why: 'second-proof', made: { id: 'r1' } };
      const events = await all(goingOn(watched({ finishLogin }), came));
      expect(events.slice(-2)).toMatchObject([
        { kind: 'login-seen', made: 'r1' },
        { kind: 'failed', problem: { code: 'loginSecondProof' } },
      ]);
    });

    it('is a wrong pair where Bitbucket says so, whatever the dashboard calls it', async () => {
      verdictOf.mockReset().mockResolvedValueOnce('bad');
      const events = await all(goingOn(watched({ finishLogin: { kind: 'failed', why: 'no-token' } }), came));
      expect(events.at(-1)).toMatchObject({ kind: 'failed', problem: { code: 'loginWrongPair' } });
    });
  });

  it('is left where the dashboard has none', async () => {
    expect(await all(testing(dashboard({}, 'none')))).toEqual([{ kind: 'test-left' }]);
    expect(await removeTest(dashboard({}, 'none'), 'https://back/')).toBeUndefined();
    expect(order).not.toContain('removeTestApplication');
  });

  it('for which a right is missing is left in a setup, where the dashboard has no page to try it on, and named', async () => {
    const cause = { kind: 'missing-scope', scopes: ['manage-clients'] } as const;
    const without = (now: Journey, page: ApiProfile = realm) => {
      const session = dashboard({
        makeTestApplication: refused(cause),
        removeTestApplication: refused(cause),
      });
      const stage = { kind: 'testing', phase: 'preparing' } as const;
      const means = { ownAddress: 'https://back/', open: unexpected, watch: unexpected };
      const conclusion = { pairNow: async () => pair, keep };
      return all(test({ journey: now, stage, session, profile: page, signal }, { ...means, conclusion }));
    };
    const intended = { kind: 'test-application-intended' };
    expect(await without(at)).toEqual([
      intended,
      { kind: 'test-application-gone' },
      { kind: 'test-left', missing: 'manage-clients' },
    ]);
    // One may be left over, and Keyferry may not look whether it is.
    expect(await without({ ...at, hasTestApplication: true })).toEqual([
      intended,
      { kind: 'test-left', missing: 'manage-clients' },
    ]);
    // Whoever asks only for a login is told why there is none.
    expect((await without({ ...at, mode: 'test' })).at(-1)).toMatchObject({
      kind: 'failed',
      problem: { code: 'missingScope', params: ['manage-clients'] },
    });
    expect((await without(at, own)).at(-1)).toEqual({ kind: 'try-needed', missing: 'manage-clients' });
  });

  it('is the person’s where the browser has no login windows', async () => {
    expect(await all(testing(dashboard({}), back, at, ''))).toEqual([
      { kind: 'try-needed', missing: '', problem: { code: 'noLoginWindow', params: [] } },
    ]);
  });

  it('is the person’s where the tenant takes no more applications, with the reason', async () => {
    const said = { by: 'Auth0', code: '403, too_many_entities', text: 'The limit.' };
    const session = dashboard({
      makeTestApplication: refused({ kind: 'limit-reached', said }),
      removeTestApplication: done(undefined),
    });
    expect((await all(testing(session))).at(-1)).toEqual({
      kind: 'try-needed',
      missing: '',
      problem: { code: 'limitReached', params: [], said },
    });
  });

  it('asks Bitbucket of the pair where the login fails', async () => {
    verdictOf.mockResolvedValueOnce('bad');
    const events = await all(
      testing(dashboard(ready({ kind: 'provider-error', error: 'access_denied', description: '' }))),
    );
    expect(verdictOf).toHaveBeenCalledWith(pair, signal);
    expect(events.at(-1)).toMatchObject({ kind: 'failed' });
  });

  it('leaves the login to the person where an application may not be made', async () => {
    const session = dashboard({
      makeTestApplication: refused({ kind: 'missing-scope', scopes: ['create:clients'] }),
      removeTestApplication: done(undefined),
    });
    expect(await all(testing(session))).toEqual([
      { kind: 'test-application-intended' },
      { kind: 'test-application-gone' },
      { kind: 'try-needed', missing: 'create:clients' },
    ]);
  });

  it('finds the connection first, where it is not known', async () => {
    const found = (connections: unknown[]) =>
      all(testing(dashboard({ listConnections: done({ connections, foreign: [] }) }), undefined, journey));
    expect(await found([])).toMatchObject([{ kind: 'failed', problem: { code: 'noConnection' } }]);
    expect(await found([{ ...connection, isNotForLogin: true }])).toMatchObject([
      { kind: 'failed', problem: { code: 'notForLogin', params: ['bitbucket', 'con_1'] } },
    ]);
    expect(await found([connection])).toEqual([{ kind: 'connection-known', id: 'con_1', name: 'bitbucket' }]);
    expect(await found([connection, { ...connection, id: 'con_2' }])).toMatchObject([
      { kind: 'several-found' },
    ]);
  });

  it('has no application any more only where the dashboard says so', async () => {
    expect(await removeTest(dashboard({ removeTestApplication: offline }), 'https://back/')).toBeUndefined();
  });
});

describe('switching the connection on', () => {
  const change = {
    purpose: 'login',
    connectionName: 'bitbucket',
    key: pair.key,
    setting: 'active',
    digest: 'a-digest',
  } as const;
  const switching = (session: DashboardSession, agreedTo?: string) =>
    switchOn({
      journey,
      stage: { kind: 'switching', connectionId: 'con_1', purpose: 'login', agreedTo },
      session,
      profile: own,
      signal,
    });

  it('shows what it would change, and changes nothing before that is agreed to', async () => {
    for (const agreedTo of [undefined, 'of-another'])
      expect(await all(switching(dashboard({ planSwitchOn: done(change) }), agreedTo))).toEqual([
        { kind: 'switch-on-found', change },
      ]);
  });

  it('writes down that it will before it does', async () => {
    const session = dashboard({ planSwitchOn: done(change), switchOn: done(undefined) });
    await all(switching(session, 'a-digest'));
    expect(order).toEqual(['planSwitchOn', ': switch-on-intended', 'switchOn', ': switched-on']);
    expect(await upToFirst(switching(session, 'a-digest'))).toEqual({ kind: 'switch-on-intended' });
    expect(order).toEqual(['planSwitchOn']);
  });

  it('leaves alone what is on', async () => {
    expect(await all(switching(dashboard({ planSwitchOn: done(undefined) }), 'a-digest'))).toEqual([
      { kind: 'switched-on' },
    ]);
  });

  it('shows anew what somebody changed in between', async () => {
    const plans = [change, { ...change, key: 'another', digest: 'another' }];
    const session = dashboard({
      planSwitchOn: () => done(plans.shift()),
      switchOn: refused({ kind: 'changed-since' }),
    });
    expect((await all(switching(session, 'a-digest'))).at(-1)).toMatchObject({
      kind: 'switch-on-found',
      change: { digest: 'another' },
    });
  });
});

describe('the undo', () => {
  it('switches off what a check switched on, and takes it from the applications that it was enabled for', async () => {
    const off = vi.fn(() => done(undefined));
    const taken = vi.fn(() => done(undefined));
    const found = { id: 'con_1', name: 'bitbucket', did: 'found' } as const;
    const looked: Journey = { ...journey, connection: found, switchedFor: ['login'], switchedOn: ['one'] };
    const session = dashboard({ disable: taken, switchOff: off });
    expect(await undo(looked, session, undefined)).toEqual({ kind: 'undone', hadSecret: true });
    expect(taken).toHaveBeenCalledExactlyOnceWith('con_1', ['one']);
    expect(off).toHaveBeenCalledExactlyOnceWith('con_1', 'login');
  });

  const having = (did: 'created' | 'changed'): Journey => ({
    ...journey,
    consumer: { name: 'Login', keyHint: 'h7Kq…3aEu' },
    connection: { id: 'con_1', name: 'bitbucket', did },
    switchedOn: ['two'],
  });
  const backup = { connectionId: 'con_1', hasSecret: false, content: new Secret('{}') };

  it('removes what was made', async () => {
    const session = dashboard({
      removeConnection: async (...asked: unknown[]) => {
        expect(asked).toEqual(['con_1', 'h7Kq…3aEu', { applications: ['two'], purposes: [] }]);
        return done(undefined);
      },
    });
    expect(await undo(having('created'), session, undefined)).toEqual({ kind: 'undone', hadSecret: true });
  });

  it('puts back what was changed, and takes away the applications that it enabled', async () => {
    order = [];
    const others = { what: ['secret'], options: ['profile'], isSecretTold: true };
    const session = dashboard({ restoreConnection: done(others), disable: done(undefined) });
    expect(await undo(having('changed'), session, backup)).toEqual({
      kind: 'undone',
      hadSecret: false,
      others,
    });
    expect(order).toEqual(['restoreConnection', 'disable']);
  });

  it('says that it cannot where nothing is kept, or of another connection', async () => {
    for (const kept of [undefined, { ...backup, connectionId: 'con_9' }])
      expect(await undo(having('changed'), dashboard({}), kept)).toMatchObject({
        kind: 'failed',
        problem: { code: 'undoLost' },
      });
  });
});

describe('reading the dashboard’s side of a check', () => {
  const rights = [{ scope: 'read:all', feature: 'setup', isGranted: true }];
  const answers = {
    checkAccess: done({ rights, applications: [], offered: {} }),
    listConnections: done({ connections: [connection], foreign: [] }),
    listApplications: done([
      { id: 'one', name: 'Web' },
      { id: 'two', name: 'App', needsOrganization: true },
      { id: 'three', name: 'MCP client', isThirdParty: true },
    ]),
    listEnabled: done(['one', 'two']),
    listCallbacks: done([
      'https://acme.eu.auth0.com/login/callback',
      'https://id.acme.example/login/callback',
    ]),
  };
  const check = (instead: object = {}, more: Partial<Journey> = {}) =>
    all(
      survey({
        journey: { ...journey, ...more },
        stage: { kind: 'surveying' },
        session: dashboard({ ...answers, ...instead }),
        profile: own,
        signal,
      }),
    );
  const pointsIn = (events: readonly (Event | undefined)[]) =>
    events.flatMap((each) => (each?.kind === 'points-seen' ? each.points : []));
  const refusal = { kind: 'missing-scope', scopes: ['read:clients'] } as const;

  it('tells each point as soon as it is looked at, and writes nothing', async () => {
    verdictOf.mockResolvedValueOnce('good');
    const events = await check();
    expect(order).toEqual([
      ': points-seen',
      'checkAccess',
      ': points-seen',
      'listConnections',
      ': points-seen',
      'listApplications',
      'listEnabled',
      ': points-seen',
      ': points-seen',
      'listCallbacks',
      ': points-seen',
      ': surveyed',
    ]);
    expect(pointsIn(events)).toEqual([
      { point: 'test', state: 'unknown', params: [], why: 'test' },
      { point: 'access', state: 'good', params: [] },
      { point: 'connection', state: 'good', params: ['bitbucket'] },
      { point: 'login', state: 'good', params: ['bitbucket'] },
      { point: 'applications', state: 'good', params: ['Web, App'] },
      { point: 'thirdParty', state: 'unknown', params: ['MCP client'] },
      { point: 'organizations', state: 'unknown', params: ['App'] },
      { point: 'pair', state: 'good', params: [] },
      { point: 'otherCallback', state: 'unknown', params: ['https://id.acme.example/login/callback'] },
    ]);
    expect(events.at(-1)).toEqual({
      kind: 'surveyed',
      connection: { id: 'con_1', name: 'bitbucket' },
      client: {
        keyHint: 'h7Kq…3aEu',
        asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email', 'account'] },
      },
    });
  });

  it.each([
    ['a Secret that is not told', { ...connection, secret: undefined }, undefined, 'secret'],
    ['an answer that does not tell', connection, 'not-checked', 'verdict'],
  ] as const)('says why the pair was not checked: %s', async (_, there, verdict, why) => {
    if (verdict) verdictOf.mockResolvedValueOnce(verdict);
    const listConnections = done({ connections: [there], foreign: [] });
    expect(pointsIn(await check({ listConnections }))).toContainEqual(
      expect.objectContaining({ point: 'pair', state: 'unknown', why }),
    );
  });

  it('looks at the rest where one thing is refused, and says what was not checked and why', async () => {
    verdictOf.mockResolvedValueOnce('bad');
    const events = await check({ listApplications: refused(refusal), listCallbacks: refused(refusal) });
    const missing = { code: 'missingScope', params: ['read:clients'] };
    expect(pointsIn(events)).toEqual(
      expect.arrayContaining([
        { point: 'applications', state: 'unknown', params: [], problem: missing },
        { point: 'otherCallback', state: 'unknown', params: [], problem: missing },
        { point: 'pair', state: 'bad', params: [] },
      ]),
    );
    expect(events.at(-1)).toMatchObject({ client: { keyHint: 'h7Kq…3aEu' } });
  });

  it('ends with the access where the dashboard refuses it, and promises nothing of the rest', async () => {
    const events = await check({ checkAccess: refused({ kind: 'credential-refused', reason: 'expired' }) });
    expect(order.filter((each) => !each.startsWith(':'))).toEqual(['checkAccess']);
    const [, access, ...rest] = pointsIn(events);
    expect(access).toMatchObject({ point: 'access', state: 'bad', problem: { code: 'credentialExpired' } });
    expect(rest.map(({ state, why }) => `${state} ${why}`)).toEqual(rest.map(() => 'unknown access'));
    expect(events.at(-1)).toEqual({ kind: 'surveyed' });
  });

  it('waits where that helps', async () => {
    const busy = { kind: 'retry', afterMs: 5_000, cause: { kind: 'rate-limited', seconds: 5 } };
    for (const call of Object.keys(answers)) {
      verdictOf.mockResolvedValueOnce('good');
      const last = (await check({ [call]: busy })).at(-1);
      expect(last, call).toMatchObject({ kind: 'put-off', problem: { code: 'rateLimited' } });
      verdictOf.mockReset();
    }
  });

  it.each<[string, readonly Connection[], unknown]>([
    ['none', [], { point: 'connection', state: 'bad', params: [] }],
    [
      'one whose options may not be read',
      [{ ...connection, key: undefined, isUntold: true }],
      {
        point: 'consumer',
        state: 'unknown',
        params: [],
        problem: { code: 'connectionUntold', params: ['bitbucket'] },
      },
    ],
    [
      'one on development keys',
      [{ ...connection, key: undefined }],
      {
        point: 'consumer',
        state: 'bad',
        params: [],
        problem: { code: 'developmentKeys', params: ['bitbucket'] },
      },
    ],
  ])('has no client to look for: %s', async (_, connections, point) => {
    const events = await check({ listConnections: done({ connections, foreign: [] }) });
    expect(pointsIn(events)).toContainEqual(point);
    expect(events.at(-1)).toMatchObject({ kind: 'surveyed' });
    expect(events.at(-1)).not.toHaveProperty('client');
  });

  it('of several connections lets the person choose, and looks at that one', async () => {
    const other = { ...connection, id: 'con_2', name: 'staging' };
    const listConnections = done({ connections: [connection, other], foreign: [] });
    expect((await check({ listConnections })).at(-1)?.kind).toBe('several-found');
    verdictOf.mockResolvedValueOnce('good');
    const events = await check({ listConnections }, { chosenConnection: 'con_2' });
    expect(events.at(-1)).toMatchObject({ connection: { id: 'con_2', name: 'staging' } });
  });
});

describe('a new Secret', () => {
  const noting = (session: DashboardSession, more: Partial<Journey> = {}) =>
    note({
      journey: { ...newJourney({ id: 'a', mode: 'renew' }), ...more },
      stage: { kind: 'noting' },
      session,
      profile: own,
      signal,
    });
  const uses = (session: DashboardSession) =>
    usesOf({
      journey: { ...journey, mode: 'renew', old: { key: 'the-old-one' } },
      stage: { kind: 'parting' },
      session,
      profile: own,
      signal,
    });
  const found = (...connections: readonly Connection[]) =>
    dashboard({ listConnections: done({ connections, foreign: [] }) });
  const staff: Connection = { ...connection, id: 'con_2', name: 'bitbucket-staff' };
  const without = { ...connection, key: undefined };

  it('notes which Client ID the connection has, of several the one that was chosen', async () => {
    const noted = { kind: 'old-noted', connection: { id: 'con_1', name: 'bitbucket' }, key: pair.key };
    expect(await all(noting(found(connection)))).toEqual([noted]);
    expect(await all(noting(found(connection, staff)))).toMatchObject([{ kind: 'several-found' }]);
    expect(await all(noting(found(staff, connection), { chosenConnection: 'con_1' }))).toEqual([noted]);
  });

  it.each([
    ['nothingToRenew', found()],
    ['keyUntold', found({ ...without, isUntold: true })],
    ['developmentKeys', found(without)],
    ['notForLogin', found({ ...connection, isNotForLogin: true })],
  ])('makes nothing where there is nothing to replace: %s', async (code, session) => {
    expect(await all(noting(session))).toMatchObject([{ kind: 'failed', problem: { code } }]);
  });

  it('makes no connection in place of one that is gone', async () => {
    const sending = send(
      {
        journey: { ...journey, mode: 'renew' },
        stage: { kind: 'sending', agreedTo: undefined },
        session: dashboard({ planConnection: done({ kind: 'create' }) }),
        profile: own,
        signal,
      },
      pair,
      async () => undefined,
    );
    expect(await all(sending)).toMatchObject([{ kind: 'failed', problem: { code: 'nothingToRenew' } }]);
  });

  it('tells who still has the old Client ID, and only why where that cannot be read', async () => {
    const old = { ...staff, key: 'the-old-one' };
    expect(await uses(found(connection, old))).toEqual({ kind: 'uses-seen', names: ['bitbucket-staff'] });
    expect(await uses(found(connection, staff))).toEqual({ kind: 'uses-seen', names: [] });
    expect(await uses(found(connection, { ...staff, key: undefined, isUntold: true }))).toEqual({
      kind: 'uses-seen',
    });
    const forbidden = refused({ kind: 'missing-scope', scopes: ['read'] } as Cause);
    expect(await uses(dashboard({ listConnections: forbidden }))).toEqual({
      kind: 'uses-seen',
      problem: { code: 'missingScope', params: ['read'] },
    });
    expect(await uses(dashboard({ listConnections: offline }))).toMatchObject({ kind: 'put-off' });
  });
});
