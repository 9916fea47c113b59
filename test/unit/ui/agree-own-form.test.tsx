// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noCommands } from '../asks/commands';
import '../locks';
import { englishBrowser } from './english';

const requestHosts = vi.fn(async () => true);
const mayReach = vi.fn(async () => true);
let tabs: { tabId: number; address: string; openedBy: undefined }[] = [];
const changes = new Set<() => void>();
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({ requestHosts, mayReach }));
vi.mock('../../../src/extension/platform/guided-tab', () => ({
  tabsNow: async () => tabs,
  onTabs: (then: () => void) => changes.add(then),
}));
const openTab = vi.fn(async (address: string) => {
  tabs.push({ tabId: 9, address, openedBy: undefined });
  return 9;
});
vi.mock('../../../src/extension/platform/open', () => ({ openTab, showTab: vi.fn(), showThisPage: vi.fn() }));
const { OfferOwnForm, OwnFormEntrance } = await import('../../../src/pages/parts/agree-own-form');
const { readProfiles } = await import('../../../src/extension/store/profiles');

const page = (path: string, tabId = 1) => ({
  tabId,
  address: `https://manage.auth0.com${path}`,
  openedBy: undefined,
});
const label = 'Set up in Auth0’s page';
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const shows = (text: string | RegExp) =>
  vi.waitFor(() => expect(document.body.textContent).toMatch(text), 2_000);

beforeEach(() => {
  englishBrowser.reset();
  tabs = [];
  changes.clear();
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

function begin(workspace = '') {
  const commands = noCommands();
  render(<OwnFormEntrance tool="auth0" workspace={workspace} commands={commands} />);
  press(label);
  return commands;
}

it('asks for the dashboard’s host alone, and says so where that is refused', async () => {
  requestHosts.mockResolvedValueOnce(false);
  begin();
  expect(requestHosts).toHaveBeenCalledWith(['manage.auth0.com']);
  await shows('Without access to manage.auth0.com');
  expect(openTab).not.toHaveBeenCalled();
});

it('names the tenant, its place and what is done, and starts with that and nothing typed', async () => {
  tabs = [page('/dashboard/eu/acme/apis'), page('/dashboard/eu/acme/', 2)];
  const commands = begin('rockets');
  await shows('What happens in acme (acme.eu.auth0.com)');
  await shows('https://acme.eu.auth0.com/login/callback');
  expect((await readProfiles()).profiles).toEqual([]);
  press('Set up Bitbucket login');
  await vi.waitFor(() =>
    expect(commands.run).toHaveBeenCalledWith({
      type: 'setup/start',
      mode: 'create',
      ownForm: { within: '/dashboard/eu/acme/', isForAll: true },
    }),
  );
  const { profiles, current } = await readProfiles();
  expect(profiles).toMatchObject([
    {
      id: current?.id,
      tool: 'auth0',
      workspace: 'rockets',
      callbackUrl: 'https://acme.eu.auth0.com/login/callback',
    },
  ]);
});

it('lets the person choose the applications, and the domain where the address does not tell it', async () => {
  tabs = [page('/dashboard/us/acme/')];
  const commands = begin();
  await shows('acme (acme.us.auth0.com)');
  fireEvent.change(screen.getByLabelText('Domain'), { target: { value: 'acme.auth0.com' } });
  fireEvent.click(screen.getByRole('checkbox'));
  press('Set up Bitbucket login');
  await vi.waitFor(() =>
    expect(commands.run).toHaveBeenCalledWith(
      expect.objectContaining({ ownForm: { within: '/dashboard/us/acme/', isForAll: false } }),
    ),
  );
  expect((await readProfiles()).profiles).toMatchObject([
    { callbackUrl: 'https://acme.auth0.com/login/callback' },
  ]);
});

it.each([
  ['none is open', []],
  ['two tenants are', [page('/dashboard/eu/acme/'), page('/dashboard/eu/other/', 2)]],
])('has the tenant chosen in the dashboard where %s', async (_, open) => {
  tabs = [...open];
  begin();
  await shows('Auth0 asks which tenant you mean.');
  expect(openTab).toHaveBeenCalledWith('https://manage.auth0.com/#/select-tenant?path=/connections/social');
  const tell = async (address: string | undefined) => {
    tabs = address === undefined ? [] : [{ tabId: 9, address, openedBy: undefined }];
    for (const each of changes) each();
  };
  await tell('https://auth0.auth0.com/login');
  await shows('The tab shows a page of another site');
  await tell('https://manage.auth0.com/dashboard/eu/third/connections/social');
  await shows('What happens in third (third.eu.auth0.com)');
});

it('says that the tab was closed, and opens it again', async () => {
  begin();
  await shows('Auth0 asks which tenant you mean.');
  tabs = [];
  for (const each of changes) each();
  await shows('The tab was closed.');
  press('Open it again');
  await vi.waitFor(() => expect(openTab).toHaveBeenCalledTimes(2));
});

it('starts nothing for a profile whose callback URL is another tenant’s', async () => {
  tabs = [page('/dashboard/eu/other/')];
  const onAgreed = vi.fn();
  render(
    <OfferOwnForm
      profile={{
        id: 'p',
        name: 'Acme',
        dashboard: 'other',
        tool: 'auth0',
        callbackUrl: 'https://acme.eu.auth0.com/login/callback',
        workspace: '',
        scopes: ['account', 'email'],
      }}
      commands={noCommands()}
      onAgreed={onAgreed}
    />,
  );
  press(label);
  await shows('another tenant. Nothing is put in here.');
  expect(screen.queryByRole('button', { name: label })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Set up Bitbucket login' })).toBeNull();
});
