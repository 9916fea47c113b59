// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type DashboardId, dashboardIds, isApiDashboard } from '../../../src/dashboards';
import { fieldsets } from '../../../src/dashboards/fieldsets';
import { stepIds } from '../../../src/setup/journey/steps';
import type { Profile } from '../../../src/setup/profiles/profile';
import { profile } from '../../fixtures/profile';
import { keycloak, pocketbase, project, realm } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { guideOf, StepHelp } = await import('../../../src/pages/result/step-help');

afterEach(cleanup);

const profiles: Readonly<Record<DashboardId, Profile>> = {
  auth0: profile('p'),
  keycloak: realm,
  pocketbase,
  supabase: project,
  other: keycloak as Profile,
};

describe.each(dashboardIds)('at %s', (id) => {
  it('steps on Bitbucket lead to Bitbucket’s page, and those at a dashboard with an API to its own', () => {
    const hosts = stepIds.map((step) => {
      const guide = guideOf(step, profiles[id]);
      return guide && new URL(guide).host;
    });
    const bitbucket = 'support.atlassian.com';
    const [look, logIn, create, capture, send, enable, test, retire] = hosts;
    expect([look, logIn, create, capture, retire]).toEqual(Array(5).fill(bitbucket));
    expect(test).toBeUndefined();
    for (const own of [send, enable]) {
      expect(own !== undefined).toBe(isApiDashboard(id));
      expect(own).not.toBe(bitbucket);
    }
  });

  it('every address is on https, and no dashboard’s own that somebody runs', () => {
    for (const guide of Object.values(fieldsets[id].guides ?? {})) {
      const { protocol, host, username } = new URL(guide);
      expect([protocol, username]).toEqual(['https:', '']);
      expect(host).toMatch(/^[a-z.0]+\.[a-z]+$/);
    }
  });
});

it('leads there in a tab of its own', () => {
  render(<StepHelp step="create" label="Create the consumer" profile={profiles.auth0} />);
  const link = screen.getByRole<HTMLAnchorElement>('link', {
    name: 'Help: Create the consumer (in a new tab)',
  });
  expect([link.target, link.rel, link.href]).toEqual([
    '_blank',
    'noopener noreferrer',
    guideOf('create', profiles.auth0),
  ]);
});

it('is not there where there is no page', () => {
  const shown = render(<StepHelp step="test" label="Test the login" profile={profiles.auth0} />);
  expect(shown.container.childElementCount).toBe(0);
});
