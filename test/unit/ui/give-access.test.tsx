// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, expect, it, vi } from 'vitest';
import { draftOf, entering } from '../../../src/setup/profiles/draft';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from './english';

const asked = vi.fn(async () => false);
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({ requestHosts: asked }));
const { GiveAccess } = await import('../../../src/pages/welcome/give-access');

afterEach(() => {
  cleanup();
  asked.mockClear();
});

/** The way in, after the profile's access was checked, with something else entered since. */
function Page({ since }: { since: Record<string, string> }) {
  const saved = draftOf(profile('p'));
  const [draft, setDraft] = useState({ ...saved, ...entering(saved, since) });
  const change: Parameters<typeof GiveAccess>[0]['change'] = (part) =>
    setDraft((before) => ({ ...before, ...part(before) }));
  return (
    <GiveAccess draft={draft} change={change} saved={profile('p')} onRead={vi.fn()} onChecked={vi.fn()} />
  );
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
