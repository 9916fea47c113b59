import { beforeEach, describe, expect, it, type TestAPI, type TestContext } from 'vitest';
import type { Pair } from '../../src/bitbucket/oauth';
import type { Scope } from '../../src/bitbucket/scopes';
import type { LoginTestsAbout } from '../../src/dashboards/about';
import {
  type Backup,
  canTest,
  countsLinked,
  type DashboardSession,
  type Difference,
  isWatched,
  type LoginOutcome,
  type LoginTests,
  type Purpose,
  type SwitchOn,
  type TestApplications,
  takesApplication,
  takesBackAccounts,
} from '../../src/dashboards/session';
import { hint, Secret } from '../../src/secret';

// What every dashboard with an API has to do: one suite, which each runs in a world of its own. What is specific to one (its
// addresses, its words, its ways to sign in) is in its unit tests.

/** A Bitbucket connection as the dashboard itself has it, in terms that fit every dashboard. */
export interface ConnectionThere {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  /** Everything that Keyferry does not know. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** What happens to requests on the way. `read` changes nothing at the dashboard, `write` does. */
export interface Fault {
  readonly on: 'read' | 'write';
  /** Before the request takes effect, or to its answer. */
  readonly when: 'before' | 'after';
  readonly times: number;
  /** The connection breaks, or an answer with this status comes. */
  readonly what: 'drop' | 429 | 500;
}

/** What a kind of dashboard has. A case that needs more does not apply to it. */
export interface Kind {
  /** It can have any number of Bitbucket connections, each with its own name; else one, whose name nothing else can have. */
  readonly hasSeveral: boolean;
  /** Nothing else can take its place. */
  readonly isAlone?: true;
  /** It tells the Secret of a connection. */
  readonly tellsSecrets: boolean;
  /** Each connection asks for its own scopes; else always for those of the suite. */
  readonly hasScopes: boolean;
  /** It can have any number of applications; else one, which is already there. */
  readonly hasApplications: boolean;
  /** What a connection is switched on for, one by one. */
  readonly purposes: readonly Purpose[];
  /** What is known without asking it; undefined if no login can be tested. */
  readonly loginTests: LoginTestsAbout | undefined;
  /** It keeps an account for whoever logs in, and tells which one a test has made. */
  readonly keepsAccounts: boolean;
  /** It tells how many accounts a connection has linked to Bitbucket. */
  readonly countsLinked: true | undefined;
  /** Credentials may have some rights and lack others. */
  readonly hasRights: boolean;
  /** How it refuses a credential that it no longer accepts. */
  readonly refusedAs: 'expired' | 'invalid' | 'wrong-secret';
}

type Awaitable<Value> = Value | Promise<Value>;

/** An empty dashboard of one kind, and what others do there. */
export interface DashboardWorld {
  /** Options of the dashboard that Keyferry does not touch. */
  readonly more: Readonly<Record<string, unknown>>;
  /** The rights that each of these needs, if there are any. */
  readonly rights?: Readonly<Record<'setup' | 'change' | 'test', readonly string[]>>;
  /** Signed in with every right except those. */
  session(lacking?: readonly string[]): Promise<DashboardSession>;
  /** Signed in with a credential that the dashboard no longer accepts. */
  expired(): Promise<DashboardSession>;
  /** Somebody makes a Bitbucket connection. Returns its id. */
  addConnection(there: Omit<ConnectionThere, 'id'>): Awaitable<string>;
  /** Somebody makes something else with this name, if that is possible. */
  addForeign?(name: string): Awaitable<void>;
  /** Somebody changes a connection. */
  edit(id: string, there: Partial<Pick<ConnectionThere, 'key' | 'scopes' | 'more'>>): Awaitable<void>;
  /** Somebody switches a connection on or off for something. */
  setPurpose(id: string, purpose: Purpose, isOn: boolean): Awaitable<void>;
  isFor(id: string, purpose: Purpose): Awaitable<boolean>;
  /** An application that people log in to, or the existing one if there can be only one. Returns its id. */
  addApplication(name: string): Awaitable<string>;
  /** Somebody logs in to it for the first time, if it keeps accounts. Returns the account's id. */
  addAccount?(connectionId: string): Awaitable<string>;
  connections(): Awaitable<readonly ConnectionThere[]>;
  enabled(connectionId: string): Awaitable<readonly string[]>;
  /** Everything there, Secrets included, for comparison. */
  everything(): Awaitable<unknown>;
  break(fault: Fault): void;
  /** How many requests so far meant to change something, whatever their outcome. */
  writes(): number;
}

const pair: Pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes: readonly Scope[] = ['account', 'email'];
const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/';

const none = Object.assign(() => {}, { each: () => () => {} }) as unknown as TestAPI;

/** Registers the suite for a kind of dashboard. */
export function describeDashboard(
  name: string,
  kind: Kind,
  open: (test: TestContext) => Promise<DashboardWorld>,
): void {
  /** A case for dashboards that have something; none if this one does not. */
  const itWhere = (has: boolean) => (has ? it : none);

  describe(`${name} is a dashboard:`, () => {
    let world: DashboardWorld;
    let session: DashboardSession;
    beforeEach(async (test) => {
      world = await open(test);
      session = await world.session();
    });
    const tests = (): DashboardSession & LoginTests => {
      if (!canTest(session)) throw new Error('it has no login tests');
      return session;
    };
    const applications = (): DashboardSession & TestApplications => {
      if (!takesApplication(session)) throw new Error('its tests take no application');
      return session;
    };
    const makesApplications = kind.loginTests?.takes !== undefined;
    /** Where its test logins come back. */
    const comesBackTo = (): string => (isWatched(session) ? session.loginEnd : redirectUri);
    /** A test login that is ready to open, and how it is finished when its window ends at an address with this query. */
    const loginWith = async (connectionId: string) => {
      const testing = tests();
      const applicationId = makesApplications
        ? valueIn(await applications().makeTestApplication(connectionId, comesBackTo()))
        : undefined;
      const request = { applicationId, connectionId, connectionName: 'bitbucket' };
      if (!isWatched(testing)) {
        const { url, finish } = valueIn(await testing.prepareLogin({ ...request, redirectUri }));
        return { url, finish: (query: string): Promise<LoginOutcome> => finish(`${redirectUri}?${query}`) };
      }
      const { loginEnd } = testing;
      const { url, memo, hold } = valueIn(await testing.prepareLogin({ ...request, redirectUri: loginEnd }));
      const end = hold?.at ?? loginEnd;
      return {
        url,
        finish: (query: string): Promise<LoginOutcome> => testing.finishLogin(memo, `${end}?${query}`),
        watched: {
          read: (page: string) => testing.readLogin(memo, { url: page, title: '' }),
          end,
          memo,
          hold,
        },
      };
    };
    /** In the login's address, or in the one that it comes back to. */
    const stateIn = (url: string): string => {
      const { searchParams } = new URL(url);
      const back = searchParams.get('redirect_to');
      return searchParams.get('state') ?? (back ? new URL(back).searchParams.get('state') : null) ?? '';
    };

    const addForeign = (name: string) => {
      if (!world.addForeign) throw new Error('nothing else can have its name');
      return world.addForeign(name);
    };
    const old = (part: Partial<ConnectionThere> = {}) =>
      world.addConnection({
        name: 'bitbucket',
        key: 'oldKeyOldKeyOldKey',
        secret: 'old-secret',
        scopes: ['email', 'repository'],
        more: world.more,
        ...part,
      });
    const there = async (id: string) => (await world.connections()).find((each) => each.id === id);
    const valueIn = <Value>(outcome: { kind: string; value?: Value }): Value => {
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      return outcome.value as Value;
    };
    const differenceOf = async (chosen?: string): Promise<Difference> => {
      const plan = valueIn(await session.planConnection(pair, scopes, chosen));
      if (plan.kind !== 'change') throw new Error(`planned: ${plan.kind}`);
      return plan.difference;
    };
    const change = async (id: string, agreedTo?: Difference) => {
      const backups: Backup[] = [];
      const agreed = agreedTo ?? (await differenceOf());
      const outcome = await session.changeConnection(
        id,
        pair,
        scopes,
        agreed,
        async (kept) => void backups.push(kept),
      );
      return { outcome, backups };
    };

    describe('a connection', () => {
      it('is made where there is none, and is the same the next time', async () => {
        expect(valueIn(await session.planConnection(pair, scopes))).toEqual({ kind: 'create' });
        expect(world.writes()).toBe(0);
        const made = valueIn(await session.createConnection(pair, scopes, 'own'));
        expect(await world.connections()).toMatchObject([
          { id: made.id, key: pair.key, secret: pair.secret.reveal() },
        ]);
        expect(new Set((await world.connections())[0]?.scopes)).toEqual(new Set(scopes));
        const writes = world.writes();
        // Without the Secret nobody knows that the pair is the same.
        const again = kind.tellsSecrets ? 'same' : 'change';
        expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe(again);
        expect(world.writes()).toBe(writes);
      });

      it('that is another is shown as a difference, with whole Keys, and no secret', async () => {
        await old();
        const plan = await session.planConnection(pair, scopes);
        const difference = await differenceOf();
        expect(difference).toMatchObject({ oldKey: 'oldKeyOldKeyOldKey', newKey: pair.key });
        expect(difference.scopesAdded).toEqual(kind.hasScopes ? ['account'] : []);
        expect(difference.scopesRemoved).toEqual(kind.hasScopes ? ['repository'] : []);
        expect(JSON.stringify(plan)).not.toMatch(/old-secret|PXTGu8Umm4/);
        expect(world.writes()).toBe(0);
      });

      it('keeps what Keyferry knows nothing of when it is changed', async () => {
        const id = await old();
        const { outcome } = await change(id);
        expect(outcome.kind).toBe('done');
        expect(await there(id)).toMatchObject({
          key: pair.key,
          secret: pair.secret.reveal(),
          more: world.more,
        });
        expect((await there(id))?.more).toEqual(world.more);
        expect((await there(id))?.scopes).not.toContain('repository');
      });

      itWhere(kind.hasSeveral)(
        'of which there are several is the person’s to choose, and then only that one is another',
        async () => {
          const [one, two] = [await old(), await old({ name: 'staging', key: 'stagingKeyStaging1' })];
          const plan = valueIn(await session.planConnection(pair, scopes));
          expect(plan.kind === 'several' && plan.connections.map((each) => each.id).sort()).toEqual(
            [one, two].sort(),
          );
          expect((await differenceOf(two)).oldKey).toBe('stagingKeyStaging1');
        },
      );

      itWhere(!kind.hasSeveral && !kind.isAlone)(
        'is not made where something else has its name, which stays as it is',
        async () => {
          await addForeign('bitbucket');
          const before = await world.everything();
          const found = valueIn(await session.listConnections());
          expect(found).toMatchObject({ connections: [], foreign: [{ name: 'bitbucket' }] });
          const refused = { kind: 'refused', cause: { kind: 'conflict' } };
          expect(await session.planConnection(pair, scopes)).toMatchObject(refused);
          expect(await session.createConnection(pair, scopes, 'own')).toMatchObject(refused);
          expect(await world.everything()).toEqual(before);
        },
      );

      itWhere(kind.hasSeveral)(
        'is not mistaken for something else of its name, which stays as it is',
        async () => {
          await addForeign('bitbucket');
          const before = await world.everything();
          expect(valueIn(await session.listConnections()).connections).toEqual([]);
          expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('create');
          expect(await world.everything()).toEqual(before);
          const made = valueIn(await session.createConnection(pair, scopes, 'own'));
          expect(made.name).not.toBe('bitbucket');
          expect((await there(made.id))?.key).toBe(pair.key);
        },
      );

      it('that somebody made in between is a conflict, and is left alone', async () => {
        expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('create');
        await old();
        const before = await world.everything();
        expect(await session.createConnection(pair, scopes, 'own')).toMatchObject({
          kind: 'refused',
          cause: { kind: 'conflict' },
        });
        expect(await world.everything()).toEqual(before);
      });

      it.each([
        ['has another Key', { key: 'somebodyElsesKey12' }],
        kind.hasScopes
          ? ['has a permission more', { scopes: ['email', 'repository', 'snippet'] }]
          : ['has another option', { more: { displayName: 'Elsewhere' } }],
      ] as const)('that %s by now is not changed, and nothing is kept of it', async (_, meanwhile) => {
        const id = await old();
        const agreed = await differenceOf();
        await world.edit(id, meanwhile);
        const before = await world.everything();
        let kept = 0;
        const outcome = await session.changeConnection(id, pair, scopes, agreed, async () => {
          kept += 1;
        });
        expect(outcome).toEqual({ kind: 'refused', cause: { kind: 'changed-since' } });
        expect(await world.everything()).toEqual(before);
        expect(kept).toBe(0);
      });

      it('that cannot be kept as it was is not changed', async () => {
        const id = await old();
        const agreed = await differenceOf();
        const before = await world.everything();
        const keep = async () => {
          throw new Error('there is no room for it');
        };
        await expect(session.changeConnection(id, pair, scopes, agreed, keep)).rejects.toThrow('no room');
        expect(await world.everything()).toEqual(before);
      });
    });

    describe('a lost answer', () => {
      it('to a creation is looked for, and not asked for again', async () => {
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
        expect(world.writes()).toBe(1);
        expect(await world.connections()).toHaveLength(1);
      });

      it('to a change is looked for', async () => {
        const id = await old();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await change(id)).outcome.kind).toBe('done');
        expect(world.writes()).toBe(1);
      });

      it('to a request that never came is sent again', async () => {
        world.break({ on: 'write', when: 'before', times: 1, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
        expect(await world.connections()).toHaveLength(1);
      });

      it('that never comes is unknown, never refused', async () => {
        world.break({ on: 'write', when: 'before', times: 99, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('unknown');
        expect(await world.connections()).toEqual([]);
      });

      it('to enabling is looked for', async () => {
        const [id, shop] = [await old(), await world.addApplication('Shop')];
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.enable(id, [shop])).kind).toBe('done');
        expect(await world.enabled(id)).toEqual([shop]);
      });

      itWhere(makesApplications)('to making the test’s application makes no second one', async () => {
        const id = await old();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        const before = await world.everything();
        expect((await applications().makeTestApplication(id, comesBackTo())).kind).toBe('done');
        expect((await applications().removeTestApplication(comesBackTo())).kind).toBe('done');
        expect(await world.everything()).toEqual(before);
      });
    });

    describe('a refusal', () => {
      it('of a credential that is taken no more says so, and of nothing else', async () => {
        const refused = { kind: 'refused', cause: { kind: 'credential-refused', reason: kind.refusedAs } };
        expect(await (await world.expired()).listConnections()).toMatchObject(refused);
      });

      itWhere(kind.hasRights)('for a missing right names it, and leaves all as it was', async () => {
        const missing = (scopes: readonly string[]) => ({
          kind: 'refused',
          cause: { kind: 'missing-scope', scopes },
        });
        const { setup = [], change: changing = [], test = [] } = world.rights ?? {};
        const empty = await world.everything();
        session = await world.session(setup);
        expect(await session.createConnection(pair, scopes, 'own')).toMatchObject(missing(setup));
        expect(await world.everything()).toEqual(empty);
        const id = await old();
        const before = await world.everything();
        session = await world.session();
        const agreed = await differenceOf();
        session = await world.session(changing);
        expect(await session.planConnection(pair, scopes)).toMatchObject(missing(changing));
        expect((await change(id, agreed)).outcome).toMatchObject(missing(changing));
        if (makesApplications) {
          session = await world.session(test);
          expect(await applications().makeTestApplication(id, comesBackTo())).toMatchObject(missing(test));
        }
        expect(await world.everything()).toEqual(before);
      });

      it('of too many requests is a time to come again', async () => {
        world.break({ on: 'read', when: 'before', times: 99, what: 429 });
        expect(await session.listConnections()).toMatchObject({
          kind: 'retry',
          cause: { kind: 'rate-limited' },
        });
      });

      it('of a dashboard that fails is told as that, for what is read; what was written is not known', async () => {
        world.break({ on: 'read', when: 'before', times: 99, what: 500 });
        expect(await session.listConnections()).toMatchObject({
          kind: 'refused',
          cause: { kind: 'server-error', status: 500 },
        });
        world.break({ on: 'write', when: 'before', times: 99, what: 500 });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('unknown');
      });
    });

    itWhere(kind.hasSeveral && kind.hasApplications)('every list is read to its last page', async () => {
      const names = Array.from({ length: 130 }, (_, index) => `App ${index}`);
      const ids: string[] = [];
      for (const each of names) ids.push(await world.addApplication(each));
      for (let index = 0; index < 60; index += 1) await old({ name: `bitbucket-${index}` });
      expect(valueIn(await session.listConnections()).connections).toHaveLength(60);
      expect(new Set(valueIn(await session.listApplications()).map((each) => each.id))).toEqual(new Set(ids));
      const [{ id = '' } = {}] = await world.connections();
      expect((await session.enable(id, ids)).kind).toBe('done');
      expect(new Set(valueIn(await session.listEnabled(id)))).toEqual(new Set(ids));
    });

    itWhere(kind.hasApplications)(
      'enabling disables none, and is taken back for those it was done for',
      async () => {
        const [id, shop, blog] = [
          await old(),
          await world.addApplication('Shop'),
          await world.addApplication('Blog'),
        ];
        await session.enable(id, [shop]);
        await session.enable(id, [blog]);
        expect(new Set(await world.enabled(id))).toEqual(new Set([shop, blog]));
        await session.disable(id, [blog]);
        expect(await world.enabled(id)).toEqual([shop]);
      },
    );

    describe.each(kind.purposes)('switching a connection on for %s', (purpose) => {
      let id: string;
      beforeEach(async () => {
        id = await old();
        await world.setPurpose(id, purpose, false);
      });
      const planned = async (): Promise<SwitchOn> => {
        const plan = valueIn(await session.planSwitchOn(id, purpose));
        if (!plan) throw new Error('it is on');
        return plan;
      };

      it('is shown before, changes that alone, and is taken back, as often as it is asked', async () => {
        const before = await world.everything();
        const plan = await planned();
        expect(plan).toMatchObject({ purpose, connectionName: 'bitbucket', key: 'oldKeyOldKeyOldKey' });
        expect(JSON.stringify(plan)).not.toContain('old-secret');
        expect(world.writes()).toBe(0);
        for (let time = 0; time < 2; time += 1) {
          expect((await session.switchOn(id, plan)).kind).toBe('done');
          expect(await world.isFor(id, purpose)).toBe(true);
        }
        expect(world.writes()).toBe(1);
        expect(valueIn(await session.planSwitchOn(id, purpose))).toBeUndefined();
        for (let time = 0; time < 2; time += 1)
          expect((await session.switchOff(id, purpose)).kind).toBe('done');
        expect(world.writes()).toBe(2);
        expect(await world.everything()).toEqual(before);
      });

      it.each([
        ['another Key', { key: 'somebodyElsesKey12' }],
        ['another option', { more: { displayName: 'Elsewhere' } }],
      ] as const)('is not done where it has %s by now', async (_, meanwhile) => {
        const plan = await planned();
        await world.edit(id, meanwhile);
        const before = await world.everything();
        expect(await session.switchOn(id, plan)).toEqual({
          kind: 'refused',
          cause: { kind: 'changed-since' },
        });
        expect(await world.everything()).toEqual(before);
      });

      it('whose answer is lost is looked for', async () => {
        const plan = await planned();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.switchOn(id, plan)).kind).toBe('done');
        expect(world.writes()).toBe(1);
      });
    });

    it('that it has login tests, and of which kind, is said before it is asked', () => {
      expect(canTest(session)).toBe(kind.loginTests !== undefined);
      expect(isWatched(session)).toBe(kind.loginTests?.comesBack === 'watched');
      expect(takesApplication(session)).toBe(makesApplications);
      expect(takesBackAccounts(session)).toBe(kind.keepsAccounts);
      expect(countsLinked(session)).toBe(kind.countsLinked === true);
    });

    describe.each(kind.loginTests ? ['a test login'] : [])('%s', () => {
      let id: string;
      beforeEach(async () => {
        id = await old();
        for (const each of kind.purposes) await world.setPurpose(id, each, true);
      });

      it('opens at an encrypted address, with a state of its own, and without anything secret', async () => {
        const logins = [await loginWith(id), await loginWith(id)];
        const [one = '', two = ''] = logins.map(({ url }) => url);
        for (const url of [one, two]) {
          expect(new URL(url)).toMatchObject({ protocol: 'https:', username: '', password: '' });
          expect(stateIn(url).length).toBeGreaterThanOrEqual(16);
          expect(url).not.toContain('old-secret');
        }
        expect(stateIn(one)).not.toBe(stateIn(two));
      });

      it('takes no answer to another one, and asks nobody about it', async () => {
        const { url, finish } = await loginWith(id);
        const other = stateIn((await loginWith(id)).url);
        const writes = world.writes();
        for (const query of [`code=c&state=${other}`, 'code=c', `state=${stateIn(url)}`])
          expect(await finish(query)).toEqual({ kind: 'invalid-answer' });
        expect(world.writes()).toBe(writes);
      });

      it('that is refused comes back with the words of whoever refused it', async () => {
        const { url, finish } = await loginWith(id);
        const state = stateIn(url);
        const outcome = await finish(`error=access_denied&error_description=Not+today&state=${state}`);
        expect(outcome).toMatchObject({
          kind: 'provider-error',
          error: 'access_denied',
          description: 'Not today',
          said: { text: 'Not today' },
        });
        expect(JSON.stringify(outcome)).not.toContain(state);
      });

      it('whose code is good for nothing comes to no login', async () => {
        const { url, finish } = await loginWith(id);
        const { kind: how } = await finish(`code=made-up&state=${stateIn(url)}`);
        expect(['failed', 'provider-error', 'no-answer']).toContain(how);
      });

      itWhere(kind.loginTests?.comesBack === 'watched')(
        'knows its end when it sees it, and nowhere else',
        async () => {
          const { url, watched } = await loginWith(id);
          if (!watched) throw new Error('it is not watched');
          const { read, end, memo, hold } = watched;
          expect(read(`${end}?code=c&state=${stateIn(url)}`)).toEqual({ kind: 'end' });
          const { pathname } = new URL(end);
          for (const page of [
            url,
            'about:blank',
            '',
            `https://evil.example${pathname}?code=c`,
            `${end}ish?code=c`,
          ])
            expect(read(page), page).toBeUndefined();
          expect(String(memo)).not.toContain(stateIn(url));
          if (hold) {
            expect(new URL(hold.at).origin).toBe(new URL(hold.address).origin);
            expect(hold.state).toBe(stateIn(url));
          }
        },
      );
    });

    itWhere(kind.keepsAccounts)(
      'the account that a test login has made is removed, as often as it is asked, and no other',
      async () => {
        const id = await old();
        if (!takesBackAccounts(session) || !world.addAccount) throw new Error('it keeps no accounts');
        await world.addAccount(id);
        const before = await world.everything();
        const made = await world.addAccount(id);
        expect(await world.everything()).not.toEqual(before);
        for (let time = 0; time < 2; time += 1) {
          expect((await session.removeTestAccount(id, { id: made })).kind).toBe('done');
          expect(await world.everything()).toEqual(before);
        }
      },
    );

    describe('an undo', () => {
      it('puts a changed connection back as it was, as often as it is asked', async () => {
        const id = await old();
        const before = await world.everything();
        const thereBefore = await there(id);
        const { backups } = await change(id);
        const [backup] = backups;
        if (!backup) throw new Error('nothing was kept');
        expect(JSON.stringify(backup)).not.toContain('old-secret');
        for (let time = 0; time < 2; time += 1)
          expect((await session.restoreConnection(backup, hint(pair.key))).kind).toBe('done');
        expect(backup.hasSecret).toBe(kind.tellsSecrets);
        const { secret: _, ...rest } = (await there(id)) ?? {};
        const { secret: __, ...restBefore } = thereBefore ?? {};
        expect(rest).toEqual(restBefore);
        if (kind.tellsSecrets) expect(await world.everything()).toEqual(before);
      });

      it('leaves alone what somebody else has changed since', async () => {
        const id = await old();
        const { backups } = await change(id);
        await world.edit(id, { key: 'somebodyElsesKey12' });
        const before = await world.everything();
        const refused = { kind: 'refused', cause: { kind: 'changed-since' } };
        const [backup] = backups;
        expect(backup && (await session.restoreConnection(backup, hint(pair.key)))).toEqual(refused);
        expect(await session.removeConnection(id, hint(pair.key))).toEqual(refused);
        expect(await world.everything()).toEqual(before);
      });

      it('of all that a setup made leaves nothing behind', async () => {
        const shop = await world.addApplication('Shop');
        const before = await world.everything();
        const made = valueIn(await session.createConnection(pair, scopes, 'own'));
        await session.enable(made.id, [shop]);
        if (makesApplications) await applications().makeTestApplication(made.id, comesBackTo());
        expect(await world.everything()).not.toEqual(before);
        const switched = { applications: [shop], purposes: [] };
        for (let time = 0; time < 2; time += 1) {
          if (makesApplications)
            expect((await applications().removeTestApplication(comesBackTo())).kind).toBe('done');
          expect((await session.removeConnection(made.id, hint(pair.key), switched)).kind).toBe('done');
        }
        expect(await world.everything()).toEqual(before);
      });
    });
  });
}
