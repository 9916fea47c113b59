import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { apiDashboardIds, apiDashboards } from '../../../src/dashboards';
import messages from '../../../src/public/_locales/en/messages.json';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Works } = await import('../../../src/pages/result/works');

afterEach(cleanup);

it.each(apiDashboardIds)('tells what people trip over once a login works: %s', (dashboard) => {
  render(
    <Works journey={{ ...newJourney(), stage: { kind: 'done' } }} profile={profile('p', { dashboard })} />,
  );
  const told = screen.getAllByRole('listitem').map((each) => each.textContent);
  expect(told).toEqual(
    expect.arrayContaining(
      ['knowCallback' as const, ...apiDashboards[dashboard].about.goodToKnow].map(
        (key) => messages[key].message,
      ),
    ),
  );
});
