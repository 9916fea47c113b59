// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../../src/setup/problems';
import { draftOf, entering } from '../../../src/setup/profiles/draft';
import type { Profile } from '../../../src/setup/profiles/profile';
import { profile } from '../../fixtures/profile';
import { pocketbase } from '../../screens/journeys';
import { englishBrowser } from './english';

const asked = vi.fn(async () => false);
const checkAccess = vi.fn();
const saveProfile = vi.fn(async () => undefined);
const keepInMemoryOnly = vi.fn(async () => undefined);
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({ requestHosts: asked }));
vi.mock('../../../src/extension/dashboard/sign-in', () => ({ checkAccess }));
vi.mock('../../../src/extension/store/edit-profiles', () => ({ saveProfile }));
vi.mock('../../../src/extension/store/locker', () => ({ keepInMemoryOnly }));
const { GiveAccess } = await import('../../../src/pages/welcome/give-access');

afterEach(() => {
  cleanup();
  asked.mockReset();
  asked.mockResolvedValue(false);
  vi.clearAllMocks();
});

/** The way in, after the profile's access was checked, with something else entered since. */
function Page(props: { since: Record<string, string>; saved?: Profile; onChecked?: () => void }) {
  const { since, saved = profile('p'), onChecked = vi.fn() } = props;
  const before = draftOf(saved);
  const [draft, setDraft] = useState({ ...before, ...entering(before, since) });
  const change: Parameters<typeof GiveAccess>[0]['change'] = (part) =>
    setDraft((before) => ({ ...before, ...part(before) }));
  return <GiveAccess draft={draft} change={change} saved={saved} onRead={vi.fn()} onChecked={onChecked} />;
}

const check = () => fireEvent.click(screen.getByRole('button', { name: 'Check access' }));

it('goes on with the credential of before where that is for the same', () => {
  render(<Page since={{}} />);
  check();
  expect(asked).toHaveBeenCalledWith(['acme.eu.auth0.com', 'acme.eu.auth0.com']);
});

it.each([
  ['another domain', { domain: 'other.eu.auth0.com' }, 'Paste a Management API token.'],
  ['another way in', { signIn: 'machine' }, 'Enter the Client Secret of the application.'],
])('asks for one again where it would be for %s', (_, since, said) => {
  render(<Page since={since} />);
  check();
  expect(screen.getAllByRole('alert').map((each) => each.textContent)).toContain(said);
  expect(asked).not.toHaveBeenCalled();
});

it('asks for what people log in to where that is not what it usually is', async () => {
  asked.mockResolvedValue(true);
  const missing = problem('noCollection', 'users', 'members, staff');
  checkAccess.mockResolvedValue({ kind: 'problem', problem: missing });
  render(<Page since={{}} saved={pocketbase} />);
  expect(screen.queryByRole('textbox', { name: 'Collection' })).toBeNull();
  check();
  await screen.findByText('PocketBase has no auth collection “users”.');
  const field = await screen.findByRole('textbox', { name: 'Collection' });
  fireEvent.input(field, { target: { value: 'staff' } });
  check();
  await vi.waitFor(() =>
    expect(checkAccess.mock.lastCall?.[0]).toMatchObject({ server: pocketbase.server, collection: 'staff' }),
  );
  expect(screen.queryByRole('textbox', { name: 'Collection' })).not.toBeNull();
});

describe('an answer that comes late', () => {
  const found = { kind: 'checked', access: { rights: [], applications: [], offered: {} } };
  /** A check under way, and what ends it. */
  function begin(onChecked = vi.fn()) {
    asked.mockResolvedValue(true);
    let answer = (): void => undefined;
    checkAccess.mockReturnValue(new Promise((resolve) => (answer = () => resolve(found))));
    render(<Page since={{}} onChecked={onChecked} />);
    check();
    return { onChecked, answer: () => act(async () => answer()) };
  }
  const isChecking = () => vi.waitFor(() => expect(screen.queryByText('Checking…')).not.toBeNull());
  const enter = (name: string, value: string) =>
    fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } });

  it('says nothing of what was entered since, and saves nothing', async () => {
    const { answer, onChecked } = begin();
    await isChecking();
    enter('Bitbucket workspace', 'rockets');
    expect(screen.queryByText('Checking…')).toBeNull();
    await answer();
    expect([saveProfile.mock.calls, onChecked.mock.calls]).toEqual([[], []]);
    expect(screen.queryByText('All permissions granted.')).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Bitbucket workspace' }).value).toBe(
      'rockets',
    );
  });

  it('of the browser, whether it may be asked, asks nothing for what was entered since', async () => {
    let grant = (): void => undefined;
    asked.mockReturnValue(new Promise((resolve) => (grant = () => resolve(true))));
    render(<Page since={{}} />);
    check();
    enter('Bitbucket workspace', 'rockets');
    await act(async () => grant());
    expect(checkAccess).not.toHaveBeenCalled();
    expect(screen.queryByText('Checking…')).toBeNull();
  });

  it('counts where what was entered since reads the same', async () => {
    const { answer, onChecked } = begin();
    await isChecking();
    enter('Bitbucket workspace', 'acme ');
    await answer();
    await screen.findByText('All permissions granted.');
    expect([saveProfile.mock.calls.length, onChecked.mock.calls.length]).toEqual([1, 1]);
  });
});
