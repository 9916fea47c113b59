// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentProps } from 'preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyDraft, enteredIn, entering, pickingDashboard } from '../../../src/setup/profiles/draft';
import { profile } from '../../fixtures/profile';
import { Auth0Store } from '../../standins/auth0/store';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { GetCredential } = await import('../../../src/pages/parts/get-credential');
const { FreshCredential } = await import('../../../src/pages/asks/fresh-credential');

beforeEach(() => englishBrowser.reset());
afterEach(cleanup);

const opened = async (): Promise<readonly (string | undefined)[]> =>
  (await englishBrowser.tabs.query({})).map(({ url }) => url).slice(1);

const empty = emptyDraft('p');
const page = 'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer';

it.each<[string, Record<string, string>, string, string]>([
  ['a token of the tenant that is entered', { domain: 'acme.eu.auth0.com' }, 'Get a token', page],
  [
    'a token of a tenant that is to be chosen',
    { domain: 'acme' },
    'Get a token',
    'https://manage.auth0.com/#/select-tenant?path=/apis/management/explorer',
  ],
  [
    'the Client Secret of the application that is entered',
    { domain: 'acme.eu.auth0.com', signIn: 'machine', clientId: 'a/b' },
    'Get the Client Secret',
    'https://manage.auth0.com/dashboard/eu/acme/applications/a%2Fb/settings',
  ],
  [
    'the Client Secret of an application that is to be chosen',
    { domain: 'acme.eu.auth0.com', signIn: 'machine' },
    'Get the Client Secret',
    'https://manage.auth0.com/dashboard/eu/acme/applications',
  ],
])('leads to %s', async (_, texts, label, address) => {
  const entered = enteredIn({ ...empty, ...entering(empty, texts) });
  render(<GetCredential dashboard="auth0" entered={entered} />);
  fireEvent.click(screen.getByRole('button', { name: label }));
  await vi.waitFor(async () => expect(await opened()).toEqual([address]));
});

it('leads to the tenant whose dashboard is open, as far as the browser tells the addresses of tabs', async () => {
  await englishBrowser.tabs.create({ url: 'https://manage.auth0.com/dashboard/eu/acme/connections' });
  await englishBrowser.tabs.create({ url: 'https://bitbucket.org/dashboard/us/other/' });
  render(<GetCredential dashboard="auth0" entered={enteredIn(empty)} />);
  fireEvent.click(screen.getByRole('button', { name: 'Get a token' }));
  await vi.waitFor(async () => expect((await opened()).at(-1)).toBe(page));
});

it.each(['keycloak', 'pocketbase'] as const)(
  'is not there while it is not known where the %s is',
  (dashboard) => {
    const draft = { ...empty, ...pickingDashboard(empty, dashboard) };
    const { container } = render(<GetCredential dashboard={dashboard} entered={enteredIn(draft)} />);
    expect(container.innerHTML).toBe('');
  },
);

it('stands where a fresh token is asked for, which says at once what it is', async () => {
  type Commands = ComponentProps<typeof FreshCredential>['commands'];
  const problem = { message: 'auth0TokenEmpty', params: [] } as const;
  const commands = { isBusy: false, fieldProblem: problem, run: vi.fn() } as unknown as Commands;
  render(<FreshCredential profile={profile('p')} commands={commands} isSmall />);
  expect(screen.getByRole('alert').textContent).toBe('Paste a Management API token.');
  const token = async (tenant: string) =>
    (await Auth0Store.create(tenant, `${tenant}.eu.auth0.com`)).managementToken();
  const paste = (value: string) => fireEvent.input(screen.getByLabelText('Token'), { target: { value } });
  paste(await token('rival'));
  expect(screen.getByRole('alert').textContent).toMatch(/^This token is for rival\.eu\.auth0\.com, not acme/);
  paste(await token('acme'));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('status').textContent).toMatch(/^For the tenant acme\.eu\.auth0\.com, until /);
  fireEvent.click(screen.getByRole('button', { name: 'Get a token' }));
  await vi.waitFor(async () => expect(await opened()).toEqual([page]));
});
