// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../../manifest.json';
import type { Access } from '../../../src/dashboards/session';
import messages from '../../../src/public/_locales/en/messages.json';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

const checkAccess = vi.fn();
const request = vi.fn(async () => true);
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/dashboard/sign-in', () => ({ checkAccess }));
const event = { addListener: () => undefined, removeListener: () => undefined };
Object.assign(englishBrowser.runtime, { getManifest: () => manifest });
Object.assign(englishBrowser, {
  permissions: { contains: async () => true, request, onAdded: event, onRemoved: event },
  commands: { getAll: async () => [] },
});
const { Options } = await import('../../../src/pages/options/options');
const { keepCredential } = await import('../../../src/extension/store/credentials');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { Secret } = await import('../../../src/secret');
// What comes later is there at once.
await import('../../../src/pages/options/about');
await import('../../../src/pages/options/history');
await import('../../../src/pages/options/overview');

const access: Access = { rights: [], applications: [{ id: 'app_1', name: 'Rocket Shop' }], offered: {} };
const verdict = () => screen.queryByText(messages.accessGood.message);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const enter = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });

beforeEach(async () => {
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  Element.prototype.scrollIntoView = vi.fn();
  await saveProfile(profile('p', { name: 'Production' }));
  await keepCredential('p', { kind: 'token', token: new Secret('a token') });
  render(<Options />);
  await screen.findByText(messages.kept.message);
});
afterEach(cleanup);

/** Presses "Check access", and gives what answers it. */
async function check() {
  let answer = (_: Access): void => undefined;
  checkAccess.mockReturnValue(
    new Promise((resolve) => (answer = (found) => resolve({ kind: 'checked', access: found }))),
  );
  press('Check access');
  await screen.findByText(messages.checking.message);
  return (found = access) => act(async () => answer(found));
}

describe('what a check has found', () => {
  it.each([
    ['another dashboard', 'Domain', 'acme-dev.eu.auth0.com'],
    ['another credential', 'Token', 'another token'],
  ])('is no longer said once %s is entered', async (_, name, value) => {
    await (await check())();
    await screen.findByText(messages.accessGood.message);
    enter(name, value);
    expect(verdict()).toBeNull();
  });

  it('stays while anything else is entered, or the same in other words', async () => {
    await (await check())();
    await screen.findByText(messages.accessGood.message);
    enter('Bitbucket workspace', 'rockets');
    enter('Domain', 'https://acme.eu.auth0.com/');
    expect(verdict()).not.toBeNull();
  });

  it('is not said of what was entered while it was looked at', async () => {
    const answer = await check();
    enter('Domain', 'acme-dev.eu.auth0.com');
    await answer();
    expect([verdict(), field('Domain').value]).toEqual([null, 'acme-dev.eu.auth0.com']);
  });

  it('is not looked for where something else was entered while the browser asked', async () => {
    let grant = (): void => undefined;
    request.mockReturnValueOnce(new Promise((resolve) => (grant = () => resolve(true))));
    checkAccess.mockClear();
    press('Check access');
    enter('Domain', 'acme-dev.eu.auth0.com');
    await act(async () => grant());
    expect(checkAccess).not.toHaveBeenCalled();
    expect(screen.queryByText(messages.checking.message)).toBeNull();
  });

  it('takes the place of what it puts right, and of nothing that was entered meanwhile', async () => {
    const answer = await check();
    enter('Bitbucket workspace', 'rockets');
    enter('Profile name', 'Live');
    const says = 'accessCorrected';
    await answer({ ...access, corrected: { loginDomain: { value: 'login.acme.example', says } } });
    await screen.findByText(messages.accessGood.message);
    expect(field('Callback domain').value).toBe('login.acme.example');
    expect([field('Bitbucket workspace').value, field('Profile name').value]).toEqual(['rockets', 'Live']);
  });
});

it('what is entered while a profile is saved stays, and is not saved', async () => {
  let grant = (): void => undefined;
  request.mockReturnValueOnce(new Promise((resolve) => (grant = () => resolve(true))));
  enter('Bitbucket workspace', 'rockets');
  press('Save profile');
  enter('Profile name', 'Live');
  await act(async () => grant());
  await vi.waitFor(async () =>
    expect((await readProfiles()).profiles).toMatchObject([{ workspace: 'rockets', name: 'Production' }]),
  );
  await screen.findByText(messages.unsaved.message);
  expect([field('Bitbucket workspace').value, field('Profile name').value]).toEqual(['rockets', 'Live']);
});
