// @vitest-environment node

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { pageMessage } from '../../../src/extension/messages/schemas';
import messages from '../../../src/public/_locales/en/messages.json';
import { advance } from '../../../src/setup/journey/advance';
import { begin, beginWithPair } from '../../../src/setup/journey/begin';
import type { Event } from '../../../src/setup/journey/event';
import { type Journey, journeySchema, type Stage } from '../../../src/setup/journey/journey';
import { type WaitEnd, waitEnds } from '../../../src/setup/journey/stage';
import { stages } from '../../../src/setup/journey/stages';
import {
  currentStep,
  isOver,
  isUntested,
  lineOf,
  standingOf,
  undoOf,
} from '../../../src/setup/journey/standing';
import { stepIds } from '../../../src/setup/journey/steps';
import { told } from '../../../src/setup/journey/told';
import { problem } from '../../../src/setup/problems';
import { acme, listSeen as list, oldKey, untilOver } from '../../fixtures/onwards';
import fc from '../made-up';

const difference = {
  connectionName: 'bitbucket',
  newKey: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x',
  scopesAdded: ['email'],
  scopesRemoved: [],
  optionsKept: ['upstream_params'],
  digest: 'a-digest',
};
const switchOn = {
  purpose: 'login',
  connectionName: 'bitbucket',
  key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x',
  setting: 'active',
  digest: 'a-digest',
} as const;
const connections = [
  { id: 'con_1', name: 'bitbucket', keyHint: 'Zq4w…mN2x' },
  { id: 'con_2', name: 'bitbucket-2', keyHint: '' },
];

/** Events of every kind, several of some; the compiler checks that none is missing. */
const samples: { readonly [Kind in Event['kind']]: readonly Extract<Event, { kind: Kind }>[] } = {
  'login-needed': [{ kind: 'login-needed' }],
  'led-again': [{ kind: 'led-again' }],
  'helper-silent': [
    { kind: 'helper-silent', at: 'untold' },
    { kind: 'helper-silent', at: 'there' },
  ],
  'list-unread': [{ kind: 'list-unread' }],
  'tab-seen': [
    { kind: 'tab-seen', shows: 'other' },
    { kind: 'tab-seen', shows: 'settings' },
    { kind: 'tab-seen', shows: 'helper' },
  ],
  'workspace-moved': [{ kind: 'workspace-moved', workspace: acme }],
  'elsewhere-seen': [{ kind: 'elsewhere-seen', workspace: 'boosters' }],
  'address-failed': [
    { kind: 'address-failed', next: true, documentId: 'one' },
    { kind: 'address-failed', next: true, documentId: 'two' },
    { kind: 'address-failed', next: false, documentId: 'three' },
  ],
  'workspace-needed': [
    { kind: 'workspace-needed', found: [] },
    { kind: 'workspace-needed', found: [acme] },
  ],
  'workspace-chosen': [
    { kind: 'workspace-chosen', workspace: acme },
    { kind: 'workspace-chosen', workspace: 'rivals' },
  ],
  'list-seen': [
    list,
    { ...list, pairIn: 'dialog' },
    { ...list, names: ['Rockets', 'Login'] },
    { ...list, names: ['Login'], pairIn: 'dialog' },
    { ...list, names: [] },
  ],
  'keys-seen': [
    { kind: 'keys-seen', keys: [{ name: 'Login', key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x' }] },
    { kind: 'keys-seen', keys: [{ name: 'Old login', key: oldKey }] },
    { kind: 'keys-seen', keys: [{ name: 'Login', key: 'Yq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x' }] },
  ],
  'form-seen': [{ kind: 'form-seen', workspace: acme, freeName: 'Login' }],
  'form-filled': [
    { kind: 'form-filled', name: 'Login' },
    { kind: 'form-filled', name: 'Another' },
  ],
  'save-pressed': [{ kind: 'save-pressed', name: 'Login' }],
  'form-refused': [{ kind: 'form-refused', complaint: 'Name is taken.' }],
  'pair-missed': [{ kind: 'pair-missed' }],
  'consumer-chosen': [
    { kind: 'consumer-chosen', name: 'Rockets' },
    { kind: 'consumer-chosen', name: 'Login' },
  ],
  'pair-taken': [
    {
      kind: 'pair-taken',
      name: 'Login',
      key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x',
      seal: 'a-seal',
      from: 'saved-page',
    },
    { kind: 'pair-taken', name: 'Old login', key: oldKey, seal: 'its-seal', from: 'person' },
    { kind: 'pair-taken', name: '', key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x', seal: 'a-seal', from: 'person' },
  ],
  'pair-offered': [
    {
      kind: 'pair-offered',
      workspace: acme,
      name: 'Mine',
      key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x',
      seal: 'a-seal',
    },
  ],
  'pair-checked': [
    { kind: 'pair-checked', verdict: 'good' },
    { kind: 'pair-checked', verdict: 'not-checked' },
  ],
  'consent-needed': [{ kind: 'consent-needed' }],
  'send-declined': [{ kind: 'send-declined' }],
  consented: [{ kind: 'consented', seal: 'a-seal' }],
  'change-found': [
    { kind: 'change-found', connectionId: 'con_1', difference },
    { kind: 'change-found', connectionId: 'con_1', difference: { ...difference, oldKey: 'Theirs' } },
  ],
  'change-agreed': [{ kind: 'change-agreed', digest: 'a-digest' }],
  'several-found': [{ kind: 'several-found', connections }],
  'foreign-found': [{ kind: 'foreign-found', connections: [{ name: 'bitbucket', parts: ['token'] }] }],
  'connection-picked': [
    { kind: 'connection-picked', id: 'con_1' },
    { kind: 'connection-picked', id: 'con_9' },
  ],
  'general-needed': [{ kind: 'general-needed' }],
  'general-agreed': [{ kind: 'general-agreed' }],
  'write-intended': [
    { kind: 'write-intended', did: 'created' },
    { kind: 'write-intended', did: 'changed' },
  ],
  'handing-needed': [{ kind: 'handing-needed' }],
  'handed-over': [{ kind: 'handed-over' }],
  'own-form-agreed': [
    { kind: 'own-form-agreed', ownForm: { within: '/dashboard/eu/acme/', isForAll: true } },
    { kind: 'own-form-agreed', ownForm: { within: '/dashboard/eu/acme/', isForAll: false } },
  ],
  'by-hand-chosen': [{ kind: 'by-hand-chosen' }],
  'own-tab-opened': [{ kind: 'own-tab-opened', tabId: 9 }],
  'own-form-filled': [{ kind: 'own-form-filled' }],
  'own-form-saved': [{ kind: 'own-form-saved', connectionId: 'con_1' }],
  'own-applications': [
    { kind: 'own-applications', names: ['Shop'], notKept: [], others: 1 },
    { kind: 'own-applications', names: ['Shop'], notKept: ['Web'], others: 0 },
    { kind: 'own-applications', names: [], notKept: ['Web'], others: 0 },
    { kind: 'own-applications', names: [], notKept: [], others: 2 },
    { kind: 'own-applications', names: [], notKept: [], others: 0 },
  ],
  'own-login-seen': [{ kind: 'own-login-seen' }],
  'change-declined': [{ kind: 'change-declined' }],
  'connection-ready': [
    { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
    { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' },
  ],
  'applications-enabled': [
    { kind: 'applications-enabled', names: [], notKept: ['MCP client'], alreadyThere: 0 },
    { kind: 'applications-enabled', names: ['Shop'], notKept: ['MCP client'], alreadyThere: 0 },
    { kind: 'applications-enabled', names: ['Web'], alreadyThere: 0, inOrganizations: ['Web'] },
    { kind: 'applications-enabled', names: [], alreadyThere: 0 },
  ],
  'consumer-found': [{ kind: 'consumer-found', name: 'Login' }],
  'consumer-absent': [{ kind: 'consumer-absent' }],
  'consumer-read': [
    { kind: 'consumer-read', settings: undefined },
    {
      kind: 'consumer-read',
      settings: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email'] },
    },
  ],
  'points-seen': [
    { kind: 'points-seen', points: [{ point: 'access', state: 'good', params: [] }] },
    {
      kind: 'points-seen',
      points: [
        { point: 'login', state: 'bad', params: ['bitbucket'] },
        { point: 'applications', state: 'bad', params: ['Shop'] },
        { point: 'thirdParty', state: 'unknown', params: ['MCP client'] },
      ],
    },
  ],
  surveyed: [
    { kind: 'surveyed', connection: { id: 'con_1', name: 'bitbucket' } },
    {
      kind: 'surveyed',
      connection: { id: 'con_1', name: 'bitbucket' },
      client: {
        keyHint: 'Zq4w…mN2x',
        asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email', 'account'] },
      },
    },
  ],
  'test-asked': [{ kind: 'test-asked' }],
  'mend-asked': [{ kind: 'mend-asked' }],
  'enable-asked': [{ kind: 'enable-asked' }],
  'switch-on-asked': [
    { kind: 'switch-on-asked', purpose: 'login' },
    { kind: 'switch-on-asked', purpose: 'third-party' },
  ],
  'switch-on-found': [{ kind: 'switch-on-found', change: switchOn }],
  'switch-on-agreed': [{ kind: 'switch-on-agreed', digest: 'a-digest' }],
  'switch-on-intended': [{ kind: 'switch-on-intended' }],
  'switched-on': [{ kind: 'switched-on' }],
  'edit-form-seen': [{ kind: 'edit-form-seen' }],
  'connection-known': [{ kind: 'connection-known', id: 'con_1', name: 'bitbucket' }],
  'switching-on': [{ kind: 'switching-on', ids: ['app_1'] }],
  'test-application-intended': [{ kind: 'test-application-intended' }],
  'test-account-gone': [{ kind: 'test-account-gone' }],
  'test-application-gone': [{ kind: 'test-application-gone' }],
  'try-needed': [
    { kind: 'try-needed', missing: 'create:clients' },
    { kind: 'try-needed', missing: '', problem: problem('limitReached') },
  ],
  'test-left': [{ kind: 'test-left' }],
  'try-opened': [{ kind: 'try-opened' }],
  tried: [
    { kind: 'tried', worked: true },
    { kind: 'tried', worked: false },
  ],
  'login-opened': [{ kind: 'login-opened' }],
  'logged-in': [{ kind: 'logged-in', name: 'Mira' }],
  'old-noted': [{ kind: 'old-noted', connection: { id: 'con_1', name: 'bitbucket' }, key: oldKey }],
  'uses-seen': [{ kind: 'uses-seen' }, { kind: 'uses-seen', names: ['bitbucket-staff'] }],
  'retire-asked': [{ kind: 'retire-asked' }],
  'old-seen': [
    { kind: 'old-seen', is: 'there', name: 'Old login' },
    { kind: 'old-seen', is: 'absent', name: '' },
    { kind: 'old-seen', is: 'unread', name: '' },
  ],
  'old-kept': [{ kind: 'old-kept' }],
  'old-deleted': [{ kind: 'old-deleted' }],
  'login-seen': [
    { kind: 'login-seen', seen: { last: { kind: 'unseen' }, points: [] } },
    {
      kind: 'login-seen',
      seen: {
        last: { kind: 'page', address: 'bitbucket.org/site/oauth2/authorize', title: 'Confirm access' },
        points: [{ point: 'pair', state: 'good', params: [] }],
        asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email'] },
      },
    },
  ],
  'read-asked': [{ kind: 'read-asked' }],
  'read-opened': [{ kind: 'read-opened' }],
  'read-over': [{ kind: 'read-over' }],
  'undo-asked': [{ kind: 'undo-asked' }],
  undone: [{ kind: 'undone', hadSecret: true }],
  'put-off': [
    { kind: 'put-off', problem: problem('offline'), until: undefined },
    { kind: 'put-off', problem: problem('rateLimited', '60'), until: 2_000 },
  ],
  'pause-over': [{ kind: 'pause-over' }],
  'pause-cancelled': [{ kind: 'pause-cancelled' }],
  failed: [
    { kind: 'failed', problem: problem('pairUnreadable', 'masked') },
    { kind: 'failed', problem: problem('tabClosed') },
    { kind: 'failed', problem: problem('notForLogin', 'bitbucket', 'con_1') },
  ],
  retried: [{ kind: 'retried' }],
};
const events: readonly Event[] = Object.values(samples).flat();

/** Events that can happen at any stage. */
const general: readonly Event['kind'][] = [
  'failed',
  'put-off',
  'pause-over',
  'pause-cancelled',
  'retried',
  'undo-asked',
  'test-application-gone',
  'keys-seen',
  'tab-seen',
];

const start = { id: 'a-journey', profileId: 'a-profile', now: 1_000 };
const modes = ['create', 'existing', 'test', 'check', 'renew'] as const;
/** A check that found everything wrong that can be put right, on both sides. */
const checkedWrong = [
  samples['points-seen'][1],
  samples.surveyed[1],
  list,
  samples['consumer-found'][0],
  samples['consumer-read'][1],
].reduce<Journey>(
  (journey, event) => advance(journey, event as Event, 1_000),
  begin({ ...start, mode: 'check', workspace: acme }),
);
const beginnings: readonly Journey[] = [
  checkedWrong,
  ...modes.flatMap((mode) => [
    begin({ ...start, mode, workspace: acme }),
    begin({ ...start, mode, workspace: '' }),
  ]),
  begin({ ...start, mode: 'create', workspace: 'acme-before' }),
  beginWithPair({
    ...start,
    workspace: acme,
    name: 'Login',
    key: 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x',
    seal: 'a-seal',
  }),
];

/** The part of a stage that decides what can happen there. */
function placeOf(stage: Stage): unknown {
  if (stage.kind === 'stopped') return [stage.kind, stage.back, stage.problem.code];
  if (stage.kind === 'confirming') return [stage.kind, stage.why, stage.before?.stage.kind];
  if (stage.kind === 'reading') return [stage.kind, stage.isOpen];
  return { ...stage, attempt: 0 };
}

/** All journeys that differ in what can happen to them next, each reached by events that can happen. */
function reachable(): readonly Journey[] {
  const seen = new Map<string, Journey>();
  const queue = [...beginnings];
  // Journeys that are pushed meanwhile get their turn; removing each from the front would move all the others.
  for (const journey of queue) {
    const { stage, mode, workspace, pause, consumer, connection } = journey;
    const key = JSON.stringify([
      placeOf(stage),
      mode,
      // After the list it makes no difference which workspace it is.
      stage.kind === 'finding' ? workspace : workspace !== '',
      pause !== undefined,
      consumer !== undefined,
      connection !== undefined,
      undoOf(journey),
      journey.points !== undefined,
      journey.isMending,
      isUntested(journey),
      journey.isRetiring,
      [journey.old !== undefined, journey.old?.name !== undefined, journey.old?.fate],
      // What was seen of a login counts only where it can be seen, and where it can be read.
      ['testing', 'stopped'].includes(stage.kind) && journey.loginSeen !== undefined,
    ]);
    if (seen.has(key)) continue;
    seen.set(key, journey);
    for (const event of events) queue.push(advance(journey, event, 2_000));
  }
  return [...seen.values()];
}
const journeys = reachable();
const at = (kind: Stage['kind']) => journeys.filter(({ stage }) => stage.kind === kind);

const kinds = Object.keys(stages) as Stage['kind'][];
const table = readFileSync('docs/architecture.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'));

describe.each(kinds)('%s', (kind) => {
  it('can be reached', () => {
    expect(at(kind).length).toBeGreaterThan(0);
  });

  it('means what it declares, and nothing else', () => {
    const meant = (Object.keys(samples) as Event['kind'][]).filter((event) =>
      at(kind).some((journey) => samples[event].some((each) => advance(journey, each, 3_000) !== journey)),
    );
    const own = meant.filter((event) => !general.includes(event));
    expect(own.sort()).toEqual(Object.keys(stages[kind].on).sort());
  });

  it('has a sentence that is there, or a problem in its place', () => {
    for (const journey of at(kind)) {
      const line = lineOf(journey, 'Auth0', undefined);
      if (line) expect(Object.keys(messages)).toContain(line[0]);
      else expect(kind === 'stopped' || journey.pause !== undefined).toBe(true);
    }
  });
});

/** What happens at a stage when a wait of that kind ends. */
const endings: { readonly [End in WaitEnd]: readonly Event[] } = {
  answer: [
    { kind: 'put-off', problem: problem('offline'), until: undefined },
    { kind: 'failed', problem: problem('timeout') },
  ],
  'first-word': samples['helper-silent'],
  tab: [{ kind: 'failed', problem: problem('tabClosed') }],
  dialog: samples['pair-missed'],
  window: [{ kind: 'failed', problem: problem('loginClosed') }],
  person: samples.retried,
};
/** What a person may decide on one of the extension's pages: by the messages that such a page may send. */
const decisions: readonly string[] = pageMessage.options.flatMap((each) =>
  'event' in each.entries ? each.entries.event.options.map((event) => event.entries.kind.literal) : [],
);

describe.each(kinds)('the wait of %s', (kind) => {
  const { ends, on } = stages[kind];
  const { goesOn } = told[kind];

  it('has an end, where it waits for anything', () => {
    expect(ends.length === 0).toBe(goesOn === 'no-more');
    if (goesOn === 'at-bitbucket') expect(ends).toContain('tab');
    if (goesOn === 'by-itself') expect(ends).toContain('answer');
    if (goesOn === 'by-decision') expect(ends).toContain('person');
  });

  it('is over, or is said to last, with each of its ends', () => {
    for (const end of ends) {
      if (end === 'person') {
        // There must be a button for it.
        expect(Object.keys(on).filter((each) => decisions.includes(each))).not.toEqual([]);
        continue;
      }
      for (const event of endings[end]) {
        const ended = at(kind).map((journey) => advance(journey, event, 3_000));
        expect(
          ended.some(
            ({ stage, pause }) => stage.kind === 'stopped' || pause !== undefined || 'silent' in stage,
          ),
          `${end}: ${event.kind}`,
        ).toBe(true);
      }
    }
  });

  it('on Bitbucket’s pages is said to last where its tab shows something else, and goes on from the list, or with the helper', () => {
    const elsewhere: Event = { kind: 'tab-seen', shows: 'other' };
    const back: Event = { kind: 'tab-seen', shows: 'helper' };
    for (const journey of at(kind).filter(({ pause }) => !pause)) {
      const lost = advance(journey, elsewhere, 3_000);
      if (goesOn !== 'at-bitbucket' || kind === 'finding') {
        expect(lost).toBe(journey);
        continue;
      }
      expect(standingOf(lost)).toBe('needs-you');
      expect(lineOf(lost, 'Auth0', undefined)).toEqual(['now_away']);
      expect(advance(lost, elsewhere, 4_000)).toBe(lost);
      expect(advance(lost, back, 4_000)).toEqual({ ...journey, unheard: undefined });
      const again = advance(lost, { kind: 'retried' }, 4_000);
      expect(again).not.toHaveProperty('unheard');
      expect(['finding', 'surveying']).toContain(again.stage.kind);
      // What was filled may be saved by now, so it is looked for before another is made.
      if (journey.stage.kind === 'creating' && journey.stage.isFilled)
        expect(again.consumer?.name).toBe(journey.stage.name);
    }
  });

  it('stands in the table of the architecture, with its ends', () => {
    const row = table.find((each) => each.startsWith(`| \`${kind}\` `));
    if (goesOn === 'no-more') return expect(row).toBeUndefined();
    const [, , named = ''] = row?.split('|') ?? [];
    expect(waitEnds.filter((end) => named.includes(`\`${end}\``))).toEqual(
      waitEnds.filter((end) => (ends as readonly WaitEnd[]).includes(end)),
    );
  });
});

function expectSound(journey: Journey): void {
  const kept = JSON.parse(JSON.stringify(journey));
  expect(v.parse(journeySchema, kept)).toEqual(kept);
  expect(stepIds).toContain(currentStep(journey));
  expect(['working', 'needs-you', 'stopped', 'done']).toContain(standingOf(journey));
}

describe('every journey', () => {
  it('that can be reached survives being written down, and has a way to its end', () => {
    for (const journey of journeys) {
      expectSound(journey);
      const over = untilOver(journey);
      expect(['done', 'undone'], JSON.stringify(journey)).toContain(over.stage.kind);
    }
  });

  it('survives whatever happens to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.array(fc.constantFrom(...events), { maxLength: 60 }),
        (first, happenings) => {
          let journey = first;
          for (const event of happenings) {
            const before = journey;
            journey = advance(journey, event, before.startedAt + 1);
            if (journey !== before) expectSound(journey);
          }
          expect(isOver(untilOver(journey))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
