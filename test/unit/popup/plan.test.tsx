// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { apiDashboards } from '../../../src/dashboards';
import messages from '../../../src/public/_locales/en/messages.json';
import type { Profile } from '../../../src/setup/profiles/profile';
import { profile } from '../../fixtures/profile';
import { keycloak, pocketbase, project, realm } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Plan } = await import('../../../src/pages/popup/plan');

afterEach(cleanup);

function draw(of: Profile) {
  const run = vi.fn(async () => undefined);
  const onLeft = vi.fn();
  const commands = { refusal: undefined, fieldProblem: undefined, isBusy: false, run, repeat: run };
  render(<Plan profile={of} commands={commands} onLeft={onLeft} />);
  return { run, onLeft, text: screen.getByRole('region', { name: 'What will happen' }).textContent ?? '' };
}

it('says what is made where, for whom, and with which permissions', async () => {
  const applications = { kind: 'chosen' as const, ids: ['a', 'b'] };
  const { text, run, onLeft } = draw(profile('p', { scopes: ['account', 'repository'], applications }));
  expect(text).toContain('in the workspace “acme”');
  expect(text).toContain('https://acme.eu.auth0.com/login/callback');
  expect(text).toContain('Account: Email, Account: Read, and Repositories: Read');
  expect(text).toContain('the 2 applications that you chose');
  expect(text).toContain('adds a test application, and deletes it again');
  fireEvent.click(screen.getByRole('button', { name: 'Set up Bitbucket login' }));
  await vi.waitFor(() => expect(run).toHaveBeenCalledWith({ type: 'setup/start', mode: 'create' }));
  expect(onLeft).toHaveBeenCalled();
});

it('says that the workspace is still to be chosen', () => {
  expect(draw(profile('p', { workspace: '' })).text).toContain('in the workspace that you choose');
});

it.each([pocketbase, realm, project])(
  'says whom a connection is for where it is for everybody: $dashboard',
  (of) => {
    const { forAll, loginTests } = apiDashboards[of.dashboard].about;
    const { text } = draw(of);
    expect(text).toContain(messages[forAll as keyof typeof messages].message);
    expect(text.includes('test login opens')).toBe(loginTests !== undefined);
  },
);

it('promises nothing at a tool in which the person enters the pair', () => {
  const { text } = draw(keycloak);
  expect(text).toContain('You enter the Key and Secret there yourself.');
  expect(text).not.toMatch(/Undo|test login|connection gets/);
});
