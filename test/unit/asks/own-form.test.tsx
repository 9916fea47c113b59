// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GuidedStanding } from '../../../src/extension/dashboard/own-form';
import type { Journey } from '../../../src/setup/journey/journey';
import type { HandProfile } from '../../../src/setup/profiles/profile';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

const requestHosts = vi.fn(async () => true);
const openTab = vi.fn(async () => 12);
const leadTab = vi.fn(async () => undefined);
const choose = vi.fn();
let seen: GuidedStanding;
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/permissions', () => ({ requestHosts }));
vi.mock('../../../src/extension/platform/guided-tab', () => ({ leadTab }));
vi.mock('../../../src/extension/platform/open', async (original) => ({
  ...(await original<object>()),
  openTab,
}));
vi.mock('../../../src/pages/parts/use-own-form', async (original) => ({
  ...(await original<object>()),
  useOwnForm: () => ({ seen, choose }),
}));
const { HandOver } = await import('../../../src/pages/asks/own-form');

const profile: HandProfile = {
  id: 'p',
  name: 'Acme',
  dashboard: 'other',
  tool: 'auth0',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
  workspace: 'acme',
  scopes: ['account', 'email'],
};
const journey = (stage: object = {}): Journey => ({
  version: 2,
  id: 'j',
  profileId: 'p',
  mode: 'create',
  startedAt: 1,
  stage: { kind: 'guiding', part: 'send', isFilled: false, tabId: 9, ...stage },
  record: [],
  workspace: 'acme',
  taken: [],
  ownForm: { within: '/dashboard/eu/acme/', isForAll: false },
});
const decide = vi.fn();
const show = (what: GuidedStanding, stage?: object, isSmall = false) => {
  seen = what;
  render(
    <HandOver
      journey={journey(stage)}
      profile={profile}
      commands={noCommands()}
      decide={decide}
      isSmall={isSmall}
    />,
  );
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const buttons = () => screen.getAllByRole('button').map((each) => each.textContent);
const status = () => screen.getByRole('status').textContent;
beforeEach(() => englishBrowser.reset());
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

it.each<[string, GuidedStanding, string, string]>([
  ['a tab that was closed', { kind: 'closed' }, 'The tab was closed.', 'Open it again'],
  ['access that was taken back', { kind: 'withheld' }, 'Without access to manage.auth0.com', 'Allow access'],
  ['a page of another site', { kind: 'away' }, 'The tab shows a page of another site', 'Go to the page'],
  ['a login that is open', { kind: 'login-open' }, 'click Grant access there', 'Go to the page'],
  ['a try that failed', { kind: 'failed', text: 'Oops!' }, 'Auth0 says: “Oops!”', 'Go to the page'],
  [
    'another tenant',
    { kind: 'move', move: { kind: 'lead', says: { message: 'auth0InPageAway', params: [] } } },
    'another page of the Auth0 dashboard',
    'Lead the tab back',
  ],
  [
    'a connection that is there',
    { kind: 'move', move: { kind: 'there', says: { message: 'auth0InPageThere', params: [] } } },
    'already has a Bitbucket connection',
    'Give access in the settings',
  ],
  [
    'a form that is empty again',
    {
      kind: 'move',
      move: { kind: 'by-hand', says: { message: 'auth0InPageEmptied', params: [] }, canFill: true },
    },
    'they aren’t there any more',
    'Put the values in again',
  ],
])('says what is next at %s', (_, what, says, button) => {
  show(what);
  expect(status()).toContain(says);
  expect(buttons()).toContain(button);
  expect(buttons()).toContain('Enter by hand instead');
});

it('opens the tab again where it goes on, and leads it back there', async () => {
  show({ kind: 'closed' }, { part: 'test', connectionId: 'con_1' });
  press('Open it again');
  const applications = 'https://manage.auth0.com/dashboard/eu/acme/connections/social/con_1/applications';
  await vi.waitFor(() => expect(decide).toHaveBeenCalledWith({ kind: 'own-tab-opened', tabId: 12 }));
  expect(openTab).toHaveBeenCalledWith(applications);
  cleanup();
  show({ kind: 'move', move: { kind: 'lead', says: { message: 'auth0InPageAway', params: [] } } });
  press('Lead the tab back');
  expect(leadTab).toHaveBeenCalledWith(9, 'https://manage.auth0.com/dashboard/eu/acme/connections/social');
});

it('asks for the host again in the click', () => {
  show({ kind: 'withheld' });
  press('Allow access');
  expect(requestHosts).toHaveBeenCalledWith(['manage.auth0.com']);
});

const row = (title: string, below: string, isOn: boolean) => ({ title, below, isOn, isLocked: false });

it('lists the applications as the page has them, and turns on those that are ticked', () => {
  const rows = [
    row('Shop', 'Native', false),
    row('Jobs', 'Machine to Machine', false),
    row('Staff', 'Native', true),
  ];
  show({ kind: 'move', move: { kind: 'applications', rows } }, { part: 'enable', connectionId: 'con_1' });
  const items = screen.getAllByRole('listitem').map((each) => each.textContent);
  expect(items).toEqual(['Shop', 'Jobs (Machine to Machine)', 'Staff: on in the page']);
  expect(screen.getAllByRole('checkbox').filter((each) => (each as HTMLInputElement).checked)).toEqual([]);
  fireEvent.click(screen.getByLabelText('Shop'));
  press('Turn on the ticked ones');
  expect(choose).toHaveBeenCalledWith({ applications: ['Shop'] });
  press('Continue without');
  expect(choose).toHaveBeenLastCalledWith({ applications: [] });
});

it.each<[string, 'enable' | 'test', string, object]>([
  [
    'applications that are not seen',
    'enable',
    'Continue without',
    { kind: 'own-applications', names: [], notKept: [], others: 0 },
  ],
  ['a test that is not found', 'test', 'I’ve seen it work', { kind: 'tried', worked: true }],
])('leaves to the person %s', (_, part, button, event) => {
  const says = { message: 'auth0InPageTryNot', params: [] } as const;
  show({ kind: 'move', move: { kind: 'by-hand', says } }, { part, connectionId: 'con_1' });
  press(button);
  expect(decide).toHaveBeenCalledWith(event);
});

it('leads out of the popup', () => {
  show({ kind: 'working' }, {}, true);
  expect(buttons()).toEqual(['Show what’s next']);
});
