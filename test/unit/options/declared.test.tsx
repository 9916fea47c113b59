// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiDashboardId, apiDashboardIds, apiDashboards } from '../../../src/dashboards';
import type { ApiAbout } from '../../../src/dashboards/about';
import { apiFieldsets } from '../../../src/dashboards/fieldsets';
import messages from '../../../src/public/_locales/en/messages.json';
import { draftOf, emptyDraft, pickingDashboard } from '../../../src/setup/profiles/draft';
import {
  type ApiProfile,
  type Profile,
  wantedApplications,
  wantsApplication,
} from '../../../src/setup/profiles/profile';
import { readDraft } from '../../../src/setup/profiles/read-draft';
import { profile as auth0 } from '../../fixtures/profile';
import { pocketbase, project, realm } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

// The settings ask for what the kind of dashboard declares; values that nobody sees decide nothing.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const event = { addListener: () => undefined, removeListener: () => undefined };
Object.assign(englishBrowser, {
  permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  commands: { getAll: async () => [] },
});
const { Options } = await import('../../../src/pages/options/options');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');

const profiles: Readonly<Record<ApiDashboardId, ApiProfile>> = {
  auth0: auth0('p', { scopes: ['account', 'email'] }),
  keycloak: realm,
  pocketbase,
  supabase: project,
};
const aboutOf = (id: ApiDashboardId): ApiAbout => apiDashboards[id].about;
const chosen: ApiProfile['applications'] = { kind: 'chosen', ids: ['shop'] };

beforeEach(async () => {
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
});
afterEach(cleanup);

async function open(profile: Profile) {
  await saveProfile(profile);
  render(<Options />);
  await screen.findByRole('button', { name: profile.name, pressed: true });
}
const more = () =>
  screen.queryByText<HTMLElement>(messages.permissionsMore.message)?.closest('details') ?? undefined;

describe.each(apiDashboardIds)('of %s', (id) => {
  const { forAll } = aboutOf(id);
  const profile = profiles[id];

  it('the settings ask for applications, or say whom a connection is for', async () => {
    await open(profile);
    const isAsked = screen.queryByRole('heading', { name: messages.groupApplications.message }) !== null;
    expect(isAsked).toBe(!forAll);
    if (forAll) screen.getByText(messages[forAll].message);
  });

  it('the settings fold away what a login has no use for, unless some of it is chosen', async () => {
    await open(profile);
    screen.getByText(messages.help_permissions.message);
    const { isForLoginOnly = false } = apiFieldsets[id];
    expect(more() !== undefined).toBe(isForLoginOnly);
    expect(more()?.open ?? false).toBe(false);
    cleanup();
    await open({ ...profile, scopes: [...profile.scopes, 'repository'] });
    expect(more()?.open ?? false).toBe(isForLoginOnly);
  });

  it('what was picked of another dashboard’s applications counts where there are some', () => {
    const before = { ...emptyDraft('p'), applications: chosen };
    const draft = {
      ...before,
      ...pickingDashboard(before, id),
      entered: draftOf(profile).entered,
      name: 'P',
    };
    expect(readDraft(draft, true)).toMatchObject({
      kind: 'ok',
      profile: { applications: forAll ? { kind: 'all' } : chosen },
    });
    // As a file may contain it.
    const from = { ...profile, applications: chosen };
    expect(wantedApplications(from)).toEqual(forAll ? undefined : ['shop']);
    expect([wantsApplication(from, 'shop'), wantsApplication(from, 'other')]).toEqual([true, !!forAll]);
  });
});
