// @vitest-environment node

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/setup/journey/advance';
import { begin, beginWithPair } from '../../../src/setup/journey/begin';
import type { Event } from '../../../src/setup/journey/event';
import { type Journey, journeySchema } from '../../../src/setup/journey/journey';
import { currentStep, isAgreed, undoOf } from '../../../src/setup/journey/standing';
import type { LoginSeen } from '../../../src/setup/login-seen';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';

const start = (mode: Journey['mode'] = 'create') => newJourney({ mode });

/** The journey after the events, each one second after the last. */
const later = (journey: Journey, ...events: Event[]): Journey =>
  events.reduce((now, event, index) => advance(now, event, (index + 1) * 1000), journey);

const list = (names: string[], pairIn: 'row' | 'dialog' = 'row'): Event => ({
  kind: 'list-seen',
  workspace: 'acme',
  names,
  freeName: 'Login',
  pairIn,
});
const filled: Event = { kind: 'form-filled', name: 'Login' };
const taken: Event = {
  kind: 'pair-taken',
  name: 'Login',
  key: 'yV5aWjGZz5xz7mhFCg',
  seal: 'a-seal',
  from: 'saved-page',
};
const checked: Event = { kind: 'pair-checked', verdict: 'good' };
const ready: Event = { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' };
const enabled: Event = { kind: 'applications-enabled', names: ['Shop'], alreadyThere: 0 };
const loggedIn: Event = { kind: 'logged-in', name: 'Mira' };
const difference = {
  connectionName: 'bitbucket',
  oldKey: 'old',
  newKey: 'new',
  scopesAdded: [],
  scopesRemoved: [],
  optionsKept: ['profile'],
  digest: 'a-digest',
};

const whole: Event[] = [list([]), filled, list(['Login']), taken, checked, ready, enabled, loggedIn];

it('goes through the six steps in order', () => {
  let journey = start();
  const steps = [currentStep(journey)];
  for (const event of whole) {
    journey = advance(journey, event, 0);
    steps.push(currentStep(journey));
  }
  expect(steps).toEqual([
    'logIn',
    'create',
    'create',
    'capture',
    'capture',
    'send',
    'enable',
    'test',
    'test',
  ]);
  expect(journey.stage.kind).toBe('done');
  expect(journey.record.map((each) => each.step)).toEqual([
    'logIn',
    'create',
    'capture',
    'send',
    'enable',
    'test',
  ]);
});

it('is written down whole: every state survives its schema', () => {
  let journey = start();
  for (const event of whole) {
    journey = advance(journey, event, 0);
    expect(v.parse(journeySchema, JSON.parse(JSON.stringify(journey)))).toEqual(journey);
  }
});

describe('an event that does not belong', () => {
  it.each(whole.map((event, index) => [event.kind, event, index] as const))(
    '%s, repeated, changes nothing but itself',
    (_, event, index) => {
      const journey = later(start(), ...whole.slice(0, index + 1));
      const again = advance(journey, event, 99_000);
      expect(again.stage).toEqual(journey.stage);
    },
  );

  it('late ones of a finished journey change nothing', () => {
    const journey = later(start(), ...whole);
    const late: Event[] = [
      ...whole,
      { kind: 'failed', problem: problem('timeout') },
      { kind: 'change-agreed', digest: 'a-digest' },
      { kind: 'retried' },
    ];
    expect(later(journey, ...late)).toEqual(journey);
  });

  it('a pair is not taken before the form was filled', () => {
    expect(later(start(), list([]), taken).stage.kind).toBe('creating');
  });
});

describe('where the profile names no workspace', () => {
  const nowhere = newJourney({ workspace: '' });
  const asked = later(nowhere, { kind: 'workspace-needed', found: ['acme'] });

  it('none is taken that a page names, be it the only one', () => {
    for (const before of [nowhere, asked]) {
      const after = later(
        before,
        list([]),
        { kind: 'form-seen', workspace: 'acme', freeName: 'Login' },
        filled,
      );
      expect(after).toEqual(before);
    }
  });

  it('it is the one that the person chooses of those that were found', () => {
    expect(later(asked, { kind: 'workspace-chosen', workspace: 'rivals' })).toBe(asked);
    expect(later(asked, { kind: 'workspace-needed', found: ['acme'] })).toBe(asked);
    const chosen = later(asked, { kind: 'workspace-chosen', workspace: 'acme' });
    expect(chosen).toMatchObject({ workspace: 'acme', stage: { kind: 'finding', waiting: 'page' } });
    expect(later(chosen, { kind: 'workspace-needed', found: ['rivals'] })).toBe(chosen);
    expect(later(chosen, list([])).stage.kind).toBe('creating');
  });
});

describe('on Bitbucket', () => {
  it('tries the next address, and says when none leads anywhere', () => {
    const first = later(start(), { kind: 'address-failed', next: true, documentId: 'one' });
    expect(first.stage).toMatchObject({ kind: 'finding', attempt: 1, waiting: 'page' });
    // A page whose answer was lost asks again.
    expect(later(first, { kind: 'address-failed', next: true, documentId: 'one' })).toBe(first);
    expect(later(first, { kind: 'address-failed', next: false, documentId: 'other' }).stage).toMatchObject({
      kind: 'stopped',
      at: 'logIn',
      problem: problem('noConsumersPage', 'acme'),
    });
  });

  it('waits on the list when the form was left without saving', () => {
    expect(later(start(), list(['Old']), filled, list(['Old'])).stage).toMatchObject({
      kind: 'creating',
      isFilled: true,
    });
  });

  it('calls no Secret missed while its dialog may still come, and withdraws that should it come after all', () => {
    const saved = later(start(), list([], 'dialog'), filled, list(['Login'], 'dialog'));
    expect(saved.stage).toEqual({ kind: 'capturing', name: 'Login', choices: [], shownIn: 'dialog' });
    const missed = later(saved, { kind: 'pair-missed' });
    expect(missed.stage).toMatchObject({
      kind: 'stopped',
      at: 'capture',
      problem: problem('secretMissed', 'Login'),
    });
    expect(later(missed, taken).stage.kind).toBe('checking');
    const inRow = later(start(), list([]), filled, list(['Login']));
    expect(later(inRow, { kind: 'pair-missed' })).toBe(inRow);
  });

  it('offers what comes with each further page of the list', () => {
    const choosing = later(start('existing'), list(['A', 'B']), list(['B', 'C']));
    expect(choosing.stage).toMatchObject({ kind: 'capturing', choices: ['A', 'B', 'C'] });
    expect(later(choosing, list(['A']))).toBe(choosing);
  });

  it('makes no second consumer when the tab was lost after Save', () => {
    const closed: Event = { kind: 'failed', problem: problem('tabClosed') };
    const saved = later(start(), list([]), filled, closed, { kind: 'retried' }, list(['Login']));
    expect(saved.stage).toMatchObject({ kind: 'capturing', name: 'Login' });
    const lost = later(
      start(),
      list([], 'dialog'),
      filled,
      closed,
      { kind: 'retried' },
      list(['Login'], 'dialog'),
    );
    expect(lost.stage).toMatchObject({ kind: 'capturing', name: 'Login', shownIn: 'dialog' });
    const unsaved = later(start(), list([]), filled, closed, { kind: 'retried' }, list(['Other']));
    expect(unsaved.stage).toMatchObject({ kind: 'creating', isFilled: false });
  });

  it('keeps what Bitbucket complains about until the form is filled again', () => {
    const refused = later(start(), list([]), filled, { kind: 'form-refused', complaint: 'Name taken.' });
    expect(refused.stage).toMatchObject({ kind: 'creating', complaint: 'Name taken.' });
    expect(later(refused, { kind: 'form-filled', name: 'Other' }).stage).not.toHaveProperty('complaint');
  });

  it('takes the only consumer, and lets the person choose among several', () => {
    expect(later(start('existing'), list(['One'])).stage).toMatchObject({ kind: 'capturing', name: 'One' });
    const several = later(start('existing'), list(['One', 'Two']));
    expect(several.stage).toEqual({ kind: 'capturing', choices: ['One', 'Two'] });
    expect(later(several, { kind: 'consumer-chosen', name: 'Three' })).toEqual(several);
    expect(later(several, { kind: 'consumer-chosen', name: 'Two' }).stage).toMatchObject({ name: 'Two' });
  });

  it('accepts pasted values where the Secret is not shown', () => {
    const stopped = later(start('existing'), list(['One'], 'dialog'));
    expect(stopped.stage).toMatchObject({ kind: 'stopped', problem: problem('secretShownOnce') });
    expect(later(stopped, taken).stage.kind).toBe('checking');
  });
});

describe('at the dashboard', () => {
  const sending = later(start(), ...whole.slice(0, 5));

  it('writes down no more names of applications than a person reads', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `Application ${index}`);
    const { record } = later(sending, ready, { kind: 'applications-enabled', names, alreadyThere: 0 });
    expect(record.at(-1)?.params.join().length).toBe(2_000);
  });

  it('changes what exists only after the person agreed, and only as it was shown', () => {
    const reviewing = later(sending, { kind: 'change-found', connectionId: 'con_1', difference });
    expect(reviewing.stage.kind).toBe('reviewing');
    expect(later(reviewing, ready)).toEqual(reviewing);
    expect(later(reviewing, { kind: 'change-agreed', digest: 'of-another' })).toEqual(reviewing);
    expect(later(reviewing, { kind: 'change-agreed', digest: 'a-digest' }).stage).toEqual({
      kind: 'sending',
      agreedTo: { connectionId: 'con_1', difference },
    });
    expect(later(reviewing, { kind: 'change-declined' }).stage).toMatchObject({
      kind: 'stopped',
      at: 'send',
    });
  });

  it('asks for an agreement again after a wait', () => {
    const agreed = later(
      sending,
      { kind: 'change-found', connectionId: 'con_1', difference },
      { kind: 'change-agreed', digest: 'a-digest' },
    );
    const waiting = later(agreed, { kind: 'put-off', problem: problem('rateLimited', '6'), until: 6_000 });
    expect(later(waiting, { kind: 'pause-over' }).stage).toEqual({ kind: 'sending' });
  });

  it('reads a change that an older version wrote down, which nobody can agree to unseen', () => {
    const { digest: _, ...older } = difference;
    const reviewing = { ...sending, stage: { kind: 'reviewing', connectionId: 'con_1', difference: older } };
    expect(v.parse(journeySchema, reviewing).stage).toMatchObject({ difference: { digest: '' } });
  });

  it('takes what an older version wrote down of an agreement for none', () => {
    const agreed = { ...sending, stage: { kind: 'sending', agreedTo: 'con_1' } };
    expect(v.parse(journeySchema, agreed).stage).toEqual({ kind: 'sending' });
  });

  const twoConnections: Event = {
    kind: 'several-found',
    connections: [
      { id: 'con_1', name: 'bitbucket', keyHint: 'aaaa…aaaa' },
      { id: 'con_2', name: 'staging', keyHint: 'bbbb…bbbb' },
    ],
  };

  it('lets the person choose among several connections, and goes on with the chosen one', () => {
    const picking = later(sending, twoConnections);
    expect(later(picking, { kind: 'connection-picked', id: 'con_3' })).toEqual(picking);
    expect(later(picking, { kind: 'connection-picked', id: 'con_2' })).toMatchObject({
      stage: { kind: 'sending' },
      chosenConnection: 'con_2',
    });
  });

  it('tests and checks the chosen one of several', () => {
    const tested = later(start('test'), twoConnections, { kind: 'connection-picked', id: 'con_2' });
    expect(tested).toMatchObject({
      stage: { kind: 'testing', phase: 'preparing' },
      connection: { id: 'con_2', name: 'staging', did: 'found' },
    });
    const check = begin({ id: 'j', profileId: 'p', mode: 'check', workspace: 'acme', now: 0 });
    expect(later(check, twoConnections).stage.kind).toBe('picking');
    expect(later(check, twoConnections, { kind: 'connection-picked', id: 'con_2' })).toMatchObject({
      stage: { kind: 'surveying' },
      chosenConnection: 'con_2',
    });
  });

  it('makes a general connection only after the person agreed, and never instead of a change', () => {
    const offering = later(sending, { kind: 'general-needed' });
    expect(offering.stage).toEqual({ kind: 'offering' });
    expect(later(offering, ready)).toEqual(offering);
    expect(later(offering, { kind: 'change-declined' }).stage).toMatchObject({
      kind: 'stopped',
      problem: problem('clientIdRefused'),
    });
    const agreed = later(offering, { kind: 'general-agreed' });
    expect(agreed).toMatchObject({ stage: { kind: 'sending' }, isGeneral: true });
    const changing = later(agreed, { kind: 'change-found', connectionId: 'con_1', difference });
    expect(changing).not.toHaveProperty('isGeneral');
  });

  it('knows a write whose end was missed for its own', () => {
    const same: Event = { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' };
    expect(later(sending, same).connection?.did).toBe('same');
    const intended = later(sending, { kind: 'write-intended', did: 'created' });
    expect(later(intended, same).connection?.did).toBe('created');
    expect(later(intended, same).record.at(-1)).toMatchObject({ step: 'send', did: 'connectionCreated' });
  });

  it('does nothing with a pair from the page before the person agreed', () => {
    const waiting = beginWithPair({
      id: 'j',
      profileId: 'p',
      workspace: 'acme',
      now: 0,
      name: 'Login',
      key: 'yV5aWjGZz5xz7mhFCg',
      seal: 'a-seal',
    });
    expect(later(waiting, checked, ready)).toEqual(waiting);
    expect(later(waiting, { kind: 'consented', seal: 'of-another-pair' })).toEqual(waiting);
    expect(later(waiting, { kind: 'consented', seal: 'a-seal' }).stage.kind).toBe('checking');
  });

  describe('with a list that shows Client IDs', () => {
    const shows = (...keys: string[]): Event => ({
      kind: 'keys-seen',
      keys: [{ name: 'Rockets', key: 'aaaaaaaaaaaaaaaaaa' }, ...keys.map((key) => ({ name: 'Login', key }))],
    });
    const other = 'zV5aWjGZz5xz7mhFCg';
    /** Their length since 2026. */
    const today = 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x';
    const showsFor = (name: string): Event => ({ kind: 'keys-seen', keys: [{ name, key: other }] });
    const formed = later(start(), list([]), filled, { kind: 'save-pressed', name: 'Login' });
    const contradicted = { kind: 'stopped', at: 'capture', problem: { code: 'pairContradicted' } };

    it.each<[string, Event[]]>([
      ['before the pair comes', [shows(other), taken]],
      ['of another generation’s length', [shows(today), taken]],
      ['of another generation’s length, after it', [taken, shows(today)]],
      ['for a name that looks the same', [showsFor('Log\u200bin '), taken]],
      ['for a name that looks the same, after it', [taken, showsFor('\u202aLogin')]],
      ['for the name in the form, and it comes with another', [shows(other), { ...taken, name: 'Rivals' }]],
      ['before, with the name in it', [list(['Login'], 'dialog'), shows(other), taken]],
      ['before it is checked', [taken, shows(other)]],
      ['before it is sent', [taken, checked, shows(other)]],
      ['before it is enabled', [taken, checked, ready, shows(other)]],
      ['when all is done', [taken, checked, ready, enabled, loggedIn, shows(other)]],
    ])('does not go on with another pair, seen %s', (_, events) => {
      const end = later(formed, ...events);
      expect(end.stage).toMatchObject(contradicted);
      expect(later(end, checked, ready, enabled), 'nothing more').toEqual(end);
    });

    it('lets it be undone', () => {
      const end = later(formed, taken, checked, ready, enabled, loggedIn, shows(other));
      expect(undoOf(end)).toBe('remove');
    });

    it.each<[string, Event[]]>([
      ['the same one', [shows('yV5aWjGZz5xz7mhFCg'), taken]],
      ['it among others of that name', [shows(other, 'yV5aWjGZz5xz7mhFCg'), taken]],
      ['none of that name', [shows(), taken]],
      ['something of another length', [shows('another-identifier-altogether'), taken]],
      [
        'another, and the person entered theirs',
        [{ kind: 'failed', problem: problem('pairUnreadable') }, shows(other), { ...taken, from: 'person' }],
      ],
    ])('goes on where it shows %s', (_, events) => {
      expect(later(formed, ...events).stage.kind).toBe('checking');
    });
  });

  describe('with the pair of a client that was there before', () => {
    const shown: Event = { ...taken, from: 'page' };
    const sending = later(start('existing'), list(['Login']), shown, checked);
    const asked: Event = { kind: 'consent-needed' };
    const agreed: Event = { kind: 'consented', seal: 'a-seal' };

    it('is agreed to by nobody, whatever the page says of a press on Save', () => {
      for (const from of ['page', 'saved-page'] as const)
        expect(isAgreed(later(start('existing'), list(['Login']), { ...taken, from }, checked))).toBe(false);
      expect(isAgreed(later(start(), ...whole.slice(0, 5)))).toBe(true);
    });

    it('waits for consent to that very pair before a connection is made', () => {
      const waiting = later(sending, asked);
      expect(waiting.stage).toEqual({ kind: 'confirming', why: 'existing' });
      expect(later(waiting, ready, enabled)).toEqual(waiting);
      expect(later(waiting, { kind: 'consented', seal: 'of-another' })).toEqual(waiting);
      const agreedTo = later(waiting, agreed);
      expect(agreedTo.stage).toEqual({ kind: 'sending' });
      expect(isAgreed(agreedTo)).toBe(true);
    });

    it('waits for it before a connection is enabled that has the pair already', () => {
      const there: Event = { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' };
      const waiting = later(sending, there, asked);
      expect(waiting.stage).toEqual({ kind: 'confirming', why: 'existing' });
      expect(later(waiting, agreed).stage).toEqual({
        kind: 'enabling',
        connectionId: 'con_1',
        connectionName: 'bitbucket',
      });
    });

    it('is agreed to with the change that it makes', () => {
      const reviewing = later(sending, { kind: 'change-found', connectionId: 'con_1', difference });
      expect(isAgreed(reviewing)).toBe(false);
      expect(isAgreed(later(reviewing, { kind: 'change-agreed', digest: 'a-digest' }))).toBe(true);
    });

    it('is agreed to where the person entered it, and another one is not', () => {
      const unreadable: Event = { kind: 'failed', problem: problem('pairUnreadable') };
      const entered = later(start('existing'), list(['Login']), unreadable, { ...taken, from: 'person' });
      expect(isAgreed(entered)).toBe(true);
      const again = later(entered, unreadable, { ...shown, seal: 'of-another' });
      expect(again.stage.kind).toBe('checking');
      expect(isAgreed(again)).toBe(false);
    });
  });

  describe('with a pair that a page shows of its own accord', () => {
    const shown: Event = { ...taken, from: 'page' };
    const pressed: Event = { kind: 'save-pressed', name: 'Login' };
    const formed = later(start(), list([]), filled);

    it('waits for consent, and enables nothing before', () => {
      const waiting = later(formed, shown);
      expect(waiting.stage).toEqual({ kind: 'confirming', why: 'not-saved' });
      expect(waiting.record.map((each) => each.step)).toEqual(['logIn']);
      expect(later(waiting, checked, ready, enabled)).toEqual(waiting);
      expect(later(waiting, { kind: 'consented', seal: 'a-seal' }).stage.kind).toBe('checking');
    });

    it('waits for it in a row or a late dialog, too', () => {
      for (const pairIn of ['row', 'dialog'] as const)
        expect(later(formed, list(['Login'], pairIn), shown).stage.kind).toBe('confirming');
    });

    it.each<[string, Event[]]>([
      ['in the same document', [{ ...taken, from: 'saved-page' }]],
      ['in the document before', [pressed, shown]],
      ['and the list came first', [pressed, list(['Login']), shown]],
      [
        'and the page was not readable at first',
        [pressed, { kind: 'failed', problem: problem('pairUnreadable') }, shown],
      ],
      [
        'and the tab was lost',
        [
          pressed,
          { kind: 'failed', problem: problem('tabClosed') },
          { kind: 'retried' },
          list(['Login']),
          shown,
        ],
      ],
      [
        'by hand',
        [
          { kind: 'failed', problem: problem('pairUnreadable') },
          { ...taken, from: 'person' },
        ],
      ],
    ])('goes on where a person pressed Save or entered it: %s', (_, events) => {
      expect(later(formed, ...events).stage.kind).toBe('checking');
    });

    it.each<[string, Event[]]>([
      ['before the form was filled', [pressed, filled]],
      [
        'on a form that was refused',
        [filled, pressed, { kind: 'form-refused', complaint: 'Name is taken.' }],
      ],
      ['on a form that was filled anew', [filled, pressed, filled]],
    ])('counts no press %s', (_, events) => {
      expect(later(start(), list([]), ...events, shown).stage.kind).toBe('confirming');
    });

    it('knows the name as it stood there when Save was pressed', () => {
      expect(later(formed, { kind: 'save-pressed', name: 'Mine' }).stage).toMatchObject({ name: 'Mine' });
    });
  });
});

describe('a wait', () => {
  const sending = later(start(), ...whole.slice(0, 5));
  const limited: Event = { kind: 'put-off', problem: problem('rateLimited', '60'), until: 60_000 };

  it('keeps the stage, and ends by itself', () => {
    const waiting = later(sending, limited);
    expect(waiting).toMatchObject({
      stage: sending.stage,
      pause: { until: 60_000, problem: { code: 'rateLimited' } },
    });
    expect(later(waiting, { kind: 'pause-over' })).toEqual({ ...sending, changedAt: expect.any(Number) });
  });

  it('is over with whatever happens next', () => {
    expect(later(sending, limited, ready)).not.toHaveProperty('pause');
  });

  it('can be cancelled, and taken up again at the same stage', () => {
    const cancelled = later(sending, limited, { kind: 'pause-cancelled' });
    expect(cancelled.stage).toMatchObject({ kind: 'stopped', problem: { code: 'rateLimited' } });
    expect(cancelled).not.toHaveProperty('pause');
    expect(later(cancelled, { kind: 'retried' }).stage).toEqual(sending.stage);
  });

  it('of which there is none can be neither ended nor cancelled', () => {
    expect(later(sending, { kind: 'pause-over' }, { kind: 'pause-cancelled' })).toEqual({
      ...sending,
      changedAt: expect.any(Number),
    });
  });
});

describe('a test login', () => {
  const testing = later(start(), ...whole.slice(0, 7));

  it('writes down that there may be an application before there is one', () => {
    const intended = later(testing, { kind: 'test-application-intended' });
    expect(intended.hasTestApplication).toBe(true);
    expect(later(intended, { kind: 'test-application-gone' })).toEqual(testing);
  });

  it('is no younger for an application that was removed later, or was not there', () => {
    const done = advance(later(testing, { kind: 'logged-in', name: 'Mira' }), { kind: 'undo-asked' }, 5_000);
    const left = { ...done, hasTestApplication: true };
    expect(advance(left, { kind: 'test-application-gone' }, 9_000)).toEqual(done);
    expect(advance(done, { kind: 'test-application-gone' }, 9_000)).toBe(done);
  });

  it('without a word from the helper is led anew, or goes on with the pair that the person brings', () => {
    const silent = later(start(), { kind: 'helper-silent', at: 'there' });
    expect(later(silent, { kind: 'retried' }).stage).toEqual(start().stage);
    expect(later(start(), { kind: 'retried' })).toEqual(start());
    const pair = { kind: 'pair-taken', name: '', key: 'yV5aWjGZz5xz7mhFCg', seal: 's' } as const;
    const brought = later(silent, { ...pair, from: 'person' });
    expect(brought.stage.kind).toBe('checking');
    // Nobody saw that client.
    expect(brought.record).toEqual([]);
    for (const from of ['page', 'saved-page'] as const)
      expect(later(silent, { ...pair, from }).stage.kind).toBe('finding');
    expect(later(start(), { ...pair, from: 'person' }).stage.kind).toBe('finding');
    // If the helper speaks after all, the page counts.
    expect(later(silent, list([])).stage.kind).toBe('creating');
  });

  it('without a network is tried again after a while that grows, until it has come further', () => {
    const offline: Event = { kind: 'put-off', problem: problem('offline'), until: undefined };
    const waits: number[] = [];
    let journey = testing;
    for (let round = 0; round < 8; round += 1) {
      journey = advance(journey, offline, 1_000);
      waits.push((journey.pause?.again ?? 0) - 1_000);
      journey = advance(journey, { kind: 'pause-over' }, 1_000);
    }
    expect(waits.every((each, index) => index === 0 || each >= (waits[index - 1] ?? 0))).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10 * 60_000);
    // The next stage starts over.
    const later = advance(
      advance(journey, { kind: 'logged-in', name: 'Mira' }, 1_000),
      { kind: 'undo-asked' },
      1_000,
    );
    expect(later.stage.kind).toBe('undoing');
    expect((advance(later, offline, 1_000).pause?.again ?? 0) - 1_000).toBe(waits[0]);
  });

  it('that failed can be read in a tab, and stands as it was once that is over', () => {
    const seen: LoginSeen = { last: { kind: 'unseen' }, points: [] };
    const failed = later(
      testing,
      { kind: 'login-opened' },
      { kind: 'login-seen', seen },
      { kind: 'failed', problem: problem('loginClosed') },
    );
    expect(failed.loginSeen).toEqual(seen);
    const open = later(failed, { kind: 'read-asked' }, { kind: 'read-opened' });
    expect(open.stage).toMatchObject({ kind: 'reading', isOpen: true });
    expect(later(open, { kind: 'read-over' }).stage).toEqual(failed.stage);
    // A new login has to be seen anew.
    const again = later(failed, { kind: 'retried' });
    expect(again.loginSeen).toBeUndefined();
    expect(
      later(again, { kind: 'failed', problem: problem('offline') }, { kind: 'read-asked' }).stage,
    ).toMatchObject({
      kind: 'stopped',
    });
  });

  it('without the right to make one is tried by the person, who says what they saw', () => {
    const trying = later(testing, { kind: 'try-needed', missing: 'create:clients' }, { kind: 'try-opened' });
    expect(trying.stage).toEqual({ kind: 'trying', missing: 'create:clients', isOpen: true });
    expect(later(trying, { kind: 'tried', worked: true })).toMatchObject({ stage: { kind: 'done' } });
    expect(later(trying, { kind: 'tried', worked: false }).stage).toMatchObject({
      kind: 'stopped',
      problem: problem('tryFailed'),
    });
    expect(later(testing, { kind: 'tried', worked: true })).toEqual(testing);
  });
});

describe('an undo', () => {
  const done = later(start(), ...whole);

  it('is there for what the journey did, once it is over', () => {
    expect(undoOf(done)).toBe('remove');
    expect(undoOf(later(start(), ...whole.slice(0, 6)))).toBeUndefined();
    const readyWith = (did: 'changed' | 'same'): Event => ({ ...ready, did }) as Event;
    const endedWith = (did: 'changed' | 'same') =>
      later(start(), ...whole.slice(0, 5), readyWith(did), enabled, loggedIn);
    expect([undoOf(endedWith('changed')), undoOf(endedWith('same'))]).toEqual(['restore', undefined]);
    const stopped = later(start(), ...whole.slice(0, 7), { kind: 'failed', problem: problem('loginClosed') });
    expect(undoOf(stopped)).toBe('remove');
  });

  it('ends with nothing left to undo, and can be tried again where it stopped', () => {
    const undoing = later(done, { kind: 'undo-asked' });
    expect(undoing.stage).toEqual({ kind: 'undoing' });
    const undone = later(undoing, { kind: 'undone', hadSecret: true });
    expect([undone.stage.kind, undoOf(undone), undone.record]).toEqual(['undone', undefined, []]);
    const stopped = later(undoing, { kind: 'failed', problem: problem('timeout') });
    expect(later(stopped, { kind: 'retried' }).stage).toEqual({ kind: 'undoing' });
  });

  it('is not asked for in the middle of a setup', () => {
    const sending = later(start(), ...whole.slice(0, 5));
    expect(later(sending, { kind: 'undo-asked' })).toEqual({ ...sending, changedAt: expect.any(Number) });
  });
});

describe('by hand', () => {
  it('is done when the person has entered the pair, and leaves the rest to the tool', () => {
    const handing = later(start(), ...whole.slice(0, 5), { kind: 'handing-needed' });
    expect(handing.stage).toEqual({ kind: 'handing' });
    const done = later(handing, { kind: 'handed-over' });
    expect(done.stage).toEqual({ kind: 'done' });
    expect(done.record.slice(3).map((each) => each.did)).toEqual([
      'handedOver',
      'enabledByHand',
      'testedByHand',
    ]);
  });
});

describe('after a problem', () => {
  it.each(whole.map((_, index) => [index] as const))(
    '%i steps in, goes on without doing anything twice',
    (index) => {
      const before = later(start(), ...whole.slice(0, index));
      const stopped = advance(before, { kind: 'failed', problem: problem('timeout') }, 0);
      expect(stopped.stage).toMatchObject({ kind: 'stopped', at: currentStep(before) });
      const again = advance(stopped, { kind: 'retried' }, 0);
      const steps = again.record.map((each) => each.step);
      expect(new Set(steps).size).toBe(steps.length);
      expect(['stopped', 'done']).not.toContain(again.stage.kind);
    },
  );

  it('an interrupted login is prepared again', () => {
    const open = later(start(), ...whole.slice(0, 7), { kind: 'login-opened' });
    const again = later(open, { kind: 'failed', problem: problem('interrupted') }, { kind: 'retried' });
    expect(again.stage).toEqual({ kind: 'testing', phase: 'preparing' });
  });
});
