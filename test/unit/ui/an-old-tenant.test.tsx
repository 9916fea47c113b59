// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, emptyDraft, enteredIn, entering } from '../../../src/setup/profiles/draft';
import { auth0App } from '../../standins/auth0';
import { Auth0Store, managementScopes } from '../../standins/auth0/store';
import { englishBrowser } from './english';

// An old tenant, without a region in its domain; the dashboard's address says "us" all the same.

const asked = vi.fn(async (_: readonly string[]) => true);
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({
  requestHosts: asked,
  mayReach: async () => true,
}));
const { ProfileForm } = await import('../../../src/pages/options/profile-form');
const { GiveAccess } = await import('../../../src/pages/welcome/give-access');

const address = 'https://manage.auth0.com/dashboard/us/acme/applications';
let store: Auth0Store;
/** Every request, by its method and address. */
let sent: string[];

beforeEach(async () => {
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  asked.mockClear();
  sent = [];
  store = await Auth0Store.create('acme', 'acme.auth0.com');
  const app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  vi.stubGlobal('fetch', async (url: URL, { method, headers, body }: RequestInit) => {
    sent.push(`${method} ${url.href.replace(/\?.*/, '')}`);
    return app.fetch(new Request(url, { method, headers, body } as RequestInit));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

const nobody = () => undefined;
const pages = {
  'the settings': () => {
    const form = { profile: undefined, copied: undefined, onSaved: nobody, onDeleted: nobody };
    render(<ProfileForm id="p" {...form} onDuplicate={nobody} />);
    fill('Profile name', 'Old');
    fill('Domain', address);
  },
  'the first steps': () => render(<FirstSteps />),
};

/** With the draft as the previous step leaves it. */
function FirstSteps() {
  const [draft, setDraft] = useState<Draft>(() => {
    const empty = emptyDraft('p');
    return { ...empty, ...entering(empty, { domain: 'acme.us.auth0.com' }) };
  });
  return (
    <>
      <GiveAccess
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part(before) }))}
        saved={undefined}
        onRead={nobody}
        onChecked={setDraft}
      />
      <p data-testid="domain">{enteredIn(draft).domain}</p>
    </>
  );
}
const domainOn = (page: string) =>
  page === 'the settings'
    ? screen.getByLabelText<HTMLInputElement>('Domain').value
    : screen.getByTestId('domain').textContent;

describe.each(Object.keys(pages) as (keyof typeof pages)[])('an old tenant of the US in %s', (page) => {
  const asMachine = () => {
    const client = store.addClient({
      name: 'Keyferry',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    });
    store.grant(client.client_id, managementScopes);
    pages[page]();
    fireEvent.change(screen.getByLabelText('Access method'), { target: { value: 'machine' } });
    fill('Client ID', client.client_id);
    fill('Client Secret', client.client_secret);
  };

  it('is looked for at its other domain once the person says so, and it is said where it is', async () => {
    asMachine();
    press('Check access');
    expect(await screen.findByText('Keyferry didn’t find Auth0 at acme.us.auth0.com.')).toBeDefined();
    expect(sent.some((each) => each.includes('//acme.auth0.com'))).toBe(false);
    expect(domainOn(page)).toBe('acme.us.auth0.com');
    press('Look at acme.auth0.com');
    const found = 'Auth0 is at acme.auth0.com. Keyferry uses that address.';
    expect(await screen.findByText(found)).toBeDefined();
    expect(screen.getByText('All permissions granted.')).toBeDefined();
    expect(domainOn(page)).toBe('acme.auth0.com');
    expect(asked.mock.calls.map(([[host]]) => host)).toEqual(['acme.us.auth0.com', 'acme.auth0.com']);
  });

  it('is where the pasted token says, without a search, and it is said where', async () => {
    pages[page]();
    fill('Token', await store.managementToken());
    press('Check access');
    const found = 'Auth0 is at acme.auth0.com. Keyferry uses that address.';
    expect(await screen.findByText(found)).toBeDefined();
    expect(domainOn(page)).toBe('acme.auth0.com');
    expect(sent.every((each) => each.includes('//acme.auth0.com/'))).toBe(true);
    expect(asked.mock.calls).toEqual([[['acme.auth0.com', 'acme.auth0.com']]]);
  });
});
