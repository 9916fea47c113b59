// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/bitbucket/scopes';
import { inOrder, verdictOn } from '../../../src/setup/check-course';
import {
  accessPoint,
  applicationPoints,
  askedScopes,
  connectionPoints,
  foreignPoint,
  pairPoint,
} from '../../../src/setup/check-setup';
import { consumerPoints, testedPoint } from '../../../src/setup/client-points';
import { advance } from '../../../src/setup/journey/advance';
import { begin } from '../../../src/setup/journey/begin';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { undoOf } from '../../../src/setup/journey/standing';
import { fixOf, type Point, type PointId } from '../../../src/setup/points';
import { problem } from '../../../src/setup/problems';
import { unlike } from '../../../src/setup/unlike';

const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
const connection = {
  id: 'con_1',
  name: 'bitbucket',
  key: 'k',
  secret: undefined,
  scopes: ['email', 'account'],
};
const asked = { callbackUrl, scopes: askedScopes(connection) };
const consumer = { name: 'Login', callbackUrl, scopes: expand(['account']) };
const states = (points: readonly Point[]) =>
  Object.fromEntries(points.map(({ point, state }) => [point, state]));

describe('a connection that only looks like Bitbucket’s', () => {
  it.each([
    ['elsewhere', ['token', 'script'], 'bad'],
    ['own script', ['script'], 'unknown'],
  ] as const)('%s', (name, parts, state) => {
    expect(foreignPoint({ name, parts })).toEqual({ point: 'foreign', state, params: [name, ...parts] });
  });
});

describe('the client on Bitbucket', () => {
  const seen = (part: Partial<typeof consumer> | 'absent' | 'unread', scopes = asked.scopes) =>
    states(
      consumerPoints(
        typeof part === 'string' ? part : { ...consumer, ...part },
        { ...asked, scopes },
        'acme',
      ),
    );
  const allGood = { consumer: 'good', callback: 'good', permissions: 'good' };

  it('is right where it has what is asked for', () => {
    expect(seen({})).toEqual(allGood);
  });

  it.each<[string, object, object]>([
    [
      'a callback with another scheme',
      { callbackUrl: callbackUrl.replace('https', 'http') },
      { callback: 'bad' },
    ],
    ['a callback with another slash', { callbackUrl: `${callbackUrl}/` }, { callback: 'bad' }],
    ['no callback', { callbackUrl: '' }, { callback: 'bad' }],
    ['no right to read the account', { scopes: ['email'] }, { permissions: 'bad' }],
  ])('is wrong with %s', (_, part, wrong) => {
    expect(seen(part)).toEqual({ ...allGood, ...wrong });
  });

  it('is wrong without what the connection asks for besides', () => {
    expect(seen({}, askedScopes({ ...connection, scopes: ['wiki'] }))).toEqual({
      ...allGood,
      permissions: 'bad',
    });
  });

  it('is not judged by a form that was not understood, nor where there is none', () => {
    expect(seen('unread')).toEqual({ consumer: 'good', callback: 'unknown', permissions: 'unknown' });
    expect(seen('absent')).toEqual({ consumer: 'bad', callback: 'unknown', permissions: 'unknown' });
  });
});

describe('the applications', () => {
  const shop = { id: 'shop', name: 'Shop' };
  const robot = { id: 'robot', name: 'Robot', isThirdParty: true };
  const staff = { id: 'staff', name: 'Staff', needsOrganization: true };
  const seen = (enabled: readonly string[], wanted: readonly string[]) =>
    applicationPoints([shop, robot, staff], enabled, (id) => wanted.includes(id)).map(
      ({ point, state, params }) => [point, state, ...params],
    );

  it.each([
    ['all that are wanted', ['shop'], ['shop'], [['applications', 'good', 'Shop']]],
    ['one is missing', [], ['shop'], [['applications', 'bad', 'Shop']]],
    ['none, and none is wanted', [], [], [['applications', 'bad']]],
    [
      'one of somebody else’s is no fault',
      ['shop'],
      ['shop', 'robot'],
      [
        ['applications', 'good', 'Shop'],
        ['thirdParty', 'unknown', 'Robot'],
      ],
    ],
    [
      'one for organizations is enabled, and may have no button all the same',
      ['staff'],
      ['staff'],
      [
        ['applications', 'good', 'Staff'],
        ['organizations', 'unknown', 'Staff'],
      ],
    ],
  ] as const)('%s', (_, enabled, wanted, expected) => {
    expect(seen(enabled, wanted)).toEqual(expected);
  });
});

it('calls a connection wrong that is not for logging in, and one that is not there', () => {
  expect(states(connectionPoints(connection))).toEqual({ connection: 'good', login: 'good' });
  expect(states(connectionPoints({ ...connection, isNotForLogin: true })).login).toBe('bad');
  expect(states(connectionPoints(undefined))).toEqual({ connection: 'bad' });
});

it('calls an access wrong that lacks what a setup takes, and no other', () => {
  const right = (feature: 'setup' | 'undo', isGranted?: boolean) => ({ scope: feature, feature, isGranted });
  expect(accessPoint([right('setup', true), right('undo', false)]).state).toBe('good');
  expect(accessPoint([right('setup', false)])).toMatchObject({ state: 'bad', params: ['setup'] });
  expect(accessPoint([right('setup', true), right('setup')])).toMatchObject({
    state: 'unknown',
    params: ['setup'],
  });
});

it('knows nothing of a pair of which nothing was told', () => {
  expect(
    (['good', 'no-callback', 'bad', 'not-checked', undefined] as const).map((each) => pairPoint(each).state),
  ).toEqual(['good', 'good', 'bad', 'unknown', 'unknown']);
});

describe('what a check came to', () => {
  const good = (point: PointId): Point => ({ point, state: 'good', params: [] });
  const all = inOrder([]).map((id) => good(id as PointId));

  it('is good only where every point was checked, the login too, and is right', () => {
    expect(verdictOn(all)).toBe('good');
    for (const each of all) {
      const others = all.filter((point) => point !== each);
      expect(verdictOn(others), `without ${each.point}`).toBe('part');
      expect(verdictOn([...others, { ...each, state: 'unknown' }]), `${each.point} not checked`).toBe('part');
      expect(verdictOn([...others, { ...each, state: 'bad' }]), `${each.point} wrong`).toBe('bad');
    }
    expect(verdictOn([...all, { ...good('organizations'), state: 'unknown' }])).toBe('part');
    expect(all.map(({ point }) => point)).toContain(testedPoint('Mira').point);
  });

  it('has a fix for each point that is wrong, of those every check has', () => {
    for (const id of inOrder([])) {
      const wrong: Point = { point: id as PointId, state: 'bad', params: ['Shop'] };
      expect(fixOf(wrong, [wrong]) !== undefined, String(id)).toBe(
        !['otherCallback', 'test'].includes(String(id)),
      );
    }
  });

  it('offers to enable nothing that leads to a client which is gone, or a pair that is refused', () => {
    const wrong: Point = { point: 'applications', state: 'bad', params: ['Shop'] };
    expect(fixOf(wrong, [wrong])).toBe('enable');
    for (const point of ['consumer', 'pair'] as const)
      expect(fixOf(wrong, [wrong, { point, state: 'bad', params: [] }])).toBeUndefined();
    expect(fixOf({ ...wrong, params: [] }, [])).toBe('dashboard');
  });
});

describe('what differs between two addresses', () => {
  const marked = (text: string, other: string) =>
    unlike(text, other)
      .map((each) => (each.isUnlike ? `[${each.text}]` : each.text))
      .join('');

  it.each([
    ['https://a.example/x', 'https://a.example/x', 'https://a.example/x'],
    ['http://a.example/x', 'https://a.example/x', 'http://a.example/x'],
    ['https://a.example/x', 'http://a.example/x', 'http[s]://a.example/x'],
    ['https://a.example/x/', 'https://a.example/x', 'https://a.example/x[/]'],
    ['http://a.example/x/', 'https://a.example/x', 'http://a.example/x[/]'],
    ['https://acme.auth0.com/x', 'https://acme.eu.auth0.com/x', 'https://acme.auth0.com/x'],
    ['https://a.example/Login', 'https://a.example/login', 'https://a.example/[L]ogin'],
    ['', 'https://a.example', ''],
    ['x', '', '[x]'],
  ])('%s, for %s', (text, other, expected) => {
    expect(marked(text, other)).toBe(expected);
  });

  it('marks a long middle as a whole, and cuts no character in two', () => {
    const long = 'ab'.repeat(300);
    expect(marked(`<${long}>`, `<${'ba'.repeat(300)}c>`)).toBe(`<[${long}]>`);
    expect(marked('é😀', 'é😁')).toBe('é[😀]');
  });
});

describe('after a check', () => {
  const later = (journey: Journey, ...events: readonly Event[]) =>
    events.reduce((now, event) => advance(now, event, 1), journey);
  const list: Event = {
    kind: 'list-seen',
    workspace: 'acme',
    names: ['Login'],
    freeName: 'L',
    pairIn: 'row',
  };
  const found: readonly Event[] = [list, { kind: 'consumer-found', name: 'Login' }];
  const checked = (settings: { callbackUrl: string; scopes: typeof consumer.scopes }, ...points: Point[]) =>
    later(
      begin({ id: 'j', profileId: 'p', mode: 'check', workspace: 'acme', now: 0 }),
      { kind: 'points-seen', points },
      {
        kind: 'surveyed',
        connection: { id: 'con_1', name: 'bitbucket' },
        client: { keyHint: 'k', asks: asked },
      },
      ...found,
      { kind: 'consumer-read', settings },
    );
  const wrong = checked({ callbackUrl: 'https://old.example/', scopes: consumer.scopes });

  it('what is wrong on Bitbucket is filled in, only in the form of the client that was looked for', () => {
    const asked = later(wrong, { kind: 'mend-asked' });
    expect(asked.stage.kind).toBe('finding');
    // A form that was already open does not count.
    expect(later(asked, list, { kind: 'edit-form-seen' }).stage.kind).toBe('inspecting');
    expect(later(asked, ...found, { kind: 'edit-form-seen' }).stage).toEqual({
      kind: 'mending',
      name: 'Login',
    });
    // A check that only looks does not go to the form.
    expect(later(wrong, { kind: 'retried' }, { kind: 'edit-form-seen' }).stage.kind).toBe('surveying');
  });

  it('a form that is read before the client was found is another one’s', () => {
    const looking = later(
      wrong,
      { kind: 'retried' },
      {
        kind: 'surveyed',
        connection: { id: 'con_1', name: 'bitbucket' },
        client: { keyHint: 'k', asks: asked },
      },
    );
    expect(later(looking, list).stage.kind).toBe('inspecting');
    expect(later(looking, list, { kind: 'consumer-read', settings: consumer }).stage.kind).toBe('inspecting');
    expect(later(looking, ...found, { kind: 'consumer-read', settings: consumer }).stage.kind).toBe('done');
  });

  it('nothing is filled in where nothing is wrong there', () => {
    const right = checked(consumer);
    expect(later(right, { kind: 'mend-asked' })).toBe(right);
  });

  it('back from the form all is looked at once more', () => {
    const back = later(wrong, { kind: 'mend-asked' }, ...found, { kind: 'edit-form-seen' }, list);
    expect(back).toMatchObject({ stage: { kind: 'surveying' }, points: [] });
    expect(back.isMending).toBeUndefined();
  });

  it('the connection is enabled as it was shown, and all looked at once more; and only where it helps', () => {
    const off: Point = { point: 'applications', state: 'bad', params: ['Shop'] };
    const one = checked(consumer, off);
    const enabling = later(one, { kind: 'enable-asked' });
    expect(enabling.stage).toMatchObject({ kind: 'enabling', connectionId: 'con_1' });
    expect(later(enabling, { kind: 'applications-enabled', names: ['Shop'], alreadyThere: 0 })).toMatchObject(
      { stage: { kind: 'surveying' }, points: [] },
    );
    const refused = checked(consumer, off, { point: 'pair', state: 'bad', params: [] });
    expect(later(refused, { kind: 'enable-asked' })).toBe(refused);
  });

  const change = {
    purpose: 'login',
    connectionName: 'bitbucket',
    setting: 'active',
    digest: 'a-digest',
  } as const;
  it('the connection is switched on once that was seen, and all looked at once more; and can be switched off', () => {
    const off = checked(consumer, { point: 'login', state: 'bad', params: ['bitbucket'] });
    const looking = later(off, { kind: 'switch-on-asked', purpose: 'login' });
    expect(looking.stage).toEqual({ kind: 'switching', connectionId: 'con_1', purpose: 'login' });
    const agreeing = later(looking, { kind: 'switch-on-found', change });
    expect(later(agreeing, { kind: 'switch-on-agreed', digest: 'of-another' })).toEqual(agreeing);
    expect(later(agreeing, { kind: 'change-declined' })).toEqual(off);
    const agreed = later(agreeing, { kind: 'switch-on-agreed', digest: 'a-digest' });
    expect(agreed.stage).toMatchObject({ kind: 'switching', agreedTo: 'a-digest' });
    // A wait may be long: consent given before it is asked for again.
    const waiting = later(agreed, { kind: 'put-off', problem: problem('offline'), until: undefined });
    expect(waiting.stage).toEqual(looking.stage);
    const on = later(agreed, { kind: 'switch-on-intended' }, { kind: 'switched-on' });
    expect(on).toMatchObject({ stage: { kind: 'surveying' }, points: [], switchedFor: ['login'] });
    expect(undoOf({ ...on, stage: { kind: 'done' } })).toBe('switch-off');
  });

  it('nothing is switched on that is on, or where people would be led to a login that does not work', () => {
    const asked = { kind: 'switch-on-asked', purpose: 'login' } as const;
    for (const points of [
      [],
      [
        { point: 'login', state: 'bad', params: ['bitbucket'] },
        { point: 'pair', state: 'bad', params: [] },
      ],
    ] as Point[][]) {
      const one = checked(consumer, ...points);
      expect(later(one, asked)).toBe(one);
    }
    const closed = checked(consumer, { point: 'thirdParty', state: 'unknown', params: ['MCP client'] });
    expect(later(closed, asked)).toBe(closed);
    expect(later(closed, { ...asked, purpose: 'third-party' }).stage.kind).toBe('switching');
  });

  it.each([
    ['create', 'sending'],
    ['test', 'testing'],
  ] as const)(
    'a %s that a connection has stopped which is switched off goes on once it is on',
    (mode, kind) => {
      const begun = begin({ id: 'j', profileId: 'p', mode, workspace: 'acme', now: 0 });
      const stopped: Journey = {
        ...begun,
        stage: {
          kind: 'stopped',
          at: 'send',
          problem: problem('notForLogin', 'bitbucket', 'con_1'),
          back: kind,
        },
      };
      const on = later(
        stopped,
        { kind: 'switch-on-asked', purpose: 'login' },
        { kind: 'switch-on-found', change },
        { kind: 'switch-on-agreed', digest: 'a-digest' },
        { kind: 'switch-on-intended' },
        { kind: 'switched-on' },
      );
      expect(on.stage.kind).toBe(kind);
      expect(on.switchedFor).toEqual(['login']);
    },
  );

  it('a setup that was stopped as the connection was to be enabled goes on there, and sends nothing again', () => {
    const sent = later(
      {
        ...begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 }),
        stage: { kind: 'sending' },
      },
      { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
      { kind: 'failed', problem: problem('notForLogin', 'bitbucket', 'con_1') },
      { kind: 'switch-on-asked', purpose: 'login' },
      { kind: 'switch-on-found', change },
      { kind: 'switch-on-agreed', digest: 'a-digest' },
      { kind: 'switched-on' },
    );
    expect(sent.stage).toEqual({ kind: 'enabling', connectionId: 'con_1', connectionName: 'bitbucket' });
  });

  it('a login is its last point', () => {
    const right = checked(consumer, { point: 'test', state: 'unknown', params: [], why: 'test' });
    const tested = later(
      right,
      { kind: 'test-asked' },
      { kind: 'login-opened' },
      { kind: 'logged-in', name: 'Mira' },
    );
    expect(tested.stage.kind).toBe('done');
    expect(tested.points?.filter(({ point }) => point === 'test')).toEqual([testedPoint('Mira')]);
  });
});
