// @vitest-environment node

import { describe, expect, it } from 'vitest';
import type { WantedConsumer } from '../../../src/bitbucket/form';
import { planFor } from '../../../src/setup/helper-plan';
import { advance } from '../../../src/setup/journey/advance';
import { begin } from '../../../src/setup/journey/begin';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { eventOf } from '../../../src/setup/page-event';
import type { PageFacts } from '../../../src/setup/page-facts';
import { problem } from '../../../src/setup/problems';
import { consumerName, wantedConsumer } from '../../../src/setup/profiles/wanted';
import { newJourney } from '../../fixtures/journey';
import { profile as profileCalled } from '../../fixtures/profile';

const profile = profileCalled('p', { loginDomain: 'login.acme.example', scopes: ['account', 'email'] });
const wanted: WantedConsumer = wantedConsumer(profile, 'Login');

const list: PageFacts = {
  kind: 'list',
  workspace: 'acme',
  names: [],
  keys: [],
  isPart: false,
  pairIn: 'row',
};
const form: PageFacts = { kind: 'form', workspace: 'acme', purpose: 'add' };
const pair: PageFacts = { kind: 'pair', workspace: 'acme', keys: [] };
const start = newJourney();
const seen: Event = { kind: 'list-seen', workspace: 'acme', names: [], freeName: 'Login', pairIn: 'row' };
const creating = advance(start, seen, 0);
const filled = advance(creating, { kind: 'form-filled', name: 'Login' }, 0);
const capturing = advance(filled, { ...seen, names: ['Login'] }, 0);

it('registers the callback of the domain on which logins start', () => {
  expect(wanted.callbackUrl).toBe('https://login.acme.example/login/callback');
  expect(consumerName(profile, [])).toBe('Auth0 login (login)');
  expect(consumerName(profile, ['Auth0 login (login)', 'Auth0 login (login) 2'])).toBe(
    'Auth0 login (login) 3',
  );
});

it.each([
  ['opens the form from the list', creating, list, { kind: 'open-form' }],
  ['fills the form', creating, form, { kind: 'fill', wanted }],
  ['does not touch a form that edits', creating, { ...form, purpose: 'edit' } as const, { kind: 'nothing' }],
  ['takes no pair before the form was filled', creating, pair, { kind: 'nothing' }],
  ['takes the pair of the dialog after Save', filled, pair, { kind: 'capture', consumerName: undefined }],
  [
    'asks before it opens a form again that was left',
    filled,
    list,
    { kind: 'not-saved', wanted, isPart: false },
  ],
  [
    'does not know whether it was saved on one page of several',
    filled,
    { ...list, isPart: true },
    { kind: 'not-saved', wanted, isPart: true },
  ],
  ['takes the pair of the row with the name', capturing, list, { kind: 'capture', consumerName: 'Login' }],
  [
    'says that a page is another workspace’s',
    creating,
    { ...list, workspace: 'rivals' },
    {
      kind: 'elsewhere',
      here: 'rivals',
      wantedWorkspace: 'acme',
      address: 'https://bitbucket.org/acme/workspace/settings/oauth-clients',
    },
  ],
  [
    'says nothing of one that it may still be led away from',
    start,
    { ...list, workspace: 'rivals' },
    { kind: 'nothing' },
  ],
  [
    'stays away from another workspace once the rest runs by itself',
    advance(
      capturing,
      { kind: 'pair-taken', name: 'Login', key: 'yV5aWjGZz5xz7mhFCg', seal: '', from: 'page' },
      0,
    ),
    { ...list, workspace: 'rivals' },
    { kind: 'nothing' },
  ],
  ['stays away elsewhere', filled, { kind: 'other' } as const, { kind: 'nothing' }],
])('%s', (_, journey, page, plan) => {
  expect(planFor(journey, page, wanted, undefined)).toEqual(plan);
});

const unclear: PageFacts = { kind: 'unclear', workspace: 'acme' };
const translated: PageFacts = { kind: 'translated', workspace: 'acme' };
const waiting: PageFacts = { kind: 'list-waits', workspace: 'acme', reason: 'failed', says: 'Try again.' };
const awaiting = advance(filled, { ...seen, names: ['Login'], pairIn: 'dialog' }, 0);
const stopped = (journey: Journey, ...why: Parameters<typeof problem>) =>
  advance(journey, { kind: 'failed', problem: problem(...why) }, 0);
const missed = advance(awaiting, { kind: 'pair-missed' }, 0);
const following = (journey: Journey, ...events: readonly Event[]) =>
  events.reduce((now, event) => advance(now, event, 0), journey);
const taken = following(awaiting, {
  kind: 'pair-taken',
  name: 'Login',
  key: 'yV5aWjGZz5xz7mhFCg',
  seal: 'a-seal',
  from: 'saved-page',
});
const sending = following(taken, { kind: 'pair-checked', verdict: 'good' });
const connected = following(sending, {
  kind: 'connection-ready',
  id: 'c',
  name: 'bitbucket',
  did: 'created',
});
const testing = following(connected, { kind: 'applications-enabled', names: ['Shop'], alreadyThere: 0 });
const surveyed = following(begin({ ...start, mode: 'check', now: 0 }), {
  kind: 'surveyed',
  connection: { id: 'c', name: 'bitbucket' },
  client: {
    keyHint: 'yV5a…hFCg',
    asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email', 'account'] },
  },
});
const checking = following(surveyed, seen);
const existing = begin({ ...start, mode: 'existing', now: 0 });

it('reads a form for a check only once its consumer was found in the list', () => {
  const form = { kind: 'form', workspace: 'acme', purpose: 'edit' } as PageFacts;
  expect(planFor(checking, form, wanted, undefined)).toEqual({ kind: 'nothing' });
  const found = following(checking, { kind: 'consumer-found', name: 'Login' });
  expect(planFor(found, form, wanted, undefined)).toMatchObject({ kind: 'inspect', consumerName: 'Login' });
});

describe('a list that has not come, and a page that is translated', () => {
  const waits = { kind: 'list-waits', reason: 'failed', says: 'Try again.' };

  it.each([
    ['finding', start, waits, { kind: 'translated' }],
    ['creating', filled, waits, { kind: 'translated' }],
    ['capturing', capturing, waits, { kind: 'translated' }],
    ['inspecting', checking, waits, { kind: 'translated' }],
    // Another page says what stopped it; Bitbucket's own words may still help to put it right.
    ['stopped', missed, { kind: 'nothing' }, { kind: 'translated' }],
    ['sending', sending, { kind: 'nothing' }, { kind: 'nothing' }],
  ] as const)('are said while the journey is at Bitbucket: %s', (stage, journey, onWaiting, onTranslated) => {
    expect(journey.stage.kind).toBe(stage);
    expect(planFor(journey, waiting, wanted, undefined)).toEqual(onWaiting);
    expect(planFor(journey, translated, wanted, undefined)).toEqual(onTranslated);
  });

  it('of another workspace are said to be that', () => {
    const plans = [waiting, translated, unclear, pair].map((page) =>
      planFor(awaiting, { ...page, workspace: 'rivals' } as PageFacts, wanted, undefined),
    );
    expect(new Set(plans.map((plan) => plan.kind))).toEqual(new Set(['elsewhere']));
  });
});

describe('a pair that is shown once', () => {
  it.each([
    ['list', { ...list, pairIn: 'dialog' } as const],
    ['form', form],
    ['unclear page', unclear],
  ])('is awaited on the %s', (_, page) => {
    expect(planFor(awaiting, page, wanted, undefined)).toEqual({ kind: 'await-pair', consumerName: 'Login' });
  });

  it('is taken as soon as it is there', () => {
    expect(planFor(awaiting, pair, wanted, undefined)).toEqual({ kind: 'capture', consumerName: 'Login' });
  });

  it.each([
    ['it was missed', missed],
    ['it could not be read', stopped(awaiting, 'pairUnreadable', 'masked')],
  ])('is taken after all where the journey stopped because %s', (_, journey) => {
    expect(journey.stage.kind).toBe('stopped');
    expect(planFor(journey, pair, wanted, undefined)).toEqual({ kind: 'capture', consumerName: 'Login' });
    expect(planFor(journey, list, wanted, undefined)).toMatchObject({ kind: 'follow', state: 'stopped' });
  });

  it.each([
    ['another reason', stopped(awaiting, 'tabClosed')],
    ['a pair that is refused', stopped(taken, 'pairBad')],
  ])('is not taken where it stopped for %s', (_, journey) => {
    expect(planFor(journey, pair, wanted, undefined).kind).toBe('follow');
  });
});

describe('a page that is not understood', () => {
  it.each([
    ['may be the list or the form', start, wanted, false],
    ['may be the form', creating, wanted, false],
    ['may be what comes after the form', filled, wanted, true],
    ['is no form for a consumer that is there', existing, undefined, false],
    ['is no form once it is saved', capturing, undefined, false],
    ['is no form where only a check looks', checking, undefined, false],
    ['is no form where the pair was missed', missed, undefined, false],
  ] as const)('%s', (_, journey, asked, isFilled) => {
    expect(planFor(journey, unclear, wanted, undefined)).toEqual({ kind: 'ask', wanted: asked, isFilled });
  });

  it('is left alone once the journey has gone on elsewhere', () => {
    for (const journey of [sending, connected, testing])
      expect(planFor(journey, unclear, wanted, undefined)).toEqual({ kind: 'nothing' });
  });
});

describe('what is said of where the journey stands', () => {
  it.each([[taken], [sending], [testing], [missed]])(
    'has the ends of the Key from the vault only',
    (journey) => {
      expect(planFor(journey, list, wanted, undefined)).toMatchObject({ kind: 'follow', held: undefined });
      expect(planFor(journey, list, wanted, 'Qk3v…81sZ')).toMatchObject({
        kind: 'follow',
        held: 'Qk3v…81sZ',
      });
    },
  );
});

describe('what a journey came to that is over', () => {
  const opened = following(testing, { kind: 'login-opened' });
  const works = following(opened, { kind: 'logged-in', name: 'Mira Vogel' });
  const handed = following(sending, { kind: 'handing-needed' }, { kind: 'handed-over' });
  const compared = following(checking, { kind: 'consumer-absent' });
  const undone = following(works, { kind: 'undo-asked' }, { kind: 'undone', hadSecret: true });
  const tried = following(
    testing,
    { kind: 'try-needed', missing: 'create:clients' },
    { kind: 'tried', worked: true },
  );

  it.each([
    ['works', 'a login', works],
    ['works', 'a login that the person saw in the dashboard', tried],
    ['handed-over', 'a pair entered by hand, of which no login was seen', handed],
    ['checked', 'a check, whatever it found', compared],
    ['undone', 'an undo', undone],
  ] as const)('is %s after %s', (state, _, journey) => {
    expect(planFor(journey, list, wanted, undefined)).toMatchObject({ kind: 'follow', state });
  });
});

describe('where the profile names no workspace', () => {
  const nowhere = newJourney({ workspace: '' });
  const settings: PageFacts = { kind: 'settings', workspace: 'acme' };
  const all: PageFacts = { kind: 'workspaces', managed: ['acme'] };
  const unclear: PageFacts = { kind: 'unclear', workspace: 'acme' };

  it.each([list, form, settings, all, unclear])('asks, whatever page names one: $kind', (page) => {
    const event = eventOf(nowhere, page, profile, 'D1');
    expect(event).toEqual({ kind: 'workspace-needed', found: ['acme'] });
    const asked = advance(nowhere, event as Event, 0);
    const plan = { kind: 'choose-workspace', found: ['acme'] };
    expect(planFor(asked, page, wanted, undefined)).toEqual(plan);
    expect(planFor(nowhere, page, wanted, undefined)).toEqual({ kind: 'nothing' });
  });
});
