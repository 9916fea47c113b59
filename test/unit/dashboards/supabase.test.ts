// @vitest-environment node
import { UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../../../src/dashboards/fieldset';
import type { Backup, LoginOutcome } from '../../../src/dashboards/session';
import { fieldset } from '../../../src/dashboards/supabase/fieldset';
import { supabaseAccess } from '../../../src/dashboards/supabase/session';
import { settings } from '../../../src/dashboards/supabase/settings';
import { Secret } from '../../../src/secret';
import { supabaseApp } from '../../standins/supabase';
import { openProject, type Project, ref } from './supabase-project';
import { differenceTo } from './tenant';

// What is specific to Supabase, checked on its stand-in. What every dashboard does is in test/contracts.

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes = ['account', 'email'] as const;
const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/';
const entry = `${redirectUri}keyferry-login-test?state=*`;
const token = `sbp_${'0123456789'.repeat(4)}`;

let project: Project;
beforeEach(() => {
  project = openProject();
});

const valueIn = <Value>(outcome: { kind: string; value?: Value }): Value => {
  expect(outcome).toMatchObject({ kind: 'done' });
  return outcome.value as Value;
};
const patches = () => project.sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
const field = (id: string): Extract<Field, { kind: 'text' | 'secret' }> => {
  const found = fieldset.fields.find((each) => each.id === id);
  if (!found || found.kind === 'choice') throw new Error(`no field ${id}`);
  return found as Extract<Field, { kind: 'text' | 'secret' }>;
};
const reading = (id: string, text: string, own = {}) => {
  const read = field(id).read(text, own, {});
  return read.kind === 'ok' ? read.value : read.problem;
};

describe('the project', () => {
  it.each([
    ref,
    ` ${ref.toUpperCase()} `,
    `https://supabase.com/dashboard/project/${ref}`,
    `https://supabase.com/dashboard/project/${ref}/auth/providers?provider=Bitbucket#x`,
    `supabase.com/dashboard/project/${ref}/settings/api-keys`,
    `https://app.supabase.com/project/${ref}/editor`,
    `https://api.supabase.com/v1/projects/${ref}/config/auth`,
    `https://${ref}.supabase.co`,
    `https://${ref}.supabase.co/auth/v1/callback`,
    `${ref}.supabase.co`,
    `db.${ref}.supabase.co`,
    `db.${ref}.supabase.co:5432`,
    `postgresql://postgres:p%40ss@db.${ref}.supabase.co:5432/postgres`,
  ])('is understood in %s', (text) => expect(reading('project', text)).toBe(ref));

  it.each([
    ['', 'supabaseProjectEmpty', []],
    ['rockets', 'supabaseProjectMalformed', []],
    ['our project at supabase', 'supabaseProjectMalformed', []],
    [`${ref}u`, 'supabaseProjectMalformed', []],
    ['https://supabase.com/dashboard/projects', 'supabaseProjectNone', []],
    ['https://supabase.com/dashboard/project/_/auth/providers', 'supabaseProjectNone', []],
    ['https://supabase.com/dashboard/org/rockets', 'supabaseProjectNone', []],
    ['https://login.acme.example/auth/v1', 'supabaseProjectElsewhere', ['login.acme.example']],
    ['http://localhost:54323/project/default', 'supabaseProjectElsewhere', ['localhost']],
    [
      `https://${ref}.supabase.co.evil.example/`,
      'supabaseProjectElsewhere',
      [`${ref}.supabase.co.evil.example`],
    ],
    [`https://evil.example/project/${ref}`, 'supabaseProjectElsewhere', ['evil.example']],
    [
      'postgresql://postgres:hunter2@db.acme.example:5432/postgres',
      'supabaseProjectElsewhere',
      ['db.acme.example'],
    ],
  ])('is not understood in %s, which is said without what is secret in it', (text, message, params) =>
    expect(reading('project', text)).toEqual({ message, params }),
  );

  it('has its callback on its own domain, or on that of its own', () => {
    const own = { project: ref, loginDomain: reading('loginDomain', '', { project: ref }) as string };
    expect(settings.callbackUrl(own)).toBe(`https://${ref}.supabase.co/auth/v1/callback`);
    const custom = {
      project: ref,
      loginDomain: reading('loginDomain', 'https://Login.acme.example/') as string,
    };
    expect(settings.callbackUrl(custom)).toBe('https://login.acme.example/auth/v1/callback');
    for (const each of [own, custom])
      expect(settings.hosts(each)).toEqual(['api.supabase.com', `${ref}.supabase.co`]);
    expect(settings.hasGoodAddresses({ ...own, project: 'evil.example/x?' })).toBe(false);
  });
});

describe('the access token', () => {
  const keyOf = (role: string) => `${new UnsecuredJWT({ role, ref }).encode()}signature`;

  it.each([
    token,
    ` "${token}" `,
    `Authorization: Bearer ${token}`,
    `${token.slice(0, 20)}\n${token.slice(20)}`,
  ])('is found in what was pasted', (text) =>
    expect((reading('token', text) as Secret).reveal()).toBe(token),
  );

  it.each([
    ['', 'supabaseTokenEmpty', []],
    ['hello', 'supabaseTokenMalformed', []],
    ['sbp_short', 'supabaseTokenMalformed', []],
    [`${new UnsecuredJWT({ role: 'admin' }).encode()}signature`, 'supabaseTokenMalformed', []],
    [keyOf('anon'), 'supabaseTokenIsKey', ['anon']],
    [keyOf('service_role'), 'supabaseTokenIsKey', ['service_role']],
    ['sb_secret_abcdefghijklmnopqrstuvwxyz', 'supabaseTokenIsKey', ['secret']],
    ['sb_publishable_abcdefghijklmnopqrstuvwxyz', 'supabaseTokenIsKey', ['publishable']],
  ])('is none in %s', (text, message, params) => expect(reading('token', text)).toEqual({ message, params }));

  it('that is kept and is none is told before anything is asked', () => {
    const own = { project: ref, loginDomain: `${ref}.supabase.co` };
    const refusal = (text: string) =>
      supabaseAccess.refusalOf({ kind: 'token', token: new Secret(text) }, own);
    expect(refusal(token)).toBeUndefined();
    expect(refusal('sb_secret_x')).toEqual({ kind: 'credential-refused', reason: 'invalid' });
  });

  it('of which nobody tells what it may change is not said to be enough', async () => {
    const { rights } = valueIn(await project.session().checkAccess());
    expect(rights.map(({ scope, isGranted }) => [scope, isGranted])).toEqual([
      ['auth_config_read', true],
      ['auth_config_write', undefined],
      ['project_admin_write', undefined],
      ['api_gateway_keys_read', undefined],
    ]);
    expect(project.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET https://api.supabase.com/v1/projects/${ref}/config/auth`,
    ]);
  });

  it('that may not read is said to lack that', async () => {
    const session = project.session({ kind: 'token', token: new Secret(project.store.addToken([])) });
    const { rights, applications } = valueIn(await session.checkAccess());
    expect(rights[0]).toMatchObject({ scope: 'auth_config_read', isGranted: false });
    expect(applications).toEqual([]);
  });
});

describe('a refusal', () => {
  const answering = async (status: number, body: unknown) => {
    project.interfere = () => Response.json(body, { status });
    return project.session().listConnections();
  };

  it.each([
    [404, { message: 'Project not found' }, { kind: 'not-there', host: `${ref}.supabase.co` }],
    [404, { message: 'Cannot GET /v1' }, { kind: 'refusal', doing: 'readConnections' }],
    [403, { message: 'Your organization is restricted' }, { kind: 'refusal' }],
    [400, { message: 'Project is paused' }, { kind: 'refusal', said: { text: 'Project is paused' } }],
  ])('of %i %j is told as no more than it says', async (status, body, cause) => {
    expect(await answering(status, body)).toMatchObject({ kind: 'refused', cause });
  });

  it('of too many requests is waited for as long as it says', async () => {
    project.store.callsLeft = 0;
    expect(await project.session().listConnections()).toMatchObject({
      kind: 'retry',
      afterMs: 60_000,
      cause: { kind: 'rate-limited', seconds: 60 },
    });
  });
});

describe('the settings', () => {
  it('are written by their own keys alone, and the provider is off until it is enabled', async () => {
    const session = project.session();
    valueIn(await session.createConnection(pair, scopes, 'own'));
    expect(project.store.config.external_bitbucket_enabled).toBe(false);
    valueIn(await session.enable('bitbucket', [ref]));
    valueIn(await session.removeConnection('bitbucket', pair.key));
    expect(patches()).toEqual([
      {
        external_bitbucket_client_id: pair.key,
        external_bitbucket_secret: pair.secret.reveal(),
        external_bitbucket_email_optional: false,
      },
      { external_bitbucket_enabled: true },
      {
        external_bitbucket_enabled: false,
        external_bitbucket_client_id: '',
        external_bitbucket_secret: '',
      },
    ]);
  });

  it('have a connection as soon as it is switched on, or has a Client ID', async () => {
    const { config } = project.store;
    const session = project.session();
    config.external_bitbucket_enabled = true;
    expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('change');
    Object.assign(config, { external_bitbucket_enabled: false, external_bitbucket_client_id: 'k' });
    expect(valueIn(await session.planConnection(pair, scopes)).kind).toBe('change');
  });

  it('that were never set are told as null, which is nothing', async () => {
    project.interfere = (request, when) =>
      when === 'before' && request.method === 'GET'
        ? Response.json({ external_bitbucket_enabled: null, external_bitbucket_client_id: null })
        : undefined;
    expect(valueIn(await project.session().planConnection(pair, scopes))).toEqual({ kind: 'create' });
  });

  it('tell a digest of the Secret, which is neither read nor held against anything', async () => {
    const session = project.session();
    Object.assign(project.store.config, {
      external_bitbucket_client_id: 'oldKeyOldKeyOldKey',
      external_bitbucket_secret: 'old-secret',
      external_bitbucket_enabled: true,
    });
    const agreed = await differenceTo(session, pair, scopes);
    project.store.config.external_bitbucket_secret = 'another';
    const backups: Backup[] = [];
    valueIn(
      await session.changeConnection(
        'bitbucket',
        pair,
        scopes,
        agreed,
        async (kept) => void backups.push(kept),
      ),
    );
    expect(patches()).toEqual([
      { external_bitbucket_client_id: pair.key, external_bitbucket_secret: pair.secret.reveal() },
    ]);
    expect(backups[0]?.content.reveal()).not.toMatch(/secret/i);
    const [backup] = backups;
    if (!backup) throw new Error('nothing was kept');
    project.store.config.external_bitbucket_email_optional = true;
    expect(valueIn(await session.restoreConnection(backup, pair.key))).toEqual({
      what: [],
      options: ['external_bitbucket_email_optional'],
      isSecretTold: false,
    });
    expect(patches().at(-1)).toEqual({ external_bitbucket_client_id: 'oldKeyOldKeyOldKey' });
  });
});

describe('a test login', () => {
  /** Bitbucket has led back: the address at which the login's window ends. */
  const comeBack = async (loginUrl: string, answer: Record<string, string> | 'granted'): Promise<string> => {
    const { store } = project;
    store.config.external_bitbucket_enabled = true;
    const app = supabaseApp(store, async (url) =>
      url.endsWith('access_token')
        ? { status: 200, body: { access_token: 'a' } }
        : url.endsWith('emails')
          ? { status: 200, body: { values: [{ email: 'mira@acme.example', is_primary: true }] } }
          : { status: 200, body: { display_name: 'Mira Vogel', links: { avatar: { href: 'https://a/' } } } },
    );
    const led = new URL((await app.request(loginUrl)).headers.get('location') ?? '');
    const query = answer === 'granted' ? { code: '8TNeRest' } : answer;
    const state = led.searchParams.get('state') ?? '';
    const callback = `https://${store.host}/auth/v1/callback?${new URLSearchParams({ ...query, state })}`;
    return (await app.request(callback)).headers.get('location') ?? '';
  };
  const begin = async () => {
    const session = project.session();
    const applicationId = valueIn(await session.makeTestApplication('bitbucket', redirectUri));
    return valueIn(
      await session.prepareLogin({
        applicationId,
        connectionId: 'bitbucket',
        connectionName: 'bitbucket',
        redirectUri,
      }),
    );
  };

  it('comes back to the extension, and tells who it was', async () => {
    const login = await begin();
    const address = await comeBack(login.url, 'granted');
    expect(address.startsWith(`${redirectUri}keyferry-login-test?state=`)).toBe(true);
    const [user] = project.store.users;
    expect(await login.finish(address)).toMatchObject({
      kind: 'logged-in',
      profile: { sub: user?.id, name: 'Mira Vogel', picture: 'https://a/', email: 'mira@acme.example' },
    });
    const { url, headers, body } = project.sent.at(-1) ?? {};
    expect(url).toBe(`https://${ref}.supabase.co/auth/v1/token?grant_type=pkce`);
    expect(headers?.get('apikey')).toBe(project.store.keys.publishable);
    expect(headers?.get('authorization')).toBeNull();
    expect(Object.keys(body as object)).toEqual(['auth_code', 'code_verifier']);
    // No code is good a second time.
    expect((await login.finish(address)).kind).toBe('no-answer');
  });

  it('starts on the domain of the callback, and is finished at the project', async () => {
    const session = project.session(undefined, 'login.acme.example');
    const { url } = valueIn(
      await session.prepareLogin({
        applicationId: entry,
        connectionId: 'bitbucket',
        connectionName: 'bitbucket',
        redirectUri,
      }),
    );
    expect(url.startsWith('https://login.acme.example/auth/v1/authorize?provider=bitbucket&')).toBe(true);
    expect(valueIn(await session.listCallbacks())).toEqual([
      `https://${ref}.supabase.co/auth/v1/callback`,
      'https://login.acme.example/auth/v1/callback',
    ]);
  });

  it('keeps nothing of a project’s secret keys', async () => {
    const login = await begin();
    const { serviceRole, secret } = project.store.keys;
    expect(JSON.stringify([login, project.sent])).not.toContain(serviceRole);
    expect(JSON.stringify(project.sent)).not.toContain(secret);
  });

  it.each<[Record<string, string>, Partial<LoginOutcome>]>([
    [
      { error: 'access_denied', error_description: 'The user denied access to the application' },
      { kind: 'provider-error', error: 'access_denied' },
    ],
    [
      { error: 'server_error', error_description: 'Unable to exchange external code: 8TNe' },
      { kind: 'failed', why: 'no-token' },
    ],
    [
      {
        error: 'server_error',
        error_code: 'unexpected_failure',
        error_description: 'Error getting user profile from external provider',
      },
      { kind: 'provider-error', error: 'server_error' },
    ],
  ])('that fails with %j is told by what that says', async (answer, outcome) => {
    const login = await begin();
    const state = new URL(new URL(login.url).searchParams.get('redirect_to') ?? '').searchParams.get('state');
    const ended = await login.finish(
      `${redirectUri}keyferry-login-test?${new URLSearchParams({ ...answer, state: state ?? '' })}`,
    );
    expect(ended).toMatchObject(outcome);
    expect(JSON.stringify(ended)).not.toContain('8TNe');
    expect('said' in ended && ended.said?.by).toBe('Supabase');
  });

  it.each([
    '',
    'https://shop.acme.example/welcome, https://*.acme.example/**',
    `${redirectUri},https://shop.acme.example`,
    'https://shop.acme.example,,',
  ])('leaves the list as it was, to the letter: "%s"', async (list) => {
    project.store.config.uri_allow_list = list;
    const session = project.session();
    for (let time = 0; time < 2; time += 1)
      valueIn(await session.makeTestApplication('bitbucket', redirectUri));
    expect(project.store.config.uri_allow_list.split(',')).toContain(entry);
    for (let time = 0; time < 2; time += 1)
      valueIn(await session.removeTestApplication(redirectUri, time === 0 ? entry : undefined));
    expect(project.store.config.uri_allow_list).toBe(list);
    expect(patches()).toHaveLength(2);
  });

  it('leaves what others put into the list meanwhile', async () => {
    const session = project.session();
    valueIn(await session.makeTestApplication('bitbucket', redirectUri));
    project.store.config.uri_allow_list += ',https://new.acme.example';
    valueIn(await session.removeTestApplication(redirectUri));
    expect(project.store.config.uri_allow_list).toBe('https://new.acme.example');
  });

  it('that has not come back is said to be led elsewhere only where that is seen', async () => {
    const session = project.session();
    valueIn(await session.makeTestApplication('bitbucket', redirectUri));
    expect(await session.whyNotBack?.(redirectUri)).toBeUndefined();
    project.store.config.uri_allow_list = '';
    expect(await session.whyNotBack?.(redirectUri)).toEqual({ why: 'led-elsewhere' });
    project.interfere = () => Response.json({ message: 'not now' }, { status: 400 });
    expect(await session.whyNotBack?.(redirectUri)).toBeUndefined();
  });

  it('is let in by nothing where nobody could say who it was', async () => {
    const may = ['auth_config_read', 'auth_config_write', 'project_admin_write'] as const;
    const session = project.session({ kind: 'token', token: new Secret(project.store.addToken(may)) });
    expect(await session.makeTestApplication('bitbucket', redirectUri)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['api_gateway_keys_read'] },
    });
    expect(patches()).toEqual([]);
  });
});
