// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credential } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { type Draft, emptyDraft } from '../../../src/setup/profiles/draft';
import type { Profile } from '../../../src/setup/profiles/profile';
import { profile } from '../../fixtures/profile';
import { auth0App } from '../../standins/auth0';
import { Auth0Store, managementScopes } from '../../standins/auth0/store';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({
  requestHosts: async () => true,
  mayReach: async () => true,
}));
const event = { addListener: () => undefined, removeListener: () => undefined };
Object.assign(englishBrowser, {
  permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  commands: { getAll: async () => [] },
});
const { ProfileForm } = await import('../../../src/pages/options/profile-form');
const { GiveAccess } = await import('../../../src/pages/welcome/give-access');
const { forgetCredential, readCredential, keepCredential } = await import(
  '../../../src/extension/store/credentials'
);
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { deleteProfile } = await import('../../../src/extension/store/delete-profile');
const { isLockedAway, unlock } = await import('../../../src/extension/store/locker');
const { keptOwn } = await import('../../../src/extension/store/own-access');
const { keptProfiles, readProfiles } = await import('../../../src/extension/store/profiles');
const { useKept } = await import('../../../src/pages/parts/use-stored');
const { askToDelete } = await import('../../../src/pages/asks/losses');

let store: Auth0Store;
let token: string;
/** What happens to a request, in place of the tenant's answer. */
let interfere: (request: Request) => Response | undefined;
let sent: string[];

beforeEach(async () => {
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  token = await store.managementToken();
  interfere = () => undefined;
  sent = [];
  const app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  vi.stubGlobal('fetch', async (url: URL, { method, headers, body }: RequestInit) => {
    const request = new Request(url, { method, headers, body } as RequestInit);
    sent.push(`${method} ${url.pathname}`);
    return interfere(request) ?? app.fetch(request);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** A passphrase takes a while, especially on a busy machine. */
const patient = { timeout: 20_000 };

const nobody = () => undefined;
/** The settings of one profile, which follow what is saved, like the page. */
function Settings() {
  const saved = useKept(keptProfiles)?.value?.profiles.find((each) => each.id === 'p');
  return (
    <ProfileForm
      id="p"
      key="p"
      profile={saved}
      copied={undefined}
      onSaved={nobody}
      onDeleted={nobody}
      onDuplicate={nobody}
    />
  );
}
function FirstSteps() {
  const saved = useKept(keptProfiles)?.value?.profiles.find((each) => each.id === 'p');
  const [draft, setDraft] = useState<Draft>(() => emptyDraft('p'));
  return (
    <GiveAccess
      draft={draft}
      change={(part) => setDraft((before) => ({ ...before, ...part(before) }))}
      saved={saved}
      onRead={nobody}
      onChecked={setDraft}
    />
  );
}
const pages = { 'the settings': () => <Settings />, 'the first steps': () => <FirstSteps /> };
const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const said = (text: string | RegExp) =>
  vi.waitFor(() => expect(document.body.textContent).toMatch(text), patient);
const gone = (name: string) =>
  vi.waitFor(() => expect(screen.queryByRole('button', { name })).toBeNull(), patient);

const makeIt = 'Make Keyferry’s access';
const removeIt = 'Remove Keyferry’s access';

async function upToOffer(page: keyof typeof pages = 'the settings', text = token): Promise<HTMLElement> {
  render(pages[page]());
  fill('Token', text);
  press('Check access');
  return screen.findByRole('region', { name: 'Keyferry’s own access' }, patient);
}
async function upToMade(page: keyof typeof pages = 'the settings'): Promise<void> {
  await upToOffer(page);
  press(makeIt);
  await isMade();
}
/** It exists as soon as it is noted; the page has gone on when it no longer offers anything. */
async function isMade(): Promise<void> {
  await screen.findByRole('region', { name: 'Keyferry’s access' }, patient);
  await gone(makeIt);
}
const current = async (): Promise<Profile | undefined> => (await readProfiles()).current;
const kept = async (): Promise<Credential | undefined> => readCredential('p');

describe.each(Object.keys(pages) as (keyof typeof pages)[])('in %s', (page) => {
  it('says before what it may do, makes it with one press, and forgets the token', async () => {
    const offer = await upToOffer(page);
    for (const scope of ['create:connections', 'delete:connections', 'read:custom_domains'])
      expect(offer.textContent).toContain(scope);
    expect(offer.textContent).not.toContain('client_grants');
    expect(store.clients).toEqual([]);
    press(makeIt);
    await said('the application “Keyferry”, Client ID');
    await gone(makeIt);
    const [client] = store.clients;
    expect(await current()).toMatchObject({ signIn: 'machine', clientId: client?.client_id });
    expect(await kept()).toEqual({
      kind: 'machine',
      clientId: client?.client_id,
      clientSecret: new Secret(client?.client_secret ?? ''),
      isOwn: true,
    });
    expect(await isLockedAway('p')).toBe(false);
    const everything = JSON.stringify([
      await englishBrowser.storage.local.get(),
      await englishBrowser.storage.session.get(),
    ]);
    expect(everything).not.toContain(token);
    expect(document.documentElement.outerHTML).not.toContain(token);
    await said('All permissions granted.');
    expect(screen.queryByRole('button', { name: makeIt })).toBeNull();
  });

  it('removes it with its grant, and says that the profile has no access', async () => {
    await upToMade(page);
    press(removeIt);
    await screen.findByRole('dialog', { name: 'Delete “Keyferry” in Auth0?' });
    await said('What it was granted is deleted with it.');
    expect(store.clients).toHaveLength(1);
    press('Delete the application');
    await said('“Keyferry” is no longer in Auth0.');
    await said('This profile has no access now.');
    expect([store.clients, store.clientGrants]).toEqual([[], []]);
    expect(await current()).toMatchObject({ signIn: 'token', clientId: '' });
    expect(await kept()).toBeUndefined();
    expect(await keptOwn.read()).toEqual({});
  });

  it('says which permissions the token lacks for it, and offers no button', async () => {
    const lesser = await store.managementToken(managementScopes.filter((each) => !each.includes('grants')));
    const offer = await upToOffer(page, lesser);
    expect(offer.textContent).toContain('it lacks read:client_grants, create:client_grants.');
    expect(screen.queryByRole('button', { name: makeIt })).toBeNull();
  });

  it('leaves out what is not ticked, and what the token itself may not do', async () => {
    const lesser = await store.managementToken(
      managementScopes.filter((each) => each !== 'delete:connections'),
    );
    const offer = await upToOffer(page, lesser);
    const box = (name: string) => within(offer).getByRole<HTMLInputElement>('checkbox', { name });
    expect(box('New setup').disabled).toBe(true);
    expect([box('Undo a new setup').checked, box('Undo a new setup').disabled]).toEqual([false, true]);
    fireEvent.click(box('Test login'));
    fireEvent.click(box('Choose a custom domain'));
    press(makeIt);
    await said('the application “Keyferry”, Client ID');
    await gone(makeIt);
    expect([...(store.clientGrants[0]?.scope ?? [])].sort()).toEqual([
      'create:connections',
      'read:clients',
      'read:connections',
      'read:connections_options',
      'update:connections',
      'update:connections_options',
    ]);
  });

  it('keeps it under a passphrase, where that is wanted, and asks for a good one first', async () => {
    const offer = await upToOffer(page);
    fireEvent.click(within(offer).getByRole('checkbox', { name: /^Save this access/ }));
    press(makeIt);
    await said('at least 12 characters');
    expect(store.clients).toEqual([]);
    const enter = (label: string) =>
      fireEvent.input(within(offer).getByLabelText(label), { target: { value: 'four words that differ' } });
    enter('New passphrase');
    enter('Confirm new passphrase');
    press(makeIt);
    await said('the application “Keyferry”, Client ID');
    await gone(makeIt);
    expect(await isLockedAway('p')).toBe(true);
    const made = await current();
    if (made?.dashboard !== 'auth0') throw new Error('No profile');
    expect(await unlock(made, new Secret('four words that differ'))).toBe(true);
    expect(await kept()).toMatchObject({ kind: 'machine', isOwn: true });
  });
});

it('shows what becomes of one that is there, and does nothing before that is agreed to', async () => {
  const there = store.addClient({
    name: 'Keyferry',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    client_metadata: { keyferry: 'own-access' },
  });
  const grant = store.grant(there.client_id, ['read:connections', 'read:logs']);
  const before = there.client_secret;
  await upToOffer();
  press(makeIt);
  await said(`“Keyferry” is in Auth0, with Keyferry’s mark (Client ID ${there.client_id}).`);
  await said('It loses these permissions: read:logs.');
  press('Cancel');
  expect(grant.scope).toEqual(['read:connections', 'read:logs']);
  expect(await current()).toBeUndefined();
  press(makeIt);
  await said('It gets these permissions: ');
  press('Use this application');
  await said(`Client ID ${there.client_id}`);
  await isMade();
  expect(store.clients).toHaveLength(1);
  expect(there.client_secret).toBe(before);
  expect(grant.scope).not.toContain('read:logs');
});

it('is offered for what was checked alone, and saves what stands in the form by then', async () => {
  await upToOffer();
  fill('Token', await store.managementToken(managementScopes, 3_600));
  await gone(makeIt);
  press('Check access');
  await screen.findByRole('button', { name: makeIt }, patient);
  fill('Bitbucket workspace', 'rockets');
  press(makeIt);
  await isMade();
  expect(await current()).toMatchObject({ workspace: 'rockets', signIn: 'machine' });
});

it('is stopped by a rate limit in the middle, says until when, and goes on with the same application', async () => {
  await upToOffer();
  interfere = (request) =>
    request.method === 'POST' && request.url.endsWith('/client-grants')
      ? Response.json({ statusCode: 429 }, { status: 429, headers: { 'retry-after': '90' } })
      : undefined;
  press(makeIt);
  await said('What Keyferry made so far is found again next time');
  expect(screen.getByRole('alert').textContent).toMatch(/90 seconds/);
  // The profile has what it had: nothing, as nothing was saved.
  expect(await current()).toBeUndefined();
  interfere = nobody;
  press(makeIt);
  await said('It gets a new Secret.');
  press('Use this application');
  await isMade();
  expect(store.clients).toHaveLength(1);
});

it('changes nothing of the profile where the access that was made does not open the dashboard', async () => {
  await saveProfile(profile('p'));
  await keepCredential('p', { kind: 'token', token: new Secret(token) });
  await upToOffer();
  interfere = (request) =>
    request.url.endsWith('/oauth/token')
      ? Response.json({ error: 'access_denied', error_description: 'Unauthorized' }, { status: 401 })
      : undefined;
  press(makeIt);
  await said('Auth0 no longer lets Keyferry’s own application in.');
  expect(await current()).toMatchObject({ signIn: 'token' });
  expect(await kept()).toMatchObject({ kind: 'token' });
  expect(await keptOwn.read()).toBeUndefined();
});

it('where it was deleted in the dashboard, says so with the next step, and can be forgotten here', async () => {
  await upToMade();
  store.removeClient(store.clients[0]?.client_id ?? '');
  press('Check access');
  await said('Auth0 no longer lets Keyferry’s own application in.');
  await said('click “Make Keyferry’s access”: Keyferry finds the application again, or creates a new one.');
  press(removeIt);
  await said('Delete “Keyferry” in Auth0');
  press('Delete the application');
  await said('Keyferry couldn’t confirm that it’s gone.');
  expect(await keptOwn.read()).not.toEqual({});
  press('Forget it here');
  await said('Keyferry has forgotten this access. “Keyferry” may still be in Auth0.');
  expect(await keptOwn.read()).toEqual({});
  expect(await current()).toMatchObject({ signIn: 'token', clientId: '' });
});

it('with its own permissions only where they are enough; a token that is entered removes it', async () => {
  const offer = await upToOffer();
  fireEvent.click(within(offer).getByRole('checkbox', { name: 'Test login' }));
  press(makeIt);
  await isMade();
  press(removeIt);
  await said('Delete “Keyferry” in Auth0');
  press('Delete the application');
  await said('Missing permission: delete:clients.');
  expect(store.clients).toHaveLength(1);
  fireEvent.change(screen.getByLabelText('Access method'), { target: { value: 'token' } });
  fill('Token', await store.managementToken());
  press(removeIt);
  await vi.waitFor(() => press('Delete the application'), patient);
  await said('“Keyferry” is no longer in Auth0, and neither are the permissions it was given');
  expect(store.clients).toEqual([]);
});

it('leaves an application of the person’s with that id alone, and says whose it is', async () => {
  await upToMade();
  const [client] = store.clients;
  if (client) Object.assign(client, { name: 'Payroll', client_metadata: {} });
  press(removeIt);
  await said('Delete “Keyferry” in Auth0');
  press('Delete the application');
  await said('is called “Payroll”, and isn’t like one that Keyferry creates. Keyferry left it alone.');
  expect(store.clients).toHaveLength(1);
  expect(sent.some((each) => each.startsWith('DELETE'))).toBe(false);
});

it('is taken from every profile that has it, which are named before', async () => {
  await upToMade();
  const made = await current();
  if (made?.dashboard !== 'auth0') throw new Error('No profile');
  const noted = (await keptOwn.read()) ?? {};
  await saveProfile({ ...made, id: 'q', name: 'Staging' });
  await keepCredential('q', (await kept()) as Credential);
  await keptOwn.write({ ...noted, q: noted.p as never });
  press(removeIt);
  await said('Profiles that lose it as well: Staging.');
  press('Delete the application');
  await said('“Keyferry” is no longer in');
  const { profiles } = await readProfiles();
  expect(profiles).toMatchObject([
    { id: 'p', signIn: 'token' },
    { id: 'q', signIn: 'token' },
  ]);
  expect(await readCredential('q')).toBeUndefined();
});

it('is not asked for its Secret without the way round, which nobody has ever seen', async () => {
  const { FreshCredential } = await import('../../../src/pages/asks/fresh-credential');
  await upToMade();
  const made = await current();
  if (made?.dashboard !== 'auth0') throw new Error('No profile');
  cleanup();
  const commands = { isBusy: false, run: async () => undefined, repeat: nobody } as never;
  const round = 'sign in with a token in the settings: Keyferry finds it again';
  const { unmount } = render(<FreshCredential profile={made} commands={commands} isSmall={true} />);
  await said(round);
  unmount();
  render(<FreshCredential profile={{ ...made, clientId: 'another' }} commands={commands} isSmall={true} />);
  await screen.findByLabelText('Client Secret');
  expect(document.body.textContent).not.toContain(round);
});

it('asks for no Secret of its own in the settings while that is in memory, and does once it is not', async () => {
  await upToMade();
  expect(screen.queryByLabelText('Client Secret')).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe(store.clients[0]?.client_id);
  cleanup();
  await forgetCredential('p');
  render(<Settings />);
  expect(await screen.findByLabelText('Client Secret')).toBeTruthy();
});

it('stays in the dashboard where its profile is deleted, and that is said before', async () => {
  await upToMade();
  const made = await current();
  if (!made) throw new Error('No profile');
  cleanup();
  render(<div>{(await askToDelete(made)).body}</div>);
  await said('Keyferry’s own application “Keyferry” stays in Auth0.');
  await deleteProfile('p');
  expect(await keptOwn.read()).toEqual({});
});

it('made twice at once from two pages, it is one', async () => {
  await saveProfile(profile('p'));
  await keepCredential('p', { kind: 'token', token: new Secret(token) });
  const { makeOwnAccess } = await import('../../../src/extension/dashboard/own-access');
  const made = () =>
    makeOwnAccess(profile('p'), { kind: 'token', token: new Secret(token) }, ['setup'], undefined, undefined);
  const [one, two] = await Promise.all([made(), made()]);
  expect([one.kind, two.kind]).toEqual(['made', 'made']);
  expect(store.clients).toHaveLength(1);
});

it('is offered with no machine-to-machine application, nor by a dashboard that declares none', async () => {
  const client = store.addClient({
    name: 'By hand',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  store.grant(client.client_id, managementScopes);
  render(<Settings />);
  fill('Profile name', 'Hand');
  fill('Domain', store.domain);
  fireEvent.change(screen.getByLabelText('Access method'), { target: { value: 'machine' } });
  fill('Client ID', client.client_id);
  fill('Client Secret', client.client_secret);
  press('Check access');
  await said('All permissions granted.');
  expect(screen.queryByRole('region', { name: 'Keyferry’s own access' })).toBeNull();
  await gone(removeIt);
});
