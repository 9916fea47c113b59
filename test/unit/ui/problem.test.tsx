// @vitest-environment jsdom
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
      render(<ProblemAlert problem={problem(code, 'first', 'second')} dashboardName="Auth0" />);
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

  it('names the dashboard that it came from', () => {
    render(<ProblemAlert problem={problem('credentialInvalid')} dashboardName="Keycloak" />);
    expect(screen.getByRole('heading').textContent).toBe('Keycloak rejected the token.');
  });

  it.each(['noHelper', 'bitbucketPermission'] as const)('%s names no dashboard, having none', (code) => {
    render(<ProblemAlert problem={problem(code)} dashboardName="Keycloak" />);
    expect(screen.getByRole('alert').textContent).not.toContain('Keycloak');
  });

  it('puts why a pair could not be read into words', () => {
    render(<ProblemAlert problem={problem('pairUnreadable', 'no-secret')} dashboardName="Auth0" />);
    expect(screen.getByRole('heading').textContent).toContain('no Secret was found');
  });
});
