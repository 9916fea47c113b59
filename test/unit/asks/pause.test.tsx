// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Pause } = await import('../../../src/pages/asks/pause');
const { problem } = await import('../../../src/setup/problems');

afterEach(cleanup);

const show = (pause: Parameters<typeof Pause>[0]['pause']) => {
  const decide = vi.fn();
  render(<Pause pause={pause} dashboardName="Auth0" commands={noCommands()} decide={decide} />);
  return decide;
};

it('for want of a network can be ended by trying, since browsers call themselves offline that are not', () => {
  const decide = show({ problem: problem('offline') });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(decide).toHaveBeenCalledExactlyOnceWith({ kind: 'pause-over' });
});

it('for want of a network says when it is tried again by itself', () => {
  show({ problem: problem('offline'), again: Date.now() + 30_000 });
  expect(screen.getByRole('timer').textContent).toMatch(/^Tries again automatically in /);
  cleanup();
  show({ problem: problem('offline') });
  expect(screen.queryByRole('timer')).toBeNull();
});

it('for want of patience is over when the dashboard says so, or is left', () => {
  show({ problem: problem('rateLimited', '40'), until: Date.now() + 40_000 });
  expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual(['Cancel']);
});

it('has the words of the answer in it', () => {
  const said = { by: 'Auth0', code: '429, too_many_requests', text: 'Global limit has been reached' };
  show({ problem: { ...problem('rateLimited', '40'), said }, until: Date.now() + 40_000 });
  expect(screen.getByRole('status').textContent).toContain(
    'Auth0 says: “Global limit has been reached” (429, too_many_requests)',
  );
});
