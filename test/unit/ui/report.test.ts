// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { advance } from '../../../src/setup/journey/advance';
import type { Event } from '../../../src/setup/journey/event';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
Object.assign(englishBrowser.runtime, { getManifest: () => ({ version: '1.2.3' }) });
const { reportOf } = await import('../../../src/pages/parts/report');

const journey = (...events: Event[]) =>
  events.reduce((now, event) => advance(now, event, Date.UTC(2026, 10, 24)), newJourney());
const list = (names: string[]): Event => ({
  kind: 'list-seen',
  workspace: 'acme',
  names,
  freeName: 'Login',
  pairIn: 'row',
});
const captured: Event[] = [
  list([]),
  { kind: 'form-filled', name: 'Login' },
  list(['Login']),
  { kind: 'pair-taken', name: 'Login', key: 'yV5aWjGZz5xz7mhFCg', seal: 'a-seal', from: 'saved-page' },
];

const failed = journey(...captured, { kind: 'failed', problem: problem('pairBad') });
const worked = journey(
  ...captured,
  { kind: 'pair-checked', verdict: 'good' },
  { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
  { kind: 'applications-enabled', names: ['Rocket Shop'], alreadyThere: 0 },
  { kind: 'logged-in', name: 'Mira Vogel' },
);
const login = {
  journeyId: 'j',
  sub: 'oauth2|bitbucket|1',
  name: 'Mira Vogel',
  email: 'mira@acme.example',
  claims: { nickname: 'mira' },
};

it('says what was done, what went wrong, and where', () => {
  expect(reportOf(failed, profile('p')).split('\n')).toEqual(
    expect.arrayContaining([
      '# Keyferry report',
      expect.stringMatching(/^- Keyferry 1\.2\.3, .*, 2026-11-24T00:00:00\.000Z$/),
      '- Set up Bitbucket login: `p`',
      '- Auth0: `acme.eu.auth0.com`',
      '- Bitbucket workspace: `acme`',
      '- `Login`: `yV5aWjGZz5xz7mhFCg`',
      '2. Create the consumer: `Created “Login”` (2026-11-24T00:00:00.000Z)',
      '3. Get the Key and Secret: Needs attention',
      '- pairBad: Bitbucket rejected this Key and Secret.',
    ]),
  );
});

it('says the same as JSON, for a program to read', () => {
  expect(JSON.parse(reportOf(failed, profile('p'), { format: 'json' }))).toMatchObject({
    keyferry: '1.2.3',
    dashboard: 'Auth0',
    address: 'acme.eu.auth0.com',
    workspace: 'acme',
    client: { name: 'Login', id: 'yV5aWjGZz5xz7mhFCg' },
    steps: [
      {},
      { step: 'Create the consumer', state: 'Done', did: 'Created “Login”', at: '2026-11-24T00:00:00.000Z' },
      { state: 'Needs attention' },
      {},
      {},
      {},
    ],
    problem: { code: 'pairBad', what: 'Bitbucket rejected this Key and Secret.' },
  });
});

describe.each(['markdown', 'json'] as const)('as %s', (format) => {
  it('names who logged in, and addresses, only where that is asked for', () => {
    const of = (hasPersons: boolean) => reportOf(worked, profile('p'), { format, hasPersons, login });
    expect(of(false)).not.toMatch(/Mira|mira@|oauth2\|/);
    expect(of(true)).toContain('Mira Vogel');
    expect(of(true)).toContain('mira@acme.example');
  });

  it('has the words of who refused something, without the addresses in them', () => {
    const said = { by: 'Auth0', code: 'denied', text: 'mira@acme.example may not log in here.' };
    const report = reportOf(
      journey(...captured, { kind: 'failed', problem: { ...problem('refused', 'create', 'acme'), said } }),
      profile('p'),
      { format },
    );
    expect(report).toContain('…@… may not log in here.');
  });

  it('has the points of a check', () => {
    const points = [
      { point: 'connection' as const, state: 'bad' as const, params: [] },
      {
        point: 'callback' as const,
        state: 'bad' as const,
        params: ['https://old.example/', 'https://new.example/'],
      },
      { point: 'test' as const, state: 'good' as const, params: ['Mira Vogel'] },
    ];
    const checked = {
      ...newJourney({ mode: 'check' }),
      stage: { kind: 'done' } as const,
      points,
    };
    const report = reportOf(checked, profile('p'), { format });
    expect(report).toMatch(/bad/);
    expect(report).toContain('https://old.example/ ≠ https://new.example/');
    expect(report).not.toContain('Mira');
  });
});

it('makes nothing but text of what others have named', () => {
  const name = '![x](https://evil.example/p.png) `code` @everyone\n# Title';
  const report = reportOf(
    journey(list([]), { kind: 'form-filled', name }, list([name]), {
      kind: 'pair-taken',
      name,
      key: 'yV5aWjGZz5xz7mhFCg',
      seal: 'a-seal',
      from: 'saved-page',
    }),
    profile('p', { name: '[a](https://evil.example)' }),
  );
  expect(report).not.toMatch(/^# Title/m);
  // All of it is in code, where Markdown has no links, pictures or mentions.
  expect(report.replaceAll(/`[^`\n]*`/g, '')).not.toMatch(/evil|everyone|!\[/);
});

it('says what was seen of a login that failed, and nothing of one that failed before it worked', () => {
  const seen: Event[] = [
    ...captured,
    { kind: 'pair-checked', verdict: 'good' },
    { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
    { kind: 'applications-enabled', names: ['Rocket Shop'], alreadyThere: 0 },
    { kind: 'login-opened' },
    {
      kind: 'login-seen',
      seen: {
        last: {
          kind: 'page',
          address: 'acme.eu.auth0.com/login/callback',
          title: 'Oops!, something went wrong',
          said: { by: 'acme.eu.auth0.com', code: 'access_denied', text: 'Please verify your email.' },
        },
        points: [{ point: 'pair', state: 'good', params: ['sent'] }],
        asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email', 'account'] },
      },
    },
    { kind: 'failed', problem: problem('loginClosed') },
  ];
  expect(reportOf(journey(...seen), profile('p')).split('\n')).toEqual(
    expect.arrayContaining([
      '## What Keyferry saw',
      '- Login window: `Last page: acme.eu.auth0.com/login/callback, titled “Oops!, something went wrong”. acme.eu.auth0.com says: “Please verify your email.” (access_denied)`',
      '- Key and Secret, good: `Bitbucket accepts the Key and Secret that this setup sent. Keyferry doesn’t know whether the connection has the same Secret.`',
      '- Callback URL, unknown: `Auth0 sends https://acme.eu.auth0.com/login/callback. Keyferry didn’t look at what the consumer has; Check setup does.`',
    ]),
  );
  const works = journey(...seen, { kind: 'retried' }, { kind: 'logged-in', name: 'Mira Vogel' });
  expect(works.stage.kind).toBe('done');
  expect(reportOf(works, profile('p'))).not.toContain('What Keyferry saw');
});
