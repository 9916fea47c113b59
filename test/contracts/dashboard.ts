import { beforeEach, describe, expect, it } from 'vitest';
import type { Pair } from '../../src/bitbucket/oauth';
import type { Scope } from '../../src/bitbucket/scopes';
import {
  type Backup,
  type DashboardSession,
  type Difference,
  type Purpose,
  purposes,
  type SwitchOn,
} from '../../src/dashboards/session';
import { hint, Secret } from '../../src/secret';

// What every dashboard with an API has to do, whatever it is: one suite, run by each in a world of its own. What is particular to
// one (its addresses, its words, its ways to sign in) is in its unit tests.

/** A Bitbucket connection as the dashboard itself has it, in terms that every dashboard has. */
export interface ConnectionThere {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  /** All that Keyferry knows nothing of. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** What happens to requests on their way. `read` changes nothing at the dashboard, `write` does. */
export interface Fault {
  readonly on: 'read' | 'write';
  /** Before it takes effect, or to its answer. */
  readonly when: 'before' | 'after';
  readonly times: number;
  /** The connection breaks, or an answer of this status comes. */
  readonly what: 'drop' | 429 | 500;
}

/** A dashboard of one kind with nothing in it, and what others do there. */
export interface DashboardWorld {
  /** Options that the dashboard takes, and that Keyferry has no part in. */
  readonly more: Readonly<Record<string, unknown>>;
  /** For each of these: a right that it takes. */
  readonly rights: { readonly setup: string; readonly change: string; readonly test: string };
  /** Signed in with every right but those. */
  session(lacking?: readonly string[]): Promise<DashboardSession>;
  /** Signed in with what the dashboard takes for no credential any more. */
  expired(): Promise<DashboardSession>;
  /** Somebody makes a Bitbucket connection, and gets its id. */
  addConnection(there: Omit<ConnectionThere, 'id'>): string;
  /** Somebody makes something else of the name. */
  addForeign(name: string): void;
  /** Somebody changes a connection. */
  edit(id: string, there: Partial<Pick<ConnectionThere, 'key' | 'scopes' | 'more'>>): void;
  /** Somebody switches a connection on or off for something. */
  setPurpose(id: string, purpose: Purpose, isOn: boolean): void;
  isFor(id: string, purpose: Purpose): boolean;
  /** An application that people log in to. Gives its id. */
  addApplication(name: string): string;
  connections(): readonly ConnectionThere[];
  enabled(connectionId: string): readonly string[];
  /** All there is, to be compared. */
  everything(): unknown;
  break(fault: Fault): void;
  /** Requests so far that were to change something, in whatever came of them. */
  writes(): number;
}

const pair: Pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes: readonly Scope[] = ['account', 'email'];
const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/';

/** Registers the suite for a kind of dashboard. */
export function describeDashboard(name: string, open: () => Promise<DashboardWorld>): void {
  describe(`${name} is a dashboard:`, () => {
    let world: DashboardWorld;
    let session: DashboardSession;
    beforeEach(async () => {
      world = await open();
      session = await world.session();
    });

    const old = (part: Partial<ConnectionThere> = {}) =>
      world.addConnection({
        name: 'bitbucket',
        key: 'oldKeyOldKeyOldKey',
        secret: 'old-secret',
        scopes: ['email', 'repository'],
        more: world.more,
        ...part,
      });
    const there = (id: string) => world.connections().find((each) => each.id === id);
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
        expect(world.connections()).toMatchObject([
          { id: made.id, key: pair.key, secret: pair.secret.reveal() },
        ]);
        expect(new Set(world.connections()[0]?.scopes)).toEqual(new Set(scopes));
        const writes = world.writes();
        expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('same');
        expect(world.writes()).toBe(writes);
      });

      it('that is another is shown as a difference, with whole Keys, and no secret', async () => {
        old();
        const plan = await session.planConnection(pair, scopes);
        const difference = await differenceOf();
        expect(difference).toMatchObject({ oldKey: 'oldKeyOldKeyOldKey', newKey: pair.key });
        expect(difference.scopesAdded).toContain('account');
        expect(difference.scopesRemoved).toEqual(['repository']);
        expect(JSON.stringify(plan)).not.toMatch(/old-secret|PXTGu8Umm4/);
        expect(world.writes()).toBe(0);
      });

      it('keeps what Keyferry knows nothing of when it is changed', async () => {
        const id = old();
        const { outcome } = await change(id);
        expect(outcome.kind).toBe('done');
        expect(there(id)).toMatchObject({ key: pair.key, secret: pair.secret.reveal(), more: world.more });
        expect(there(id)?.more).toEqual(world.more);
        expect(there(id)?.scopes).not.toContain('repository');
      });

      it('of which there are several is the person’s to choose, and then only that one is another', async () => {
        const [one, two] = [old(), old({ name: 'staging', key: 'stagingKeyStaging1' })];
        const plan = valueIn(await session.planConnection(pair, scopes));
        expect(plan.kind === 'several' && plan.connections.map((each) => each.id).sort()).toEqual(
          [one, two].sort(),
        );
        expect((await differenceOf(two)).oldKey).toBe('stagingKeyStaging1');
      });

      it('is not mistaken for something else of its name, which stays as it is', async () => {
        world.addForeign('bitbucket');
        const before = world.everything();
        expect(valueIn(await session.listConnections()).connections).toEqual([]);
        expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('create');
        expect(world.everything()).toEqual(before);
        const made = valueIn(await session.createConnection(pair, scopes, 'own'));
        expect(made.name).not.toBe('bitbucket');
        expect(there(made.id)?.key).toBe(pair.key);
      });

      it('that somebody made in between is a conflict, and is left alone', async () => {
        expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('create');
        old();
        const before = world.everything();
        expect(await session.createConnection(pair, scopes, 'own')).toMatchObject({
          kind: 'refused',
          cause: { kind: 'conflict' },
        });
        expect(world.everything()).toEqual(before);
      });

      it.each([
        ['has another Key', { key: 'somebodyElsesKey12' }],
        ['has a permission more', { scopes: ['email', 'repository', 'snippet'] }],
      ] as const)('that %s by now is not changed, and nothing is kept of it', async (_, meanwhile) => {
        const id = old();
        const agreed = await differenceOf();
        world.edit(id, meanwhile);
        const before = world.everything();
        let kept = 0;
        const outcome = await session.changeConnection(id, pair, scopes, agreed, async () => {
          kept += 1;
        });
        expect(outcome).toEqual({ kind: 'refused', cause: { kind: 'changed-since' } });
        expect(world.everything()).toEqual(before);
        expect(kept).toBe(0);
      });

      it('that cannot be kept as it was is not changed', async () => {
        const id = old();
        const agreed = await differenceOf();
        const before = world.everything();
        const keep = async () => {
          throw new Error('there is no room for it');
        };
        await expect(session.changeConnection(id, pair, scopes, agreed, keep)).rejects.toThrow('no room');
        expect(world.everything()).toEqual(before);
      });
    });

    describe('a lost answer', () => {
      it('to a creation is looked for, and not asked for again', async () => {
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
        expect(world.writes()).toBe(1);
        expect(world.connections()).toHaveLength(1);
      });

      it('to a change is looked for', async () => {
        const id = old();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await change(id)).outcome.kind).toBe('done');
        expect(world.writes()).toBe(1);
      });

      it('to a request that never came is sent again', async () => {
        world.break({ on: 'write', when: 'before', times: 1, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
        expect(world.connections()).toHaveLength(1);
      });

      it('that never comes is unknown, never refused', async () => {
        world.break({ on: 'write', when: 'before', times: 99, what: 'drop' });
        expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('unknown');
        expect(world.connections()).toEqual([]);
      });

      it('to enabling is looked for', async () => {
        const [id, shop] = [old(), world.addApplication('Shop')];
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.enable(id, [shop])).kind).toBe('done');
        expect(world.enabled(id)).toEqual([shop]);
      });

      it('to making the test’s application makes no second one', async () => {
        const id = old();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        const before = world.everything();
        expect((await session.makeTestApplication(id, redirectUri)).kind).toBe('done');
        expect((await session.removeTestApplication(redirectUri)).kind).toBe('done');
        expect(world.everything()).toEqual(before);
      });
    });

    describe('a refusal', () => {
      it('of a credential that has expired says so, and of nothing else', async () => {
        const refused = { kind: 'refused', cause: { kind: 'credential-refused', reason: 'expired' } };
        expect(await (await world.expired()).listConnections()).toMatchObject(refused);
      });

      it('for a missing right names it, and leaves all as it was', async () => {
        const id = old();
        const before = world.everything();
        const agreed = await differenceOf();
        const missing = (scope: string) => ({
          kind: 'refused',
          cause: { kind: 'missing-scope', scopes: [scope] },
        });
        const { rights } = world;
        session = await world.session([rights.setup]);
        expect(await session.createConnection(pair, scopes, 'own')).toMatchObject(missing(rights.setup));
        session = await world.session([rights.change]);
        expect(await session.planConnection(pair, scopes)).toMatchObject(missing(rights.change));
        expect((await change(id, agreed)).outcome).toMatchObject(missing(rights.change));
        session = await world.session([rights.test]);
        expect(await session.makeTestApplication(id, redirectUri)).toMatchObject(missing(rights.test));
        expect(world.everything()).toEqual(before);
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

    it('every list is read to its last page', async () => {
      const names = Array.from({ length: 130 }, (_, index) => `App ${index}`);
      const ids = names.map((each) => world.addApplication(each));
      for (let index = 0; index < 60; index += 1) old({ name: `bitbucket-${index}` });
      expect(valueIn(await session.listConnections()).connections).toHaveLength(60);
      expect(new Set(valueIn(await session.listApplications()).map((each) => each.id))).toEqual(new Set(ids));
      const [{ id = '' } = {}] = world.connections();
      expect((await session.enable(id, ids)).kind).toBe('done');
      expect(new Set(valueIn(await session.listEnabled(id)))).toEqual(new Set(ids));
    });

    it('enabling disables none, and is taken back for those it was done for', async () => {
      const [id, shop, blog] = [old(), world.addApplication('Shop'), world.addApplication('Blog')];
      await session.enable(id, [shop]);
      await session.enable(id, [blog]);
      expect(new Set(world.enabled(id))).toEqual(new Set([shop, blog]));
      await session.disable(id, [blog]);
      expect(world.enabled(id)).toEqual([shop]);
    });

    describe.each(purposes)('switching a connection on for %s', (purpose) => {
      let id: string;
      beforeEach(() => {
        id = old();
        world.setPurpose(id, purpose, false);
      });
      const planned = async (): Promise<SwitchOn> => {
        const plan = valueIn(await session.planSwitchOn(id, purpose));
        if (!plan) throw new Error('it is on');
        return plan;
      };

      it('is shown before, changes that alone, and is taken back, as often as it is asked', async () => {
        const before = world.everything();
        const plan = await planned();
        expect(plan).toMatchObject({ purpose, connectionName: 'bitbucket', key: 'oldKeyOldKeyOldKey' });
        expect(JSON.stringify(plan)).not.toContain('old-secret');
        expect(world.writes()).toBe(0);
        for (let time = 0; time < 2; time += 1) {
          expect((await session.switchOn(id, plan)).kind).toBe('done');
          expect(world.isFor(id, purpose)).toBe(true);
        }
        expect(world.writes()).toBe(1);
        expect(valueIn(await session.planSwitchOn(id, purpose))).toBeUndefined();
        for (let time = 0; time < 2; time += 1)
          expect((await session.switchOff(id, purpose)).kind).toBe('done');
        expect(world.writes()).toBe(2);
        expect(world.everything()).toEqual(before);
      });

      it.each([
        ['another Key', { key: 'somebodyElsesKey12' }],
        ['another option', { more: { anything: 'else' } }],
      ] as const)('is not done where it has %s by now', async (_, meanwhile) => {
        const plan = await planned();
        world.edit(id, meanwhile);
        const before = world.everything();
        expect(await session.switchOn(id, plan)).toEqual({
          kind: 'refused',
          cause: { kind: 'changed-since' },
        });
        expect(world.everything()).toEqual(before);
      });

      it('whose answer is lost is looked for', async () => {
        const plan = await planned();
        world.break({ on: 'write', when: 'after', times: 1, what: 'drop' });
        expect((await session.switchOn(id, plan)).kind).toBe('done');
        expect(world.writes()).toBe(1);
      });
    });

    describe('an undo', () => {
      it('puts a changed connection back as it was, as often as it is asked', async () => {
        const id = old();
        const before = world.everything();
        const { backups } = await change(id);
        const [backup] = backups;
        if (!backup) throw new Error('nothing was kept');
        expect(JSON.stringify(backup)).not.toContain('old-secret');
        for (let time = 0; time < 2; time += 1)
          expect((await session.restoreConnection(backup, hint(pair.key))).kind).toBe('done');
        expect(world.everything()).toEqual(before);
      });

      it('leaves alone what somebody else has changed since', async () => {
        const id = old();
        const { backups } = await change(id);
        world.edit(id, { key: 'somebodyElsesKey12' });
        const before = world.everything();
        const refused = { kind: 'refused', cause: { kind: 'changed-since' } };
        const [backup] = backups;
        expect(backup && (await session.restoreConnection(backup, hint(pair.key)))).toEqual(refused);
        expect(await session.removeConnection(id, hint(pair.key))).toEqual(refused);
        expect(world.everything()).toEqual(before);
      });

      it('of all that a setup made leaves nothing behind', async () => {
        const shop = world.addApplication('Shop');
        const before = world.everything();
        const made = valueIn(await session.createConnection(pair, scopes, 'own'));
        await session.enable(made.id, [shop]);
        await session.makeTestApplication(made.id, redirectUri);
        expect(world.everything()).not.toEqual(before);
        for (let time = 0; time < 2; time += 1) {
          expect((await session.removeTestApplication(redirectUri)).kind).toBe('done');
          expect((await session.removeConnection(made.id, hint(pair.key))).kind).toBe('done');
        }
        expect(world.everything()).toEqual(before);
      });
    });
  });
}
