// @vitest-environment node
import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type DashboardId, dashboardIds, dashboards, isApiDashboard } from '../../src/dashboards';
import type { Field } from '../../src/dashboards/fieldset';
import { apiFieldsets, fieldsets } from '../../src/dashboards/fieldsets';
import {
  type Draft,
  draftOf,
  emptyDraft,
  enteredIn,
  entering,
  fieldsAt,
  picking,
  pickingDashboard,
} from '../../src/setup/profiles/draft';
import { beginningOf, draftFrom } from '../../src/setup/profiles/first-steps';
import { readAgain, secretOf } from '../../src/setup/profiles/fresh-credential';
import { type ApiProfile, isOverApi, type Profile } from '../../src/setup/profiles/profile';
import { readDraft } from '../../src/setup/profiles/read-draft';
import { fileOf, readFile } from '../../src/setup/profiles/transfer';
import { managementScopes } from '../standins/auth0/store';
import { openTenant } from '../unit/dashboards/tenant';

// What holds for the fields of every dashboard: the pages, the draft, the first steps and the file of profiles use nothing else.
// What is specific to one is in its unit tests.

interface World {
  /** Profiles as they are saved, one for each way in. */
  readonly profiles: readonly Profile[];
  /** What is entered for the profile's secret, if it has one. */
  secretFor(profile: Profile): Promise<string>;
}

const common = { id: 'p', name: 'Development', workspace: 'acme', scopes: ['account', 'email'] } as const;
const scopes = [...common.scopes];

const worlds: Record<DashboardId, World> = {
  auth0: {
    profiles: (['token', 'machine'] as const).map((signIn) => ({
      ...common,
      scopes,
      dashboard: 'auth0',
      domain: 'acme.eu.auth0.com',
      signIn,
      clientId: signIn === 'machine' ? 'theClientId' : '',
      loginDomain: 'login.acme.example',
      applications: { kind: 'chosen', ids: ['shop'] },
    })),
    secretFor: async (profile) =>
      'signIn' in profile && profile.signIn === 'token'
        ? (await openTenant()).store.managementToken(managementScopes)
        : 'theClientSecret',
  },
  keycloak: {
    profiles: (['machine', 'password'] as const).map((signIn) => ({
      ...common,
      scopes,
      dashboard: 'keycloak',
      realm: 'https://sso.acme.example:8443/auth/realms/acme',
      signIn,
      clientId: signIn === 'machine' ? 'keyferry' : '',
      administrator: signIn === 'password' ? 'admin' : '',
      adminRealm: signIn === 'password' ? 'master' : '',
      loginAddress: 'https://login.acme.example/realms/acme',
      alias: 'bitbucket-cloud',
      applications: { kind: 'all' },
    })),
    secretFor: async () => 'theSecretOfKeycloak',
  },
  pocketbase: {
    profiles: (['token', 'password'] as const).map((signIn) => ({
      ...common,
      scopes,
      dashboard: 'pocketbase',
      server: 'pb.acme.example:8443/base',
      signIn,
      superuser: signIn === 'password' ? 'admin@acme.example' : '',
      collection: 'people',
      applications: { kind: 'all' },
    })),
    secretFor: async (profile) =>
      'signIn' in profile && profile.signIn === 'token'
        ? `${new UnsecuredJWT({ type: 'auth' }).setExpirationTime('1h').encode()}theSignature`
        : 'thePassword',
  },
  supabase: {
    profiles: [
      {
        ...common,
        scopes,
        dashboard: 'supabase',
        project: 'abcdefghijklmnopqrst',
        loginDomain: 'login.acme.example',
        applications: { kind: 'all' },
      },
    ],
    secretFor: async () => `sbp_${'0123456789'.repeat(4)}`,
  },
  other: {
    profiles: [
      {
        ...common,
        scopes,
        dashboard: 'other',
        tool: 'gitea',
        callbackUrl: 'https://git.acme.example/user/oauth2/bitbucket/callback',
      },
    ],
    secretFor: async () => '',
  },
};

const draftFor = (dashboard: DashboardId): Draft => {
  const draft = emptyDraft('p');
  return { ...draft, ...pickingDashboard(draft, dashboard) };
};

/** The draft with each combination of choices. */
const everyWay = (draft: Draft, fields: readonly Field[]): readonly Draft[] =>
  fields.reduce<readonly Draft[]>(
    (drafts, field) =>
      field.kind === 'choice'
        ? drafts.flatMap((each) =>
            field.choices.map(({ value }) => ({ ...each, ...picking(each, field, value) })),
          )
        : drafts,
    [draft],
  );

const secretIn = (draft: Draft) =>
  fieldsAt(draft, 'where', 'access', 'login').filter(({ kind }) => kind === 'secret');
const withSecret = (draft: Draft, text: string): Draft => ({
  ...draft,
  ...entering(draft, Object.fromEntries(secretIn(draft).map(({ id }) => [id, text]))),
});

describe.each(dashboardIds)('the fields of %s', (id) => {
  const { fields } = fieldsets[id];
  const { profiles, secretFor } = worlds[id];
  const plain = fields.filter(({ kind }) => kind !== 'secret').map((each) => each.id);
  const secret = fields.filter(({ kind }) => kind === 'secret').map((each) => each.id);

  it('are one for each value that a profile has of its own, and secrets beside them', () => {
    expect([...plain].sort()).toEqual(Object.keys(dashboards[id].settings.entries).sort());
    expect(new Set([...plain, ...secret]).size).toBe(fields.length);
    const taken = [...Object.keys(emptyDraft('p')), 'profileId', 'step'];
    expect([...plain, ...secret].filter((each) => taken.includes(each))).toEqual([]);
  });

  it('say of themselves only what goes into fields, and into none that is secret', async () => {
    for (const field of fields) {
      if (field.kind !== 'secret' || !field.tells) continue;
      expect(plain).toEqual(expect.arrayContaining([...field.tells.fields]));
      for (const profile of profiles) {
        const told = field.tells.of(await secretFor(profile));
        expect(plain).toEqual(expect.arrayContaining(Object.keys(told?.fills ?? {})));
      }
      expect(field.tells.of('')).toBeUndefined();
    }
  });

  it('are told apart by what they are called, whatever is picked', () => {
    for (const draft of everyWay(draftFor(id), fields)) {
      const labels = fieldsAt(draft, 'where', 'access', 'login').map((each) => each.label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('ask for one secret where there is an API, and for none elsewhere, whatever is picked', () => {
    for (const draft of everyWay(draftFor(id), fields))
      expect(secretIn(draft)).toHaveLength(isApiDashboard(id) ? 1 : 0);
  });

  it('say where something is missing, each at its own place', () => {
    for (const draft of everyWay(draftFor(id), fields)) {
      const reading = readDraft(draft, false);
      const wrong = reading.kind === 'problems' ? Object.keys(reading.problems) : [];
      const asked = fieldsAt(draft, 'where', 'access', 'login').map((each) => each.id);
      expect(wrong).toContain('name');
      expect(wrong.filter((each) => each !== 'name').length).toBeGreaterThan(0);
      expect(wrong.filter((each) => each !== 'name' && !asked.includes(each))).toEqual([]);
    }
  });

  it.each(profiles)('show a saved profile, and make the same of it again: %o', async (profile) => {
    expect(readDraft(draftOf(profile), true)).toEqual({ kind: 'ok', profile, credential: undefined });
    expect(readFile(fileOf([profile]))).toEqual({ kind: 'profiles', profiles: [profile] });
    const draft = draftOf(profile);
    expect(enteredIn(draftFrom(beginningOf(draft)))).toEqual(enteredIn(draft));
  });

  it.each(profiles.filter(isOverApi))(
    'give a credential for %o, and nothing secret elsewhere',
    async (profile) => {
      const text = await secretFor(profile);
      const draft = withSecret(draftOf(profile), text);
      const reading = readDraft(draft, false);
      if (reading.kind !== 'ok') throw new Error(JSON.stringify(reading.problems));
      expect(reading.credential).toBeDefined();
      expect(readAgain(profile, text)).toEqual({ kind: 'ok', value: reading.credential });
      expect(secretOf(profile).label).toBe(secretIn(draft)[0]?.label);
      for (const made of [reading, beginningOf(draft), fileOf([reading.profile]), draftOf(reading.profile)])
        expect(JSON.stringify(made)).not.toContain(text);
    },
  );
});

describe.each(Object.keys(apiFieldsets) as (keyof typeof apiFieldsets)[])(
  'of %s, which has an API,',
  (id) => {
    const fieldset = apiFieldsets[id];

    it('it is said how to come by what is asked for, whatever is picked', () => {
      for (const draft of everyWay(draftFor(id), fieldset.fields)) {
        const { clicks, needsRights } = fieldset.way(enteredIn(draft));
        expect(clicks.length).toBeGreaterThan(0);
        expect(needsRights && fieldset.rights.length === 0).toBe(false);
      }
    });

    it('a profile that nobody has named has a name', () => {
      for (const profile of worlds[id].profiles)
        expect(fieldset.suggestedName(enteredIn(draftOf(profile))).trim()).not.toBe('');
    });

    it('the first steps ask for all that there is no other word for', () => {
      for (const profile of worlds[id].profiles as ApiProfile[]) {
        const draft = draftOf(profile);
        const left = fieldsAt(draft, 'login').map((each) => [each.id, '']);
        const reading = readDraft({ ...draft, ...entering(draft, Object.fromEntries(left)) }, true);
        expect(reading.kind).toBe('ok');
        if (reading.kind === 'ok')
          expect(dashboards[id].settings.hasGoodAddresses(reading.profile as ApiProfile)).toBe(true);
      }
    });
  },
);
