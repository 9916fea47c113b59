import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { ProblemAlert } = await import('../../../src/pages/parts/problem');
const { fixes, problem } = await import('../../../src/setup/problems');

afterEach(cleanup);

describe('a problem', () => {
  it.each(Object.keys(fixes) as (keyof typeof fixes)[])(
    '%s says what happened, why, and what to do',
    (code) => {
      render(<ProblemAlert problem={problem(code, 'first', 'second')} />);
      const alert = screen.getByRole('alert');
      const parts = [...alert.querySelectorAll('h2, p')].map((each) => each.textContent ?? '');
      expect(parts).toHaveLength(3);
      for (const part of parts) {
        expect(part.length).toBeGreaterThan(15);
        expect(part).not.toMatch(/\$\d|undefined/);
      }
      expect(parts[2]).toMatch(/^What to do: /);
    },
  );

  it('puts why a pair could not be read into words', () => {
    render(<ProblemAlert problem={problem('pairUnreadable', 'no-secret')} />);
    expect(screen.getByRole('heading').textContent).toContain('no Secret was found');
  });
});
