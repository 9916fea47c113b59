// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { apiFieldsets } from '../../../src/dashboards/fieldsets';
import type { Look } from '../../../src/extension/platform/look-at-page';
import { type Change, type Draft, draftOf, emptyDraft, enteredIn } from '../../../src/setup/profiles/draft';
import { profile } from '../../fixtures/profile';
import { Auth0Store } from '../../standins/auth0/store';
import { englishBrowser } from './english';

const asked = vi.fn(async () => true);
const mayReach = vi.fn(async () => true);
const stopPointing = vi.fn(async () => undefined);
let now: Look;
const lookAt = vi.fn(async () => now);
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({ requestHosts: asked, mayReach }));
vi.mock('../../../src/extension/platform/look-at-page', () => ({ lookAt, stopPointing }));
const { TakeCredential } = await import('../../../src/pages/parts/take-credential');

const address = 'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer';
const page = (more: Partial<Extract<Look, { kind: 'page' }>> = {}): Look => ({
  kind: 'page',
  address,
  tokens: [],
  hasButton: false,
  isMasked: false,
  ...more,
});
const managed = async (tenant: string, scopes?: string[], seconds?: number) =>
  (await Auth0Store.create(tenant, `${tenant}.eu.auth0.com`)).managementToken(scopes, seconds);
let token: string;
beforeAll(async () => {
  token = await managed('acme');
});
beforeEach(() => {
  englishBrowser.reset();
  now = page();
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const onTaken = vi.fn<(change: Change) => void>();
const field = apiFieldsets.auth0.fields.find((each) => each.id === 'token');
if (field?.kind !== 'secret') throw new TypeError('Auth0 has no token');
const secret = field as never;

function begin(draft: Draft = emptyDraft('p'), isNew = true) {
  const drawn = render(
    <TakeCredential dashboard="auth0" draft={draft} field={secret} isNew={isNew} onTaken={onTaken} />,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Take it from my Auth0 dashboard' }));
  return drawn;
}
const says = (text: string | RegExp) =>
  vi.waitFor(() => expect(screen.getByRole('status').textContent).toMatch(text), 4_000);
const useIt = () => screen.queryByRole('button', { name: 'Use this token' });

it('asks for the dashboard’s host alone, opens its page, and takes what it shows when that is agreed to', async () => {
  const draft = emptyDraft('p');
  const { container } = begin(draft);
  expect(asked).toHaveBeenCalledWith(['manage.auth0.com']);
  await says('Keyferry sees no token on this page.');
  const [tab] = (await englishBrowser.tabs.query({})).slice(1);
  expect(tab?.url).toBe('https://manage.auth0.com/#/apis/management/explorer');
  now = page({ tokens: [token] });
  await says(
    /^The page shows this token:For the tenant acme\.eu\.auth0\.com, until .+ It has every permission/,
  );
  await says(/Permissions that it names: \d+.*create:connections/);
  expect(onTaken).not.toHaveBeenCalled();
  expect(container.innerHTML).not.toContain('eyJ');
  fireEvent.click(useIt() as HTMLElement);
  const [change] = onTaken.mock.lastCall ?? [];
  const taken = { ...draft, ...change?.(draft) };
  expect(enteredIn(taken)).toMatchObject({ token, domain: 'acme.eu.auth0.com' });
  expect(taken.name).toBe('acme');
  await vi.waitFor(() => expect(stopPointing).toHaveBeenCalledTimes(1));
  expect(screen.getByRole('button', { name: 'Take it from my Auth0 dashboard' })).toBeDefined();
});

it.each<[string, () => Look, string]>([
  ['the person logs in elsewhere', () => ({ kind: 'away' }), 'If it asks you to log in, do so there'],
  [
    'no tenant is chosen',
    () => page({ address: 'https://manage.auth0.com/#/select-tenant?path=/' }),
    'which tenant',
  ],
  ['the button is not pressed', () => page({ hasButton: true }), 'Click the outlined button there'],
  ['there are only dots', () => page({ isMasked: true }), 'paste the token here'],
  [
    'another page is shown',
    () => page({ address: 'https://manage.auth0.com/dashboard/eu/acme/logs' }),
    'another page',
  ],
  ['two are shown', () => page({ tokens: [token, `${token}x`] }), 'more than one token'],
])('offers nothing to use while %s, and says so', async (_, look, said) => {
  now = look();
  begin();
  await says(said);
  expect(useIt()).toBeNull();
});

it('takes no token of another tenant than the profile’s, nor one that has expired', async () => {
  now = page({ address: address.replace('acme', 'rival'), tokens: [await managed('rival')] });
  const { unmount } = begin(draftOf(profile('p')), false);
  await says('For the tenant rival.eu.auth0.com');
  expect(screen.getByRole('alert').textContent).toMatch(/^This token is for rival\.eu\.auth0\.com, not acme/);
  expect(useIt()).toBeNull();
  unmount();
  now = page({ tokens: [await managed('acme', undefined, -25 * 60 * 60)] });
  begin();
  await says('For the tenant acme');
  expect(screen.getByRole('alert').textContent).toMatch(/^This token expired on/);
  expect(useIt()).toBeNull();
});

it('takes no lesser token than a setup needs', async () => {
  now = page({ tokens: [await managed('acme', ['read:connections'])] });
  begin();
  await says('It’s missing ');
  expect(screen.getByRole('alert').textContent).toContain('create:connections');
  expect(useIt()).toBeNull();
});

it('says that the host was refused, and opens nothing', async () => {
  asked.mockResolvedValueOnce(false);
  begin();
  await vi.waitFor(() =>
    expect(screen.getByRole('alert').textContent).toMatch(
      /^Without access to manage\.auth0\.com, .+ paste it here\.$/,
    ),
  );
  expect((await englishBrowser.tabs.query({})).slice(1)).toEqual([]);
});

it('says that the host was taken back, or the tab closed, and opens it again', async () => {
  now = { kind: 'away' };
  mayReach.mockResolvedValueOnce(false);
  begin();
  await says('Without access to manage.auth0.com');
  now = { kind: 'closed' };
  await says('The tab was closed.');
  now = page({ tokens: [token] });
  fireEvent.click(screen.getByRole('button', { name: 'Open it again' }));
  await says('The page shows this token:');
  expect(asked).toHaveBeenCalledTimes(2);
});

it('looks no more once it is stopped', async () => {
  begin();
  await says('Keyferry sees no token');
  fireEvent.click(screen.getByRole('button', { name: 'Stop looking' }));
  expect(screen.queryByRole('status')).toBeNull();
  await vi.waitFor(() => expect(stopPointing).toHaveBeenCalled());
  const looks = lookAt.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(lookAt.mock.calls).toHaveLength(looks);
});
