// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Steps } = await import('../../../src/pages/parts/steps');
const { advance } = await import('../../../src/setup/journey/advance');
const { problem } = await import('../../../src/setup/problems');

afterEach(cleanup);

const start = newJourney();
const seen = { kind: 'list-seen', workspace: 'acme', names: [], freeName: 'Login', pairIn: 'row' } as const;

it('names the six steps in order', () => {
  render(<Steps journey={undefined} dashboardName="Auth0" />);
  const items = within(screen.getByRole('list', { name: 'Setup steps' })).getAllByRole('listitem');
  expect(items.map((each) => each.querySelector('.label')?.textContent)).toEqual([
    'Log in to Bitbucket',
    'Create the consumer',
    'Get the Key and Secret',
    'Send to Auth0',
    'Enable for your applications',
    'Test the login',
  ]);
  expect(items.some((each) => each.hasAttribute('aria-current'))).toBe(false);
});

it('marks the current step, and says what the done ones did', () => {
  render(<Steps journey={advance(start, seen, 0)} dashboardName="Auth0" />);
  const [first, second] = screen.getAllByRole('listitem');
  expect(first?.textContent).toContain('Workspace: acme');
  expect(within(first as HTMLElement).getByRole('img', { name: 'Done' })).toBeTruthy();
  expect(second?.getAttribute('aria-current')).toBe('step');
  expect(within(second as HTMLElement).getByRole('img', { name: 'In progress' })).toBeTruthy();
});

it.each([
  ['Your turn', 'the form is saved by the person', [{ kind: 'login-needed' }]],
  ['In progress', 'the background works', []],
  [
    'Waiting',
    'it goes on at a time',
    [seen, { kind: 'put-off', problem: problem('rateLimited', '1'), until: 1 }],
  ],
  ['Your turn', 'nothing has failed', [seen, { kind: 'failed', problem: problem('credentialExpired') }]],
  [
    'Needs attention',
    'something has failed',
    [seen, { kind: 'failed', problem: problem('credentialInvalid') }],
  ],
] as [string, string, Event[]][])('says “%s” where %s', (words, _, events) => {
  const journey = events.reduce((now, event) => advance(now, event, 0), start);
  render(<Steps journey={journey} dashboardName="Auth0" />);
  const current = screen.getAllByRole('listitem').find((each) => each.hasAttribute('aria-current'));
  expect(within(current as HTMLElement).getByRole('img', { name: words })).toBeTruthy();
});

it('ticks nothing that nobody did', () => {
  const record: Journey['record'] = [
    { step: 'enable', at: 0, did: 'enabledNone', params: [] },
    { step: 'test', at: 0, did: 'testedByHand', params: [] },
  ];
  render(<Steps journey={{ ...start, stage: { kind: 'done' }, record }} dashboardName="Auth0" />);
  expect(screen.queryByRole('img', { name: 'Done' })).toBeNull();
  expect(screen.getAllByRole('img', { name: 'Not done here' })).toHaveLength(2);
});

it('marks the step at which the journey stopped', () => {
  render(
    <Steps
      journey={advance(start, { kind: 'failed', problem: problem('timeout') }, 0)}
      dashboardName="Auth0"
    />,
  );
  expect(
    screen.getByRole('img', { name: 'Needs attention' }).closest('li')?.getAttribute('aria-current'),
  ).toBe('step');
});
