// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dashboardIds } from '../../../src/dashboards';
import { fieldsets } from '../../../src/dashboards/fieldsets';
import messages from '../../../src/public/_locales/en/messages.json';
import { type Draft, emptyDraft, enteredIn, entering, fieldsAt } from '../../../src/setup/profiles/draft';
import { Auth0Store } from '../../standins/auth0/store';
import { englishBrowser } from './english';

// The page leaves out nothing that any dashboard declares of its fields.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { OwnFields } = await import('../../../src/pages/parts/own-fields');
const { DashboardChoice } = await import('../../../src/pages/parts/dashboard-choice');

/** The draft on the page. */
let now: Draft;
beforeEach(() => {
  now = emptyDraft('p');
});
afterEach(cleanup);

function Page({ start, ...more }: { start: Draft } & Partial<Parameters<typeof OwnFields>[0]>) {
  const [draft, setDraft] = useState(start);
  now = draft;
  return (
    <OwnFields
      fields={fieldsAt(draft, 'where', 'access', 'login')}
      draft={draft}
      problems={{}}
      change={(part) => setDraft((before) => ({ ...before, ...part(before) }))}
      {...more}
    />
  );
}

const control = (name: string) => screen.getByLabelText<HTMLInputElement | HTMLSelectElement>(name);

describe.each(dashboardIds)('of %s', (id) => {
  const start = { ...emptyDraft('p'), dashboard: id };

  it('each field that is asked for is there by its name, and what is entered stands in the draft', () => {
    render(<Page start={start} />);
    for (const field of fieldsAt(start, 'where', 'access', 'login')) {
      const { label } = field;
      const own = control(messages[label].message);
      expect(own.tagName, label).toBe(field.kind === 'choice' ? 'SELECT' : 'INPUT');
      if (field.kind === 'choice') continue;
      expect(own.getAttribute('type')).toBe(field.kind === 'secret' ? 'password' : 'text');
      expect(own.getAttribute('autocomplete')).toBe(field.kind === 'secret' ? 'new-password' : 'off');
      fireEvent.input(own, { target: { value: `entered for ${field.id}` } });
      expect(enteredIn(now)[field.id]).toBe(`entered for ${field.id}`);
    }
  });

  it('each choice has all there is to pick, and each that is picked has its fields', () => {
    for (const field of fieldsets[id].fields) {
      if (field.kind !== 'choice') continue;
      render(<Page start={start} />);
      const pick = control(messages[field.label].message) as HTMLSelectElement;
      expect([...pick.options].map((each) => each.value)).toEqual(field.choices.map((each) => each.value));
      for (const { value } of field.choices) {
        fireEvent.change(pick, { target: { value } });
        expect(enteredIn(now)[field.id]).toBe(value);
        for (const each of fieldsAt(now, 'where', 'access', 'login'))
          expect(control(messages[each.label].message)).toBeDefined();
      }
      cleanup();
    }
  });
});

it('a problem is said at its field, in place of the help', () => {
  const problems = { domain: { message: 'field_hostDenied', params: ['acme.example'] } } as const;
  render(<Page start={now} problems={problems} />);
  const domain = control('Domain');
  expect(domain.getAttribute('aria-invalid')).toBe('true');
  const below = document.getElementById(domain.getAttribute('aria-describedby') ?? '');
  expect(below?.textContent).toMatch(/^Keyferry needs access to acme\.example to reach/);
});

it('what is left is shown as it was read, and what a check has found can be picked', () => {
  const offered = { loginDomain: ['acme.eu.auth0.com', 'login.acme.example'] };
  render(<Page start={now} access={{ rights: [], applications: [], offered }} />);
  const domain = control('Domain');
  fireEvent.input(domain, { target: { value: 'https://manage.auth0.com/dashboard/eu/acme/' } });
  fireEvent.blur(domain);
  expect(enteredIn(now).domain).toBe('acme.eu.auth0.com');
  fireEvent.click(screen.getByRole('button', { name: 'login.acme.example' }));
  expect(enteredIn(now).loginDomain).toBe('login.acme.example');
});

describe('a token that is pasted', () => {
  const token = 'Token';
  const below = () =>
    document.getElementById(control(token).getAttribute('aria-describedby') ?? '')?.textContent ?? '';
  const paste = (text: string) => fireEvent.input(control(token), { target: { value: text } });
  const of = async (tenant: string) =>
    (await Auth0Store.create(tenant, `${tenant}.eu.auth0.com`)).managementToken();

  it('fills in a new profile, and says at once what it is', async () => {
    render(<Page start={now} isNew />);
    paste(await of('acme'));
    const said =
      /^For the tenant acme\.eu\.auth0\.com, until .+\. It has every permission that Keyferry uses\.$/;
    expect(screen.getByRole('status').textContent).toMatch(said);
    expect(below()).toMatch(said);
    expect(control('Domain').value).toBe('acme.eu.auth0.com');
    expect(now.name).toBe('acme');
    expect(document.body.textContent).not.toContain(enteredIn(now).token);
  });

  it('for another tenant than the profile’s is wrong at once, with both names', async () => {
    const saved = { ...now, ...entering(now, { domain: 'acme.eu.auth0.com' }) };
    render(<Page start={saved} />);
    paste(await of('rival'));
    expect(screen.getByRole('alert').textContent).toMatch(
      /^This token is for rival\.eu\.auth0\.com, not acme\.eu\.auth0\.com\./,
    );
    expect(screen.getByRole('status').textContent).toBe('');
    expect(control('Domain').value).toBe('acme.eu.auth0.com');
  });
});

describe('which dashboard is meant', () => {
  const change = vi.fn();
  it('is asked where there are several', () => {
    render(<DashboardChoice ids={['auth0', 'other']} draft={now} change={change} />);
    fireEvent.change(control('Dashboard'), { target: { value: 'other' } });
    expect(change.mock.lastCall?.[0](now)).toMatchObject({ dashboard: 'other' });
  });

  it('is not asked where there is one', () => {
    const { container } = render(<DashboardChoice ids={['auth0']} draft={now} change={change} />);
    expect(container.innerHTML).toBe('');
  });
});
