// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { generalOptions } from '../../../src/dashboards/auth0/options';
import type { Backup } from '../../../src/dashboards/session';
import { hint, Secret } from '../../../src/secret';
import { fixes, type Problem } from '../../../src/setup/problems';
import { fromLogin } from '../../../src/setup/why';
import { managementScopes } from '../../standins/auth0/store';
import { differenceTo, domain, openTenant, type Tenant } from './tenant';

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes = ['account', 'email'] as const;

const keep = async () => {};

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const paths = () => tenant.sent.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);

/** Breaks the connection this many times: before a request of the method arrives, or before its answer does. */
const breakAt = (at: 'before' | 'after') => (method: string, times: number) => {
  let left = times;
  tenant.interfere = (request, when) => {
    if (when !== at || request.method !== method || left === 0) return undefined;
    left -= 1;
    throw new TypeError('connection reset');
  };
};
const loseRequest = breakAt('before');
const loseAnswer = breakAt('after');

/** As JSON has it: there `__proto__` is a name like any other. */
const named = (value: string): unknown => JSON.parse(`{"__proto__":{"alias":"${value}"}}`);

describe('the connection', () => {
  it('is planned and created, and then found to be the same', async () => {
    const session = await tenant.session();
    expect(await session.planConnection(pair, scopes)).toEqual({ kind: 'done', value: { kind: 'create' } });
    const made = await session.createConnection(pair, scopes, 'own');
    expect(made).toMatchObject({
      kind: 'done',
      value: { name: 'bitbucket', key: pair.key, scopes: ['email', 'account'] },
    });
    expect(await session.planConnection(pair, scopes)).toMatchObject({
      kind: 'done',
      value: { kind: 'same' },
    });
    expect(tenant.store.connections).toHaveLength(1);
  });

  it('that differs is shown as a difference, without a secret in it', async () => {
    tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'oldKeyOldKeyOldKey', client_secret: 's', scope: ['repository'] },
    });
    const plan = await (await tenant.session()).planConnection(pair, scopes);
    expect(plan).toMatchObject({
      kind: 'done',
      value: {
        kind: 'change',
        difference: {
          oldKey: 'oldKeyOldKeyOldKey',
          newKey: pair.key,
          scopesAdded: ['email', 'account'],
          scopesRemoved: ['repository'],
        },
      },
    });
    expect(JSON.stringify(plan)).not.toContain(pair.secret.reveal());
  });

  it('keeps its other options when it is changed', async () => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old', profile: true, non_persistent_attrs: ['x'] },
    });
    const session = await tenant.session();
    const agreed = await differenceTo(session, pair, scopes);
    const changed = await session.changeConnection(before.id, pair, scopes, agreed, keep);
    expect(changed.kind).toBe('done');
    expect(before.options).toMatchObject({
      client_id: pair.key,
      client_secret: pair.secret.reveal(),
      profile: true,
      non_persistent_attrs: ['x'],
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a permission that was not shown would go', { scope: ['email', 'repository', 'snippet'] }],
    ['it has another Key by now', { client_id: 'another-key-of-somebody' }],
    ['it has an option that was not shown', { icon_url: 'https://acme.example/icon.png' }],
    ['an option has another value', { profile: false }],
    ['an option has another value under a name of the language’s', { upstream_params: named('other') }],
    ['it has another Secret by now', { client_secret: 'rotated-by-somebody' }],
  ])('is not changed, and nothing is kept, where %s', async (_, meanwhile) => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: {
        client_id: 'old',
        scope: ['email', 'repository'],
        profile: true,
        upstream_params: named('this'),
      },
    });
    const session = await tenant.session();
    const agreed = await differenceTo(session, pair, scopes);
    Object.assign(before.options, meanwhile);
    const present = structuredClone(before.options);
    const keeping = vi.fn(async () => undefined);
    expect(await session.changeConnection(before.id, pair, scopes, agreed, keeping)).toEqual({
      kind: 'refused',
      cause: { kind: 'changed-since' },
    });
    expect(before.options).toEqual(present);
    expect(keeping).not.toHaveBeenCalled();
  });

  it('keeps, and names, an option that is called like something of the language’s', async () => {
    const odd = JSON.parse('{"constructor":"theirs","prototype":{"a":1},"__proto__":"theirs as well"}');
    const options = { client_id: 'old', client_secret: 'old-secret', scope: ['email'], ...odd };
    const before = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
    const session = await tenant.session();
    const agreed = await differenceTo(session, pair, scopes);
    expect(agreed.optionsKept.toSorted()).toEqual(['__proto__', 'constructor', 'prototype']);
    await session.changeConnection(before.id, pair, scopes, agreed, keep);
    const sent = tenant.sent.find(({ method }) => method === 'PATCH')?.body as { options: object };
    expect(Object.entries(sent.options)).toEqual(expect.arrayContaining(Object.entries(odd)));
  });

  it.each<[string, { key?: string; secret?: Secret }]>([
    ['another Key whose ends are the same', { key: 'yV5aXXXXXXXXXXhFCg' }],
    ['another Secret', { secret: new Secret('QXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') }],
  ])('is not changed to %s than was agreed to', async (_, other) => {
    const options = { client_id: 'old', scope: ['email'], profile: true };
    const before = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
    const session = await tenant.session();
    const agreed = await differenceTo(session, pair, scopes);
    const answer = await session.changeConnection(before.id, { ...pair, ...other }, scopes, agreed, keep);
    expect(answer).toEqual({ kind: 'refused', cause: { kind: 'changed-since' } });
    expect(before.options).toMatchObject({ client_id: 'old' });
  });

  it('is the same change in whatever order the dashboard tells its parts', async () => {
    const options = { client_id: 'old', scope: ['email', 'team'], upstream_params: { a: 1, b: 2 } };
    const before = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
    const session = await tenant.session();
    const agreed = await differenceTo(session, pair, scopes);
    before.options = { upstream_params: { b: 2, a: 1 }, scope: ['team', 'email'], client_id: 'old' };
    expect((await session.changeConnection(before.id, pair, scopes, agreed, keep)).kind).toBe('done');
  });

  it('is not changed by a credential that cannot read the options that it would replace', async () => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old', profile: true },
    });
    const token = new Secret(
      await tenant.store.managementToken(
        managementScopes.filter((each) => each !== 'read:connections_options'),
      ),
    );
    const agreed = await differenceTo(await tenant.session(), pair, scopes);
    const session = await tenant.session({ kind: 'token', token });
    const missing = {
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['read:connections_options'] },
    };
    expect(await session.planConnection(pair, scopes)).toEqual(missing);
    expect(await session.changeConnection(before.id, pair, scopes, agreed, keep)).toEqual(missing);
    expect(before.options).toEqual({ client_id: 'old', profile: true });
  });

  it('that nobody can log in with is not changed, and said to be none for logging in', async () => {
    const options = { client_id: 'old', client_secret: 'old', email: true };
    const there = tenant.store.addConnection({ name: 'vault', strategy: 'bitbucket', options });
    there.isForLogin = false;
    const session = await tenant.session();
    expect(await session.planConnection(pair, scopes)).toEqual({
      kind: 'refused',
      cause: { kind: 'not-for-login', name: 'vault', id: there.id },
    });
    expect(await session.listConnections()).toMatchObject({
      value: { connections: [{ name: 'vault', isNotForLogin: true }] },
    });
    there.isForLogin = true;
    expect(await session.planConnection(pair, scopes)).toMatchObject({ value: { kind: 'change' } });
  });

  it('that may be one with Bitbucket, and may not be read, gets no second one beside it', async () => {
    tenant.store.addConnection({ name: 'bitbucket-people', strategy: 'oauth2', options: {} });
    const scopesWithout = managementScopes.filter((each) => each !== 'read:connections_options');
    const token = new Secret(await tenant.store.managementToken(scopesWithout));
    const session = await tenant.session({ kind: 'token', token });
    expect(await session.planConnection(pair, scopes)).toEqual({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['read:connections_options'] },
    });
  });

  it('is found though the API ignores the filter', async () => {
    tenant.store.addConnection({ name: 'google-oauth2', strategy: 'google-oauth2', options: {} });
    tenant.interfere = (request, when) =>
      when === 'before' && request.url.includes('/connections?')
        ? Response.json({
            connections: tenant.store.connections.map(({ id, name, strategy, options }) => ({
              id,
              name,
              strategy,
              options,
              new_field: 1,
            })),
          })
        : undefined;
    expect(await (await tenant.session()).planConnection(pair, scopes)).toEqual({
      kind: 'done',
      value: { kind: 'create' },
    });
  });

  it('whose answer was lost is looked for, and not sent again', async () => {
    const session = await tenant.session();
    loseAnswer('POST', 1);
    expect(await session.createConnection(pair, scopes, 'own')).toMatchObject({
      kind: 'done',
      value: { key: pair.key },
    });
    expect(tenant.sent.filter((each) => each.method === 'POST')).toHaveLength(1);
    expect(tenant.store.connections).toHaveLength(1);
  });

  it('whose request was lost on its way is sent again', async () => {
    const session = await tenant.session();
    loseRequest('POST', 1);
    expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
    expect(tenant.sent.filter((each) => each.method === 'POST')).toHaveLength(2);
    expect(tenant.store.connections).toHaveLength(1);
  });

  it('that cannot be reached at all is unknown, never failed', async () => {
    const session = await tenant.session();
    loseRequest('POST', 99);
    expect(await session.createConnection(pair, scopes, 'own')).toEqual({
      kind: 'unknown',
      cause: { kind: 'unreachable', host: domain },
    });
  });

  it('of which there are several is a choice, and one that is right already is none', async () => {
    const old = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'one' },
    });
    tenant.store.addConnection({ name: 'staging', strategy: 'bitbucket', options: { client_id: 'two' } });
    const session = await tenant.session();
    expect(await session.planConnection(pair, scopes)).toMatchObject({
      value: { kind: 'several', connections: [{ name: 'bitbucket' }, { name: 'staging' }] },
    });
    expect(await session.planConnection(pair, scopes, old.id)).toMatchObject({
      value: { kind: 'change', connection: { id: old.id } },
    });
    tenant.store.addConnection({
      name: 'third',
      strategy: 'bitbucket',
      options: { client_id: pair.key, client_secret: pair.secret.reveal(), scope: ['account', 'email'] },
    });
    expect(await session.planConnection(pair, scopes)).toMatchObject({ value: { kind: 'same' } });
  });

  it('gets another name where its own is taken by something else', async () => {
    tenant.store.addConnection({ name: 'bitbucket', strategy: 'auth0', options: {} });
    const made = await (await tenant.session()).createConnection(pair, scopes, 'own');
    expect(made).toMatchObject({ kind: 'done', value: { name: 'bitbucket-login' } });
  });

  it('that somebody else made in between is a conflict, and is not changed', async () => {
    const other = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'theirs' },
    });
    const made = await (await tenant.session()).createConnection(pair, scopes, 'own');
    expect(made).toMatchObject({ kind: 'refused', cause: { kind: 'conflict' } });
    expect(other.options).toEqual({ client_id: 'theirs' });
  });

  it('takes four requests from nothing to enabled', async () => {
    const shop = tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
    const session = await tenant.session();
    await session.planConnection(pair, scopes);
    const made = await session.createConnection(pair, scopes, 'own');
    await session.listApplications();
    if (made.kind === 'done') await session.enable(made.value.id, [shop.client_id]);
    expect(paths()).toEqual([
      'GET /api/v2/connections',
      'POST /api/v2/connections',
      'GET /api/v2/clients',
      `PATCH /api/v2/connections/${tenant.store.connections[0]?.id}/clients`,
    ]);
  });

  describe('with the 2026 Client ID, at a tenant that wants 18 characters', () => {
    const long = { key: 'F3r8ojBqocg6PWNqJEkRgijQDo8Jp4ER', secret: pair.secret };
    beforeEach(() => {
      tenant.store.settings.bitbucketClientId = '18 characters';
    });

    it('is refused, and says so', async () => {
      expect(await (await tenant.session()).createConnection(long, scopes, 'own')).toMatchObject({
        kind: 'refused',
        cause: { kind: 'client-id-refused' },
      });
    });

    it('goes into a general connection, which is found again, changed and undone like any other', async () => {
      const session = await tenant.session();
      expect(await session.createConnection(long, scopes, 'general')).toMatchObject({
        kind: 'done',
        value: { name: 'bitbucket-oauth2', key: long.key, scopes: ['email', 'account'] },
      });
      expect(await session.planConnection(long, scopes)).toMatchObject({ value: { kind: 'same' } });
      const [made] = tenant.store.connections;
      const before = structuredClone(made?.options ?? {});
      const next = { key: 'another-long-client-id-of-32-char', secret: new Secret('another-secret') };
      let backup: Backup | undefined;
      const agreed = await differenceTo(session, next, ['account', 'repository']);
      await session.changeConnection(
        made?.id ?? '',
        next,
        ['account', 'repository'],
        agreed,
        async (kept) => {
          backup = kept;
        },
      );
      expect(made?.options).toEqual({
        ...before,
        client_id: next.key,
        client_secret: 'another-secret',
        scope: 'email account repository',
      });
      if (backup) await session.restoreConnection(backup, hint(next.key));
      expect(made?.options).toEqual(before);
    });

    describe('is not mistaken for one that', () => {
      const ours = generalOptions(pair, scopes);
      const elsewhere = 'https://evil.example/';
      const behindName = ours.tokenURL.replace('https://', 'https://evil@');
      it.each<[string, Record<string, unknown>, string[]]>([
        ['has another page to log in', { ...ours, authorizationURL: elsewhere }, ['authorization']],
        ['sends the Secret elsewhere', { ...ours, tokenURL: elsewhere }, ['token']],
        [
          'reads who logged in with a script of its own',
          { ...ours, scripts: { fetchUserProfile: 'function fetchUserProfile() {}' } },
          ['script'],
        ],
        ['has no script', { ...ours, scripts: undefined }, ['script']],
        [
          'has a word more in its script',
          { ...ours, scripts: { fetchUserProfile: `${ours.scripts.fetchUserProfile}\n// reviewed` } },
          ['script'],
        ],
        ['sends a name along with the Secret', { ...ours, tokenURL: behindName }, ['token']],
      ])('%s: that is named, and never written into', async (_, options, parts) => {
        const foreign = tenant.store.addConnection({ name: 'people', strategy: 'oauth2', options });
        const before = structuredClone(foreign.options);
        const session = await tenant.session();
        const named = [{ name: 'people', parts }];
        expect(await session.listConnections()).toEqual({
          kind: 'done',
          value: { connections: [], foreign: named },
        });
        expect(await session.planConnection(pair, scopes)).toEqual({
          kind: 'done',
          value: { kind: 'create', foreign: named },
        });
        const next = { key: pair.key, secret: new Secret('another-secret') };
        const agreed = {
          connectionName: 'people',
          newKey: '',
          scopesAdded: [],
          scopesRemoved: [],
          optionsKept: [],
          digest: 'a-digest',
        };
        const changedSince = { kind: 'refused', cause: { kind: 'changed-since' } };
        expect(await session.changeConnection(foreign.id, next, scopes, agreed, async () => {})).toEqual(
          changedSince,
        );
        expect(await session.removeConnection(foreign.id, hint(pair.key))).toEqual(changedSince);
        expect(tenant.store.connections.map((each) => each.options)).toEqual([before]);
      });
    });

    it('leaves a custom connection to another site unmentioned, unless it has Bitbucket’s name', async () => {
      const options = { authorizationURL: 'https://gitlab.com/oauth/authorize', client_id: 'x' };
      tenant.store.addConnection({ name: 'gitlab', strategy: 'oauth2', options });
      tenant.store.addConnection({ name: 'Bitbucket-staff', strategy: 'oauth2', options });
      expect(await (await tenant.session()).listConnections()).toEqual({
        kind: 'done',
        value: {
          connections: [],
          foreign: [{ name: 'Bitbucket-staff', parts: ['authorization', 'token', 'script'] }],
        },
      });
    });
  });
});

describe('an undo', () => {
  const scopesOf = ({ options }: { options: Record<string, unknown> }) =>
    (options.scope as string[]).toSorted();
  const changed = async (scope = ['email']) => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old', client_secret: 'old-secret', scope, profile: true },
    });
    const session = await tenant.session();
    const backups: Backup[] = [];
    const agreed = await differenceTo(session, pair, scopes);
    await session.changeConnection(before.id, pair, scopes, agreed, async (kept) => void backups.push(kept));
    const [backup] = backups;
    if (!backup) throw new Error('nothing was kept');
    return { session, before, backup };
  };

  it('puts back the previous Key, Secret and options, and can be repeated', async () => {
    const { session, before, backup } = await changed();
    expect(backup.hasSecret).toBe(true);
    expect(JSON.stringify(backup)).not.toContain('old-secret');
    for (let time = 0; time < 2; time += 1) {
      expect((await session.restoreConnection(backup, hint(pair.key))).kind).toBe('done');
      expect(before.options).toEqual({
        client_id: 'old',
        client_secret: 'old-secret',
        scope: ['email'],
        profile: true,
      });
    }
  });

  it('leaves what somebody else has changed of the other options, and names it', async () => {
    const { session, before, backup } = await changed();
    before.options = { ...before.options, profile: false, non_persistent_attrs: ['email'] };
    const others = { what: [], options: ['profile', 'non_persistent_attrs'], isSecretTold: true };
    expect(await session.changesSince(backup, hint(pair.key))).toEqual({ kind: 'done', value: others });
    expect(await session.restoreConnection(backup, hint(pair.key))).toEqual({ kind: 'done', value: others });
    expect(before.options).toEqual({
      client_id: 'old',
      client_secret: 'old-secret',
      scope: ['email'],
      profile: false,
      non_persistent_attrs: ['email'],
    });
  });

  it('knows when the previous Secret was not told', async () => {
    tenant.store.settings.tellsSecrets = false;
    expect((await changed()).backup.hasSecret).toBe(false);
  });

  it('names nothing where nobody has changed anything, before and after it', async () => {
    const { session, backup } = await changed();
    const nothing = { kind: 'done', value: { what: [], options: [], isSecretTold: true } };
    expect(await session.changesSince(backup, hint(pair.key))).toEqual(nothing);
    for (let time = 0; time < 2; time += 1)
      expect(await session.restoreConnection(backup, hint(pair.key))).toEqual(nothing);
  });

  it('is not done where the Key and Secret are back, and the permissions are not', async () => {
    const { session, before, backup } = await changed();
    before.options = { ...before.options, client_id: 'old', client_secret: 'old-secret' };
    expect(scopesOf(before)).toEqual(['account', 'email']);
    expect((await session.restoreConnection(backup, hint(pair.key))).kind).toBe('done');
    expect(scopesOf(before)).toEqual(['email']);
  });

  it('takes back the permissions that it added, and no other', async () => {
    const { session, before, backup } = await changed();
    before.options = { ...before.options, scope: ['email', 'account', 'project'] };
    const others = { what: ['permissions'], options: [], isSecretTold: true };
    expect(await session.restoreConnection(backup, hint(pair.key))).toEqual({ kind: 'done', value: others });
    expect(scopesOf(before)).toEqual(['email', 'project']);
    expect(before.options.client_secret).toBe('old-secret');
  });

  it('gives back the permissions that it removed, and none that somebody else has', async () => {
    const { session, before, backup } = await changed(['email', 'repository', 'team']);
    expect(scopesOf(before)).toEqual(['account', 'email']);
    before.options = { ...before.options, scope: ['account'] };
    await session.restoreConnection(backup, hint(pair.key));
    expect(scopesOf(before)).toEqual(['repository', 'team']);
  });

  it('names another Secret for the same Key, and keeps none for that', async () => {
    const { session, before, backup } = await changed();
    expect(backup.content.reveal()).not.toContain(pair.secret.reveal());
    before.options = { ...before.options, client_secret: 'a-newer-secret' };
    const others = { what: ['secret'], options: [], isSecretTold: true };
    expect(await session.restoreConnection(backup, hint(pair.key))).toEqual({ kind: 'done', value: others });
    expect(before.options.client_secret).toBe('old-secret');
  });

  it('leaves the previous Key alone with a Secret that it never had', async () => {
    const { session, before, backup } = await changed();
    before.options = { ...before.options, client_id: 'old', client_secret: 'rotated' };
    expect(await session.restoreConnection(backup, hint(pair.key))).toMatchObject({
      kind: 'refused',
      cause: { kind: 'changed-since' },
    });
    expect(before.options.client_secret).toBe('rotated');
  });

  it('says that it cannot tell of a Secret that it is not told', async () => {
    const { session, backup } = await changed();
    tenant.store.settings.tellsSecrets = false;
    expect(await session.changesSince(backup, hint(pair.key))).toMatchObject({
      value: { what: [], isSecretTold: false },
    });
  });

  it('leaves alone what somebody else has changed since', async () => {
    const { session, before, backup } = await changed();
    before.options = { client_id: 'somebody-elses-key' };
    expect(await session.changesSince(backup, hint(pair.key))).toMatchObject({
      value: { what: ['key', 'permissions'], options: ['profile'] },
    });
    const refused = { kind: 'refused', cause: { kind: 'changed-since' } };
    expect(await session.restoreConnection(backup, hint(pair.key))).toEqual(refused);
    expect(await session.removeConnection(before.id, hint(pair.key))).toEqual(refused);
    expect(before.options).toEqual({ client_id: 'somebody-elses-key' });
  });

  it('puts nothing back into a connection that leads elsewhere by now', async () => {
    const session = await tenant.session();
    await session.createConnection(pair, scopes, 'general');
    const [made] = tenant.store.connections;
    if (!made) throw new Error('nothing was made');
    const next = { key: 'anotherKeyAnotherK', secret: new Secret('another-secret') };
    const backups: Backup[] = [];
    const agreed = await differenceTo(session, next, scopes);
    await session.changeConnection(made.id, next, scopes, agreed, async (kept) => void backups.push(kept));
    made.options = { ...made.options, tokenURL: 'https://evil.example/token' };
    const [backup] = backups;
    expect(backup && (await session.restoreConnection(backup, hint(next.key)))).toMatchObject({
      cause: { kind: 'changed-since' },
    });
    expect(made.options.client_secret).toBe('another-secret');
  });

  it('takes a Key with the same ends for another one, where the whole Key is known', async () => {
    const { session, before, backup } = await changed();
    before.options.client_id = 'yV5aXXXXXXXXXXhFCg';
    expect(await session.changesSince(backup, pair.key)).toMatchObject({ value: { what: ['key'] } });
    const changedSince = { kind: 'refused', cause: { kind: 'changed-since' } };
    expect(await session.restoreConnection(backup, pair.key)).toEqual(changedSince);
    expect(await session.removeConnection(before.id, pair.key)).toEqual(changedSince);
    expect(before.options.client_id).toBe('yV5aXXXXXXXXXXhFCg');
  });

  it('deletes a connection once, and is done where it is gone', async () => {
    const { session, before } = await changed();
    expect((await session.removeConnection(before.id, hint(pair.key))).kind).toBe('done');
    expect((await session.removeConnection(before.id, hint(pair.key))).kind).toBe('done');
    expect(tenant.store.connections).toEqual([]);
  });
});

describe('applications', () => {
  it('are read to the last page, and enabled in portions of 50', async () => {
    for (let index = 0; index < 260; index += 1)
      tenant.store.addClient({ name: `App ${index}`, app_type: 'spa' });
    tenant.store.addClient({ name: 'Robot', app_type: 'non_interactive' });
    tenant.store.addClient({ name: 'All Applications', app_type: 'regular_web', global: true });
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    const listed = await session.listApplications();
    const ids = listed.kind === 'done' ? listed.value.map((each) => each.id) : [];
    expect(ids).toHaveLength(260);
    expect((await session.enable(connection.id, ids.slice(0, 60))).kind).toBe('done');
    expect(
      tenant.sent.filter((each) => each.method === 'PATCH').map((each) => (each.body as unknown[]).length),
    ).toEqual([50, 10]);
    await session.enable(connection.id, ids);
    const enabled = await session.listEnabled(connection.id);
    expect(enabled.kind === 'done' && enabled.value).toHaveLength(260);
  });

  describe('of which the dashboard gives no more than a thousand by pages', () => {
    const words = 'You can only page through the first 1000 records.';
    const said = { by: 'Auth0', code: '400, invalid_paging', text: words };
    const cut = {
      kind: 'refused',
      cause: { kind: 'refusal', doing: 'readApplications', host: domain, said },
    };
    const ours = 'https://new.chromiumapp.org/';
    const fill = () => {
      for (let index = 0; index < 1_050; index += 1)
        tenant.store.addClient({ client_id: `app_${index}`, name: `App ${index}`, app_type: 'spa' });
      tenant.interfere = (request, when) => {
        const { pathname, searchParams } = new URL(request.url);
        const isBeyond = pathname.endsWith('/clients') && Number(searchParams.get('page')) >= 10;
        const body = { statusCode: 400, message: words, errorCode: 'invalid_paging' };
        return when === 'before' && request.method === 'GET' && isBeyond
          ? Response.json(body, { status: 400 })
          : undefined;
      };
      return tenant.session();
    };

    it('are not taken for all, and are enough where all that are wanted are among them', async () => {
      const session = await fill();
      expect(await session.listApplications()).toEqual(cut);
      expect(await session.listApplications(['app_3', 'app_1049'])).toEqual(cut);
      const listed = await session.listApplications(['app_3', 'app_999']);
      expect(listed.kind === 'done' && listed.value).toHaveLength(1_000);
    });

    it('can be chosen among, and it is said that there are more', async () => {
      const access = await (await fill()).checkAccess();
      expect(access).toMatchObject({ kind: 'done', value: { isPart: true } });
      expect(access.kind === 'done' && access.value.applications).toHaveLength(1_000);
    });

    it('leave room for the test’s, which is removed by its id, and not called gone unseen', async () => {
      const session = await fill();
      const connection = tenant.store.addConnection({
        name: 'bitbucket',
        strategy: 'bitbucket',
        options: {},
      });
      const made = await session.makeTestApplication(connection.id, ours);
      if (made.kind !== 'done') throw new Error(made.kind);
      expect(await session.removeTestApplication(ours)).toEqual(cut);
      expect((await session.removeTestApplication(ours, made.value)).kind).toBe('done');
      expect(tenant.store.clients).toHaveLength(1_050);
    });

    it('keep the test’s from being made twice where the answer to making it was lost', async () => {
      const session = await fill();
      const connection = tenant.store.addConnection({
        name: 'bitbucket',
        strategy: 'bitbucket',
        options: {},
      });
      const beyond = tenant.interfere;
      tenant.interfere = (request, when) => {
        if (when === 'after' && request.method === 'POST') throw new TypeError('connection reset');
        return beyond(request, when);
      };
      expect((await session.makeTestApplication(connection.id, ours)).kind).toBe('unknown');
      expect(tenant.store.clients).toHaveLength(1_051);
    });
  });

  it('for the test login is found again, and removed without a trace of it', async () => {
    const ours = 'https://new.chromiumapp.org/';
    tenant.store.addClient({
      name: 'Keyferry login test',
      app_type: 'spa',
      callbacks: ['https://another.browser/'],
    });
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    const first = await session.makeTestApplication(connection.id, ours);
    expect(await session.makeTestApplication(connection.id, ours)).toEqual(first);
    const made = tenant.store.clients.filter((each) => each.callbacks.includes(ours));
    expect(made.map((each) => [each.name, each.callbacks, each.token_endpoint_auth_method])).toEqual([
      ['Keyferry login test', [ours], 'none'],
    ]);
    expect(connection.enabledClients.has(made[0]?.client_id ?? '')).toBe(true);
    await session.removeTestApplication(ours);
    await session.removeTestApplication(ours);
    expect(tenant.store.clients.map((each) => each.callbacks)).toEqual([['https://another.browser/']]);
    expect(connection.enabledClients.size).toBe(0);
  });

  it('for the test login is not made twice when the answer was lost', async () => {
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    loseAnswer('POST', 1);
    expect((await session.makeTestApplication(connection.id, 'https://x.chromiumapp.org/')).kind).toBe(
      'done',
    );
    expect(tenant.store.clients).toHaveLength(1);
  });

  it.each(['create:clients', 'delete:clients'])(
    'for the test login is not made by a credential without %s',
    async (scope) => {
      const connection = tenant.store.addConnection({
        name: 'bitbucket',
        strategy: 'bitbucket',
        options: {},
      });
      const token = new Secret(
        await tenant.store.managementToken(managementScopes.filter((each) => each !== scope)),
      );
      const session = await tenant.session({ kind: 'token', token });
      expect(await session.makeTestApplication(connection.id, 'https://x.chromiumapp.org/')).toEqual({
        kind: 'refused',
        cause: { kind: 'missing-scope', scopes: [scope] },
      });
      expect(tenant.store.clients).toEqual([]);
    },
  );

  it('whose enabling got no answer are looked at before they are enabled again', async () => {
    const shop = tenant.store.addClient({ name: 'Shop', app_type: 'spa' });
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    loseAnswer('PATCH', 1);
    expect((await session.enable(connection.id, [shop.client_id])).kind).toBe('done');
    expect(tenant.sent.filter((each) => each.method === 'PATCH')).toHaveLength(1);
    await session.disable(connection.id, [shop.client_id]);
    expect(connection.enabledClients.size).toBe(0);
  });
});

it.each([
  [400, `Payload validation error: 'bad' on property ${'x'.repeat(3_000_000)}`],
  [403, `Insufficient scope, expected any of: ${'read:x,'.repeat(500_000)}`],
])('an error of any size is told in a few words: %s', async (status, message) => {
  const session = await tenant.session();
  tenant.interfere = () => Response.json({ statusCode: status, message }, { status });
  const answer = await session.listConnections();
  expect(answer.kind).toBe('refused');
  expect(JSON.stringify(answer).length).toBeLessThan(2_000);
});

it('an application’s name of any size is cut, and a connection’s is taken for no name', async () => {
  tenant.store.addClient({ name: 'S'.repeat(100_000), app_type: 'regular_web' });
  const session = await tenant.session();
  expect(JSON.stringify(await session.listApplications()).length).toBeLessThan(1_000);
  tenant.store.addClient({ name: 'Long', app_type: 'spa', client_id: 'c'.repeat(100_000) });
  expect(await session.listApplications()).toMatchObject({ kind: 'refused' });
  tenant.store.addConnection({ name: 'b'.repeat(100_000), strategy: 'bitbucket', options: {} });
  expect(await session.listConnections()).toEqual({
    kind: 'refused',
    cause: { kind: 'unexpected-answer', status: 200 },
  });
});

describe('a list without an end', () => {
  const endless = (answer: (count: number) => object) => {
    let count = 0;
    tenant.interfere = (request, when) => {
      if (when !== 'before' || request.method !== 'GET') return undefined;
      count += 1;
      return Response.json(answer(count));
    };
  };
  const unexpected = { kind: 'refused', cause: { kind: 'unexpected-answer', status: 200 } };

  it('is read no further than any list goes', async () => {
    const session = await tenant.session();
    endless((count) => ({ connections: [], clients: [], next: String(count) }));
    expect(await session.listConnections()).toEqual(unexpected);
    expect(await session.listEnabled('con_1')).toEqual(unexpected);
    endless((count) => ({ clients: [{ client_id: String(count) }], total: 1_000_000 }));
    expect(await session.listApplications()).toEqual(unexpected);
    expect(tenant.sent.length).toBe(600);
  });

  it('is left as soon as it comes back to where it was', async () => {
    const session = await tenant.session();
    endless((count) => ({ connections: [], next: count % 2 ? 'one' : 'two' }));
    expect(await session.listConnections()).toEqual(unexpected);
    expect(tenant.sent.length).toBe(3);
  });
});

describe('the login window', () => {
  const discovered = async (authorization_endpoint: string | undefined) => {
    const session = await tenant.session();
    tenant.interfere = (request, when) =>
      when === 'before' && request.url.includes('/.well-known/openid-configuration')
        ? Response.json({
            issuer: `https://${domain}/`,
            authorization_endpoint,
            token_endpoint: `https://${domain}/oauth/token`,
            jwks_uri: `https://${domain}/.well-known/jwks.json`,
          })
        : undefined;
    return session.prepareLogin({
      applicationId: 'app',
      connectionId: 'con_1',
      connectionName: 'bitbucket',
      redirectUri: 'https://back.example/',
    });
  };

  it('is opened where people log in', async () => {
    const prepared = await discovered(`https://${domain}/authorize`);
    expect(prepared.kind === 'done' && new URL(prepared.value.url).origin).toBe(`https://${domain}`);
  });

  it.each([
    ['on another host', 'https://id.evil.example/authorize'],
    ['on a host that only begins like it', `https://${domain}.evil.example/authorize`],
    ['without encryption', `http://${domain}/authorize`],
    ['at another port', `https://${domain}:8443/authorize`],
    ['behind a name', `https://${domain}@evil.example/authorize`],
    ['with a name before it', `https://evil@${domain}/authorize`],
    ['as a script', 'javascript:alert(1)'],
    ['at nothing', undefined],
  ])('is not opened %s', async (_, endpoint) => {
    expect(await discovered(endpoint)).toEqual({
      kind: 'refused',
      cause: { kind: 'unexpected-answer', status: 200 },
    });
  });
});

/** A login whose window is open: what takes its answer, and the state that the answer must have. */
async function loginUnderWay() {
  const session = await tenant.session();
  const prepared = await session.prepareLogin({
    applicationId: 'app',
    connectionId: 'con_1',
    connectionName: 'bitbucket',
    redirectUri: 'https://back.example/',
  });
  if (prepared.kind !== 'done') throw new Error(prepared.kind);
  const { url, finish } = prepared.value;
  return { finish, state: new URL(url).searchParams.get('state') ?? '' };
}

describe('what a login comes back with', () => {
  it.each<[string, (address: URL) => void]>([
    ['two codes', ({ searchParams }) => searchParams.append('code', 'anotherCode')],
    ['two states', ({ searchParams }) => searchParams.append('state', 'anotherState')],
    ['another login’s state', ({ searchParams }) => searchParams.set('state', 'anotherState')],
    ['no state', ({ searchParams }) => searchParams.delete('state')],
    ['its code behind a #', (address) => Object.assign(address, { hash: address.search, search: '' })],
    ['an id_token beside its code', ({ searchParams }) => searchParams.set('id_token', 'a.b.c')],
    ['another issuer', ({ searchParams }) => searchParams.set('iss', 'https://evil.example/')],
  ])('goes nowhere with %s', async (_, change) => {
    const { finish, state } = await loginUnderWay();
    const back = new URL(`https://back.example/?${new URLSearchParams({ code: 'aCode', state })}`);
    change(back);
    tenant.sent.length = 0;
    expect(await finish(back.href)).toEqual({ kind: 'invalid-answer' });
    expect(paths()).toEqual([]);
  });
});

it.each<[number, Record<string, string>, Problem]>([
  [
    429,
    { 'retry-after': '90' },
    {
      code: 'rateLimited',
      params: ['90'],
      said: { by: domain, code: '429, too_many_requests', text: 'Global limit has been reached' },
    },
  ],
  [
    503,
    {},
    {
      code: 'serverError',
      params: ['503'],
      said: { by: 'Auth0', code: '503, too_many_requests', text: 'Global limit has been reached' },
    },
  ],
])(
  'a login that came back, to a tenant that answers %s, is told by that',
  async (status, headers, problem) => {
    const { finish, state } = await loginUnderWay();
    const body = { error: 'too_many_requests', error_description: 'Global limit has been reached' };
    tenant.interfere = (request) =>
      request.url.endsWith('/oauth/token') ? Response.json(body, { status, headers }) : undefined;
    const outcome = await finish(`https://back.example/?code=aCode&state=${state}`);
    if (outcome.kind === 'logged-in') throw new Error('Nobody logged in');
    expect(fromLogin(outcome, 'good')).toEqual(problem);
    expect(fixes[problem.code]).toBe('retry');
  },
);

describe('access', () => {
  const machine = () => {
    const client = tenant.store.addClient({
      name: 'Keyferry',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    });
    return {
      client,
      credential: {
        kind: 'machine',
        clientId: client.client_id,
        clientSecret: new Secret(client.client_secret),
      } as const,
    };
  };

  it('lists each right, the applications and the domains', async () => {
    tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
    tenant.store.customDomains.push(
      { domain: 'login.acme.example', status: 'ready' },
      { domain: 'soon.acme.example', status: 'pending_verification' },
    );
    const access = await (await tenant.session()).checkAccess();
    expect(access).toMatchObject({
      kind: 'done',
      value: { applications: [{ name: 'Shop' }], offered: { loginDomain: [domain, 'login.acme.example'] } },
    });
    expect(access.kind === 'done' && access.value.rights.every((right) => right.isGranted)).toBe(true);
  });

  it('sends nothing more when a required right is missing', async () => {
    const token = new Secret(await tenant.store.managementToken(['read:connections']));
    const access = await (await tenant.session({ kind: 'token', token })).checkAccess();
    expect(
      access.kind === 'done' &&
        access.value.rights.filter((each) => each.feature === 'setup' && !each.isGranted),
    ).toHaveLength(3);
    expect(tenant.sent).toEqual([]);
  });

  it('of a machine-to-machine application is fetched once', async () => {
    const { client, credential } = machine();
    tenant.store.grant(client.client_id, managementScopes);
    let kept: Secret | undefined;
    const cache = {
      read: async () => kept,
      write: async (token: Secret) => {
        kept = token;
      },
      forget: async () => {
        kept = undefined;
      },
    };
    const session = await tenant.session(credential, cache);
    await session.listConnections();
    await session.listConnections();
    expect(paths().filter((each) => each.endsWith('/oauth/token'))).toHaveLength(1);
  });

  it('of a machine-to-machine application is fetched afresh when it is refused, once, and the call goes on', async () => {
    const { client, credential } = machine();
    tenant.store.grant(client.client_id, managementScopes);
    let kept: Secret | undefined = new Secret(await tenant.store.managementToken(undefined, -60));
    const cache = {
      read: async () => kept,
      write: async (token: Secret) => {
        kept = token;
      },
      forget: async () => {
        kept = undefined;
      },
    };
    expect(await (await tenant.session(credential, cache)).listConnections()).toEqual({
      kind: 'done',
      value: { connections: [], foreign: [] },
    });
    expect(paths()).toEqual(['GET /api/v2/connections', 'POST /oauth/token', 'GET /api/v2/connections']);
  });

  it('says what is wrong with a machine-to-machine application', async () => {
    const { credential } = machine();
    const wrong = { ...credential, clientSecret: new Secret('wrong') };
    expect(await (await tenant.session(wrong)).listConnections()).toEqual({
      kind: 'refused',
      cause: {
        kind: 'credential-refused',
        reason: 'wrong-secret',
        said: { by: 'Auth0', code: '401, access_denied', text: 'Unauthorized' },
      },
    });
    expect(await (await tenant.session(credential)).listConnections()).toMatchObject({
      kind: 'refused',
      cause: { kind: 'credential-refused', reason: 'no-grant' },
    });
  });

  it.each<[string, () => Response]>([
    ['has an answer', () => Response.json({ issuer: `https://${domain}/` })],
    ['fails', () => Response.json({}, { status: 503 })],
    ['is refused otherwise', () => Response.json({}, { status: 401 })],
    [
      'is lost',
      () => {
        throw new TypeError('connection reset');
      },
    ],
  ])('is not said to be nowhere while the question where logins are %s', async (_, discovery) => {
    tenant.interfere = (request, when) => {
      if (when === 'after') return undefined;
      return request.url.includes('/.well-known/')
        ? discovery()
        : new Response('Not found.', { status: 404 });
    };
    for (const credential of [machine().credential, undefined])
      expect(await (await tenant.session(credential)).listConnections()).toMatchObject({
        cause: { kind: 'refusal', said: { text: 'Not found.' } },
      });
  });

  it.each([
    [
      'expired',
      () => tenant.store.managementToken(undefined, -60),
      { kind: 'credential-refused', reason: 'expired' },
    ],
    ['nonsense', async () => 'a.b.c', { kind: 'credential-refused', reason: 'invalid' }],
    [
      'without the scope',
      () => tenant.store.managementToken(['read:clients']),
      { kind: 'missing-scope', scopes: ['read:connections'] },
    ],
  ])('with a token that is %s is refused', async (_, token, cause) => {
    const session = await tenant.session({ kind: 'token', token: new Secret(await token()) });
    expect(await session.listConnections()).toMatchObject({ kind: 'refused', cause });
  });
});
