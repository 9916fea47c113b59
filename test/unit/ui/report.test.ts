import { expect, it, vi } from 'vitest';
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

it('says what was done, what went wrong, and where', () => {
  const report = reportOf(
    journey(...captured, { kind: 'failed', problem: problem('pairBad') }),
    profile('p'),
  );
  expect(report.split('\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Keyferry 1\.2\.3, /),
      '2026-11-24T00:00:00.000Z',
      'Auth0: acme.eu.auth0.com',
      'Bitbucket workspace: acme',
      'Login (Key yV5aWjGZz5xz7mhFCg)',
      '2. Create the consumer: “Login”',
      '3. Get Key and Secret: Stopped',
      'Bitbucket does not accept this Key and Secret.',
    ]),
  );
});

it('does not name who logged in', () => {
  const report = reportOf(
    journey(
      ...captured,
      { kind: 'pair-checked', verdict: 'good' },
      { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
      { kind: 'applications-enabled', names: ['Rocket Shop'], alreadyThere: 0 },
      { kind: 'logged-in', name: 'Mira Vogel' },
    ),
    profile('p'),
  );
  expect(report).toContain('6. Test the connection: Done');
  expect(report).not.toContain('Mira');
});
