import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { happened, onOwnTurn, replaceJourney } = await import('../../../src/extension/background/journal');
const { keptHistory } = await import('../../../src/extension/store/history');
const { keepLogin, keptJourney, keptLogin } = await import('../../../src/extension/store/journey');
const { keepCredential, readCredential, tokenCache, toPlain } = await import(
  '../../../src/extension/store/credentials'
);
const { keepPair, storedPair } = await import('../../../src/extension/store/vault');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { deleteProfile } = await import('../../../src/extension/store/delete-profile');
const { Secret } = await import('../../../src/secret');

beforeEach(() => fakeBrowser.reset());

const journey = (id: string) => newJourney({ id });

it('writes each step down, one after the other', async () => {
  await replaceJourney(journey('a'));
  await Promise.all([
    happened('a', { kind: 'list-seen', workspace: 'acme', names: [], freeName: 'Login', pairIn: 'row' }),
    happened('a', { kind: 'form-filled', name: 'Login' }),
  ]);
  expect((await keptJourney.read())?.stage).toEqual({ kind: 'creating', name: 'Login', isFilled: true });
});

it('ignores what happened to a journey that another has replaced', async () => {
  await replaceJourney(journey('new'));
  expect(await happened('old', { kind: 'login-needed' })).toBeUndefined();
  expect((await keptJourney.read())?.stage).toMatchObject({ waiting: 'page' });
});

it('goes on where it is nobody else’s turn, once that is written down, and not while Bitbucket’s pages are', async () => {
  const stages: (string | undefined)[] = [];
  let looks: Promise<unknown>[] = [];
  onOwnTurn(() => looks.push(keptJourney.read().then((found) => stages.push(found?.stage.kind))));
  const after = async (...events: Parameters<typeof happened>[1][]) => {
    for (const event of events) await happened('a', event);
    await Promise.all(looks);
    looks = [];
    return stages.splice(0);
  };
  await replaceJourney(journey('a'));
  expect(await after()).toEqual(['finding']);
  expect(await after({ kind: 'login-needed' }, { kind: 'form-filled', name: 'Login' })).toEqual([]);
  expect(
    await after({
      kind: 'pair-taken',
      name: 'Login',
      key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu',
      seal: 'a-seal',
      from: 'saved-page',
    }),
  ).toEqual(['checking']);
  expect(await after({ kind: 'consented', seal: 'a-seal' }, { kind: 'login-needed' })).toEqual([]);
  expect(await after({ kind: 'pair-checked', verdict: 'good' })).toEqual(['sending']);
  await replaceJourney(undefined);
  expect(await after()).toEqual([]);
  onOwnTurn(() => undefined);
});

it('reads nothing from what does not fit the schema', async () => {
  await fakeBrowser.storage.local.set({ journey: { version: 99, stage: 'what' } });
  expect(await keptJourney.read()).toBeUndefined();
});

const theToken = { kind: 'token', token: new Secret('theToken') } as const;

it('keeps everything secret in the session only', async () => {
  await keepPair('a', { key: 'theKey', secret: new Secret('theSecret') });
  await keepCredential('p', theToken);
  await tokenCache('p', theToken, Date.now).write(new Secret('theAccessToken'), 60);
  expect(await fakeBrowser.storage.local.get()).toEqual({});
  expect((await storedPair('a'))?.secret.reveal()).toBe('theSecret');
  expect(await storedPair('b')).toBeUndefined();
});

it.each([
  theToken,
  { kind: 'machine', clientId: 'c', clientSecret: new Secret('theClientSecret') },
  { kind: 'password', user: 'mira@acme.example', password: new Secret('thePassword') },
] as const)('gives a credential back as it was kept: $kind', async (credential) => {
  await keepCredential('p', credential);
  const found = await readCredential('p');
  expect(found).toMatchObject({ kind: credential.kind });
  expect(found && toPlain(found)).toEqual(toPlain(credential));
  expect(JSON.stringify(found)).not.toMatch(/theToken|theClientSecret|thePassword/);
});

const long = 'x'.repeat(90_000);
const who = { sub: 'bitbucket|1', name: undefined, picture: undefined, email: undefined };

it('keeps no more of who logged in than a person reads', async () => {
  await keepLogin('a', {
    sub: long,
    name: long,
    picture: `https://pictures.example/${long}`,
    email: 'mira@acme.example',
    claims: { note: long, nested: { list: [long, 7] }, email_verified: true },
  });
  const kept = await keptLogin.read();
  expect(kept).toMatchObject({
    email: 'mira@acme.example',
    claims: { nested: { list: [`${'x'.repeat(999)}…`, 7] }, email_verified: true },
  });
  expect(kept).not.toHaveProperty('picture');
  expect(JSON.stringify(kept).length).toBeLessThan(5_000);
});

it('keeps what the connection asked for where that is told, by the names that it knows', async () => {
  await keepLogin('a', { ...who, claims: {} }, ['team', long, 'email']);
  expect((await keptLogin.read())?.asks).toEqual(['email', 'team']);
  await keepLogin('a', { ...who, claims: {} });
  expect(await keptLogin.read()).not.toHaveProperty('asks');
});

it('keeps no more claims than a person reads, and says that there were more', async () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`claim-${index}`, index]));
  for (const claims of [many, { [long]: 1 }, { nested: many }, { list: Array(100_000).fill(long) }]) {
    await keepLogin('a', { ...who, claims: { email_verified: true, ...claims } });
    const kept = await keptLogin.read();
    expect(kept?.claims).toMatchObject({ email_verified: true, '…': '…' });
    expect(JSON.stringify(kept).length).toBeLessThan(150_000);
  }
});

it('takes an access token for expired a minute early', async () => {
  let now = 0;
  await keepCredential('p', theToken);
  const cache = tokenCache('p', theToken, () => now);
  await cache.write(new Secret('x'), 120);
  now = 59_000;
  expect((await cache.read())?.reveal()).toBe('x');
  now = 60_000;
  expect(await cache.read()).toBeUndefined();
});

it('forgets the credential with its profile, and makes another one current', async () => {
  await saveProfile(profile('one'));
  await saveProfile(profile('two'));
  await keepCredential('two', { kind: 'machine', clientId: 'x', clientSecret: new Secret('y') });
  expect((await readProfiles()).current?.id).toBe('two');
  await deleteProfile('two');
  expect((await readProfiles()).current?.id).toBe('one');
  expect(await readCredential('two')).toBeUndefined();
});

it('keeps a history of each profile, and forgets it with the profile', async () => {
  await saveProfile(profile('p'));
  await replaceJourney({ ...journey('a'), stage: { kind: 'sending' } });
  await happened('a', { kind: 'handing-needed' });
  await happened('a', { kind: 'handed-over' });
  const { p } = (await keptHistory.read()) ?? {};
  expect(p).toMatchObject([{ id: 'a', end: { kind: 'handed-over' } }]);
  await replaceJourney(undefined);
  expect((await keptHistory.read())?.p).toHaveLength(1);
  await deleteProfile('p');
  expect(await keptHistory.read()).toBeUndefined();
});

it('goes on where the history cannot be written', async () => {
  await replaceJourney({ ...journey('a'), stage: { kind: 'sending' } });
  await happened('a', { kind: 'handing-needed' });
  vi.spyOn(keptHistory, 'write').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
  expect((await happened('a', { kind: 'handed-over' }))?.stage.kind).toBe('done');
  vi.restoreAllMocks();
});

it('leaves out of the history what it does not understand', async () => {
  await fakeBrowser.storage.local.set({ history: { p: [{ id: 'x', end: { kind: 'new' } }, 7] } });
  expect(await keptHistory.read()).toEqual({ p: [] });
});
