// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { apiDashboardIds, apiDashboards } from '../../../src/dashboards';
import messages from '../../../src/public/_locales/en/messages.json';
import { advance } from '../../../src/setup/journey/advance';
import type { Journey } from '../../../src/setup/journey/journey';
import type { Profile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Works } = await import('../../../src/pages/result/works');

afterEach(cleanup);

it.each(apiDashboardIds)('tells what people trip over once a login works: %s', (dashboard) => {
  const of = { ...profile('p'), dashboard } as Profile;
  render(<Works journey={{ ...newJourney(), stage: { kind: 'done' } }} profile={of} />);
  const told = screen.getAllByRole('listitem').map((each) => each.textContent);
  expect(told).toEqual(
    expect.arrayContaining(
      ['knowCallback' as const, ...apiDashboards[dashboard].about.goodToKnow].map(
        (key) => messages[key].message,
      ),
    ),
  );
});

it('says what comes next: the organization, for applications that people log in to through one', () => {
  const enabled = { kind: 'applications-enabled', names: ['Shop', 'App'], alreadyThere: 0 } as const;
  const next = (more: object) => {
    const at: Journey = {
      ...newJourney(),
      stage: { kind: 'enabling', connectionId: 'con_1', connectionName: 'bitbucket' },
    };
    const after = advance(at, { ...enabled, ...more }, 1);
    render(<Works journey={{ ...after, stage: { kind: 'done' } }} profile={profile('p')} />);
    const text = screen.getByRole('heading', { name: 'Next steps' }).parentElement?.textContent;
    cleanup();
    return text;
  };
  const said = 'Users log in to Shop, App through an organization only.';
  expect(next({ inOrganizations: ['Shop', 'App'] })).toContain(said);
  expect(next({})).not.toContain('organization');
});
