// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

const lookAtForm = vi.fn();
const tabInFront = vi.fn();
const open = { openSettings: vi.fn(), openWelcome: vi.fn() };
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/page-form', () => ({ lookAtForm }));
vi.mock('../../../src/extension/platform/tabs', () => ({ tabInFront }));
vi.mock('../../../src/extension/platform/open', () => open);
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { keptPages } = await import('../../../src/extension/store/filled-pages');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { StartFromPage } = await import('../../../src/pages/parts/start-from-page');

const origin = 'https://git.acme.example';
const gitea = `${origin}/user/oauth2/bitbucket/callback`;
const seen = (...urls: string[]) => ({
  kind: 'page',
  visit: '1',
  form: { kind: 'none' },
  callbacks: urls.map((url) => ({ url })),
  canUndo: false,
  place: { tabId: 7, origin, visit: '1', documentId: 'd' },
});

beforeEach(async () => {
  vi.resetAllMocks();
  localStorage.clear();
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  tabInFront.mockResolvedValue({ tabId: 7, address: `${origin}/admin` });
});
afterEach(cleanup);

function draw() {
  const onBack = vi.fn();
  const { container } = render(<StartFromPage onBack={onBack} />);
  return { onBack, container };
}
const says = (text: string | RegExp) =>
  vi.waitFor(() => expect(document.body.textContent).toMatch(text), 4_000);
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

it('makes a profile with the callback URL that the page shows, once that is agreed to', async () => {
  lookAtForm.mockResolvedValue(seen(gitea));
  const { onBack, container } = draw();
  await says('Callback URLs of Gitea, Forgejo look like this one.');
  expect(container.querySelector('.origin')?.textContent).toBe(origin);
  expect((await readProfiles()).profiles).toEqual([]);
  await press(`Create profile: ${gitea}`);
  await vi.waitFor(() => expect(onBack).toHaveBeenCalled());
  const { current } = await readProfiles();
  expect(current).toMatchObject({
    tool: 'gitea',
    callbackUrl: gitea,
    name: 'Gitea, Forgejo (git.acme.example)',
  });
  expect(await keptPages.read()).toEqual({ [current?.id ?? '']: origin });
});

it('leads to the profile that has the callback URL already', async () => {
  lookAtForm.mockResolvedValue(seen(gitea));
  const there = { dashboard: 'other' as const, tool: 'gitea', workspace: '', scopes: [], callbackUrl: gitea };
  await saveProfile({ ...there, id: 'a', name: 'Git' });
  await saveProfile({ ...there, id: 'b', name: 'Other', callbackUrl: `${gitea}2` });
  const { onBack } = draw();
  await says('The profile “Git” has this callback URL.');
  expect(screen.queryByRole('button', { name: /^Create profile/ })).toBeNull();
  await press('Show profile: Git');
  await vi.waitFor(() => expect(onBack).toHaveBeenCalled());
  const { current, profiles } = await readProfiles();
  expect([current?.id, profiles.length]).toEqual(['a', 2]);
});

it('asks which one is meant of several, and offers none at which others could read a login', async () => {
  lookAtForm.mockResolvedValue(seen(gitea, 'http://git.acme.example/callback'));
  draw();
  await says('The page shows these callback URLs. Which one is for Bitbucket?');
  await says('Keyferry doesn’t take a callback URL at which others could read a login');
  expect(screen.getAllByRole('button', { name: /^Create profile/ })).toHaveLength(1);
});

it('says where Keyferry can do it by itself, and leads there', async () => {
  lookAtForm.mockResolvedValue(seen('https://id.acme.example/realms/rockets/broker/bitbucket/endpoint'));
  draw();
  await says('With access to Keycloak, Keyferry can also enter Key and Secret itself');
  await press('Get started');
  expect(open.openWelcome).toHaveBeenCalled();
});

it('says where none is to be seen, and leads to where one can be entered', async () => {
  lookAtForm.mockResolvedValue(seen());
  draw();
  await says('Keyferry sees no callback URL on this page.');
  await press('Open settings');
  expect(open.openSettings).toHaveBeenCalled();
});

it('says how to show it a page that the browser keeps from it', async () => {
  tabInFront.mockResolvedValue({ tabId: 7, address: undefined });
  draw();
  await says('Go to your tool’s page that shows the callback URL, and click the button there.');
});
