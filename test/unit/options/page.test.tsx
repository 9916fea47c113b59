// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../../manifest.json';
import messages from '../../../src/public/_locales/en/messages.json';
import type { Profile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { keycloak, realm } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const event = { addListener: () => undefined, removeListener: () => undefined };
Object.assign(englishBrowser.runtime, { getManifest: () => ({ ...manifest, version: '9.8.7' }) });
Object.assign(englishBrowser, {
  permissions: {
    contains: async () => true,
    request: async () => true,
    onAdded: event,
    onRemoved: event,
  },
  commands: { getAll: async () => [] },
});
const { Options } = await import('../../../src/pages/options/options');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { keepCredential } = await import('../../../src/extension/store/credentials');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { Secret } = await import('../../../src/secret');
// Parts that load later are there at once.
await import('../../../src/pages/options/about');
await import('../../../src/pages/options/history');
await import('../../../src/pages/options/overview');

const scopes = ['account', 'email'] as const;
const production = profile('p', { name: 'Production', scopes: [...scopes] });

beforeEach(async () => {
  localStorage.clear();
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(...profiles: readonly Profile[]): Promise<void> {
  for (const each of profiles) await saveProfile(each);
  render(<Options />);
  const name = profiles.at(-1)?.name;
  if (name) await screen.findByRole('button', { name, pressed: true });
  await screen.findByRole('heading', { name: 'About' });
}
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const enter = (name: string, value: string) => fireEvent.input(field(name), { target: { value } });
const visible = (text: string) => screen.queryAllByText(text).filter((each) => !each.closest('[hidden]'));

describe('the navigation', () => {
  const nav = () => screen.getByRole('navigation', { name: messages.sectionsName.message });
  const entries = () =>
    within(nav())
      .getAllByRole('link')
      .map((each) => each.textContent);
  const current = () => nav().querySelector('[aria-current=location]')?.textContent;

  /** As if the page were scrolled past the headings of these sections. */
  function scrollPast(...titles: readonly string[]): void {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      return { top: titles.includes(this.textContent ?? '') ? -10 : 500 } as DOMRect;
    });
    act(() => void fireEvent.scroll(document));
  }

  it('has each section that is shown, and follows the profile', async () => {
    await open(realm, production);
    const general = ['Notifications and shortcut', 'Import and export', 'About'];
    const own = ['All profiles', 'Profile', 'Access', 'Bitbucket'];
    await vi.waitFor(() => expect(entries()).toEqual([...own, 'Applications', 'History', ...general]));
    press(realm.name);
    await vi.waitFor(() => expect(entries()).toEqual([...own, 'History', ...general]));
  });

  it('marks the section that is in sight', async () => {
    await open(production);
    scrollPast();
    expect(current()).toBe('Profile');
    scrollPast('Profile', 'Access', 'Bitbucket');
    expect(current()).toBe('Bitbucket');
    scrollPast('Profile');
    expect(current()).toBe('Profile');
  });

  it('leads the focus to a section, whose entry stays marked at the end of the page, too', async () => {
    await open(production);
    scrollPast('Profile', 'Access');
    fireEvent.click(within(nav()).getByRole('link', { name: 'Notifications and shortcut' }));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Notifications and shortcut' }));
    expect(current()).toBe('Notifications and shortcut');
    // The scroll that this causes ends before the heading is at the top.
    scrollPast('Profile', 'Access');
    expect(current()).toBe('Notifications and shortcut');
    scrollPast('Profile', 'Access');
    expect(current()).toBe('Access');
  });
});

describe('the permissions', () => {
  const fold = () =>
    screen.getByText(messages.permissionsAll.message).closest('details') as HTMLDetailsElement;
  const warned = () => document.querySelector('.warning')?.textContent ?? '';

  it('are those of a login only, with all others folded away', async () => {
    await open(production);
    expect(visible('Login only')).toHaveLength(1);
    expect(fold().open).toBe(false);
    expect(fold().querySelector('summary')?.textContent).toBe('More permissions');
    expect(within(fold()).getAllByRole('checkbox', { hidden: true })).toHaveLength(25);
    expect(warned()).toBe('');
  });

  it('say how many others are chosen while they are folded away, and go back to those of a login', async () => {
    await open({ ...production, scopes: [...scopes, 'pullrequest'] });
    expect(fold().open).toBe(true);
    fold().open = false;
    fireEvent(fold(), new Event('toggle'));
    // Pull requests: Read includes Repositories: Read.
    expect(fold().querySelector('summary')?.textContent).toBe('More permissions 2 chosen');
    expect(visible('Login only')).toHaveLength(0);
    press('Back to “Login only”');
    expect(fold().querySelector('summary')?.textContent).toBe('More permissions');
    expect(visible('Login only')).toHaveLength(1);
  });

  it.each([
    ['repository', ''],
    ['repository:write', 'Repositories: Write'],
    ['project:admin', 'Projects: Admin'],
    ['repository:delete', 'Repositories: Delete'],
    ['wiki', 'Wikis: Read and write'],
    ['pipeline:variable', 'Pipelines: Write, Pipelines: Edit variables'],
  ] as const)('with %s warn of: %s', async (scope, named) => {
    await open({ ...production, scopes: [...scopes, scope] });
    if (named === '') expect(warned()).toBe('');
    else expect(warned()).toContain(`asked to allow ${named}.`);
  });

  it('of a tool are those that it asks for', async () => {
    await open({ ...keycloak, scopes: [...scopes] } as Profile);
    expect(visible('What the tool asks for')).toHaveLength(1);
    expect(fold().open).toBe(false);
    const [wikis] = within(fold()).getAllByRole('checkbox', { name: 'Read and write', hidden: true });
    fireEvent.click(wikis as HTMLElement);
    press('Back to “What the tool asks for”');
    expect(warned()).toBe('');
  });
});

describe('what is not saved', () => {
  const bar = () => button('Save profile').closest('.save') as HTMLElement;
  const said = () => within(bar()).getByRole('status').textContent;
  /** Whether the browser would ask before leaving the page. */
  function asksToStay(): boolean {
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    return leaving.defaultPrevented;
  }

  it('is said, asked about, and forgotten once it is as before', async () => {
    await open(production);
    expect([said(), bar().dataset.stays, asksToStay()]).toEqual(['', 'false', false]);
    expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
    enter('Bitbucket workspace', 'other');
    expect([said(), bar().dataset.stays, asksToStay()]).toEqual(['Unsaved changes', 'true', true]);
    enter('Bitbucket workspace', 'acme');
    expect([said(), bar().dataset.stays, asksToStay()]).toEqual(['', 'false', false]);
  });

  it('is asked about while another profile is looked at', async () => {
    await open(realm, production);
    enter('Bitbucket workspace', 'other');
    press(realm.name);
    expect(said()).toBe('');
    expect(asksToStay()).toBe(true);
  });

  it('is discarded at once, but for a secret, which asks first', async () => {
    await open(production);
    enter('Bitbucket workspace', 'other');
    press('Discard changes');
    await vi.waitFor(() => expect(field('Bitbucket workspace').value).toBe('acme'));
    fireEvent.input(screen.getByLabelText('Token'), { target: { value: 'a token' } });
    press('Discard changes');
    await screen.findByText(messages.discardChangesAsk.message);
    expect(screen.getByLabelText<HTMLInputElement>('Token').value).toBe('a token');
    press('Discard changes');
    expect(screen.getByLabelText<HTMLInputElement>('Token').value).toBe('');
    expect(said()).toBe('');
  });

  it('is on the page and nowhere else', async () => {
    await open(production);
    const kept = async () =>
      JSON.stringify([
        await englishBrowser.storage.local.get(null),
        await englishBrowser.storage.session.get(null),
        { ...localStorage },
        { ...sessionStorage },
        location.href,
      ]);
    fireEvent.input(screen.getByLabelText('Token'), { target: { value: 'typed-secret' } });
    fireEvent.click(screen.getByRole('checkbox', { name: messages.keepEncrypted.message }));
    fireEvent.input(screen.getByLabelText('New passphrase'), { target: { value: 'typed-passphrase' } });
    window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(await kept()).not.toContain('typed-');
  });

  it('is a copy of a profile, from the start', async () => {
    await open(production);
    press('Duplicate');
    expect([said(), asksToStay()]).toEqual(['Unsaved changes', true]);
  });

  it('is saved, which stays in sight', async () => {
    await keepCredential('p', { kind: 'token', token: new Secret('a token') });
    await open(production);
    enter('Bitbucket workspace', 'other');
    // By now it is known what memory holds.
    await screen.findByText(messages.kept.message);
    press('Save profile');
    await vi.waitFor(() => expect(said()).toBe(messages.saved.message));
    expect([bar().dataset.stays, asksToStay()]).toEqual(['true', false]);
    enter('Bitbucket workspace', 'third');
    expect(said()).toBe('Unsaved changes');
  });

  it('is not what a setup, or another tab, has saved meanwhile', async () => {
    await open(production);
    await act(() => saveProfile({ ...production, workspace: 'renamed' }));
    await vi.waitFor(() => expect(field('Bitbucket workspace').value).toBe('renamed'));
    expect(said()).toBe('');
    enter('Bitbucket workspace', 'mine');
    await act(() => saveProfile({ ...production, workspace: 'again' }));
    expect([field('Bitbucket workspace').value, said()]).toEqual(['mine', 'Unsaved changes']);
  });

  it('stays so where a field is wrong: the first comes into sight, and has the focus', async () => {
    await open();
    press('Save profile');
    await vi.waitFor(() => expect(document.activeElement).toBe(field('Profile name')));
    expect(vi.mocked(Element.prototype.scrollIntoView).mock.contexts).toEqual([field('Profile name')]);
    const below = document.getElementById(field('Profile name').getAttribute('aria-describedby') ?? '');
    expect(within(below as HTMLElement).getByRole('alert').textContent).toBe('Give the profile a name.');
    expect([said(), bar().dataset.stays]).toEqual([messages.lookAtFields.message, 'true']);
  });
});

it('a token that is pasted says at its field whose it is, until when, and what it lacks', async () => {
  await open(production);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenFor = (tenant: string) => {
    const claims = {
      scope: 'read:connections create:connections update:connections read:clients',
      aud: `https://${tenant}/api/v2/`,
      iss: `https://${tenant}/`,
      exp: Math.floor(Date.now() / 1000) + 7200,
    };
    return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
  };
  const token = screen.getByLabelText<HTMLInputElement>('Token');
  const below = () => document.getElementById(token.getAttribute('aria-describedby') ?? '')?.textContent;
  fireEvent.input(token, { target: { value: tokenFor('acme.eu.auth0.com') } });
  expect(below()).toMatch(/For the tenant acme\.eu\.auth0\.com, until .+create:clients/);
  expect(token.getAttribute('aria-invalid')).toBe('false');
  fireEvent.input(token, { target: { value: tokenFor('rival.us.auth0.com') } });
  expect(below()).toContain('This token is for rival.us.auth0.com');
  expect(token.getAttribute('aria-invalid')).toBe('true');
});

describe('help', () => {
  it('leads to pages on https, in a tab that learns nothing of this one', async () => {
    await open(production);
    const links = screen.getAllByRole<HTMLAnchorElement>('link', { name: /^Help: / });
    expect(links.map(({ ariaLabel, textContent }) => [ariaLabel, textContent])).toEqual([
      ['Help: Access (in a new tab)', 'Help'],
      ['Help: Bitbucket (in a new tab)', 'Help'],
      ['Help: Applications (in a new tab)', 'Help'],
    ]);
    for (const { href, target, rel } of links)
      expect([new URL(href).protocol, target, rel]).toEqual(['https:', '_blank', 'noopener noreferrer']);
  });

  it('is not offered where there is no page', async () => {
    await open(keycloak as Profile);
    expect(visible('Help').map(({ ariaLabel }) => ariaLabel)).toEqual(['Help: Bitbucket (in a new tab)']);
  });
});

describe('About', () => {
  const about = () => screen.getByRole('region', { name: 'About' });

  it('has the version, what is new, and what every permission of the manifest is for', async () => {
    await open(production);
    within(about()).getByText('Keyferry 9.8.7');
    expect(about().querySelectorAll('ul[lang=en] > li').length).toBeGreaterThan(3);
    const rows = [...about().querySelectorAll('dl > div')];
    expect(rows.map((row) => row.querySelector('dt')?.textContent).sort()).toEqual(
      [
        ...manifest.permissions,
        ...manifest.optional_permissions,
        ...manifest.host_permissions,
        ...manifest.optional_host_permissions,
      ].sort(),
    );
    for (const row of rows)
      expect(row.querySelector('dd')?.textContent, row.textContent ?? '').toMatch(/\.$/);
  });

  it('reports the last setup', async () => {
    await keptJourney.write(newJourney({ profileId: 'p' }));
    await open(production);
    press('Report a problem');
    const report = await screen.findByRole('region', { name: 'Keyferry report' });
    expect(report.querySelector('pre')?.textContent).toContain('9.8.7');
    press('Report a problem');
    expect(screen.queryByRole('region', { name: 'Keyferry report' })).toBeNull();
  });

  it('says without one what to tell of this browser', async () => {
    await open(production);
    press('Report a problem');
    await screen.findByText(/There is no setup to report on\..+Keyferry 9\.8\.7, /);
  });
});
