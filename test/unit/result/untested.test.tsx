// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { after, connected, realm, start, untested } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { stateOfStep } = await import('../../../src/pages/parts/steps');
const { Untested } = await import('../../../src/pages/result/untested');

afterEach(cleanup);

const journey = after(start(realm), ...connected, ...untested);

it('says of a setup without a login that it was not tested, what to do, and ticks no test', () => {
  render(<Untested journey={journey} profile={realm} />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Set up in Keycloak, not tested');
  expect(screen.getByRole('status').textContent).toContain('log in with Bitbucket once');
  expect(screen.getByText(/kc_idp_hint/)).toBeDefined();
  expect(screen.getByText(/missing manage-clients/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Run test login' })).toBeDefined();
  expect(document.body.textContent).not.toContain('It works');
  expect(stateOfStep(journey, 'enable')).toBe('done');
  expect(stateOfStep(journey, 'test')).toBe('waiting');
});
