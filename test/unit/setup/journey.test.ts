import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { problem } from '../../../src/setup/diagnose';
import {
  advance,
  begin,
  beginWithPair,
  currentStep,
  type Event,
  type Journey,
  journeySchema,
} from '../../../src/setup/journey';

const start = (mode: Journey['mode'] = 'create') =>
  begin({ id: 'j', profileId: 'p', mode, workspace: 'acme', now: 0 });

/** The journey after the events, each a second after the one before. */
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
const taken: Event = { kind: 'pair-taken', name: 'Login', keyHint: 'yV5a…hFCg' };
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
      { kind: 'change-agreed' },
      { kind: 'retried' },
    ];
    expect(later(journey, ...late)).toEqual(journey);
  });

  it('a pair is not taken before the form was filled', () => {
    expect(later(start(), list([]), taken).stage.kind).toBe('creating');
  });
});

describe('on Bitbucket', () => {
  it('tries the next address, and says when none leads anywhere', () => {
    const first = later(start(), { kind: 'address-failed', next: true });
    expect(first.stage).toEqual({ kind: 'finding', attempt: 1, waiting: 'page' });
    expect(later(first, { kind: 'address-failed', next: false }).stage).toMatchObject({
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

  it('says what is lost when a Secret that is shown once was missed', () => {
    const journey = later(start(), list([], 'dialog'), filled, list(['Login'], 'dialog'));
    expect(journey.stage).toMatchObject({
      kind: 'stopped',
      at: 'capture',
      problem: problem('secretMissed', 'Login'),
    });
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
    expect(lost.stage).toMatchObject({ kind: 'stopped', problem: problem('secretMissed', 'Login') });
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

  it('changes what exists only after the person agreed, and for that connection only', () => {
    const reviewing = later(sending, { kind: 'change-found', connectionId: 'con_1', difference });
    expect(reviewing.stage.kind).toBe('reviewing');
    expect(later(reviewing, ready)).toEqual(reviewing);
    expect(later(reviewing, { kind: 'change-agreed' }).stage).toEqual({ kind: 'sending', agreedTo: 'con_1' });
    expect(later(reviewing, { kind: 'change-declined' }).stage).toMatchObject({
      kind: 'stopped',
      at: 'send',
    });
  });

  it('does nothing with a pair from the page before the person agreed', () => {
    const waiting = beginWithPair({
      id: 'j',
      profileId: 'p',
      workspace: 'acme',
      now: 0,
      name: 'Login',
      keyHint: 'x',
    });
    expect(later(waiting, checked, ready)).toEqual(waiting);
    expect(later(waiting, { kind: 'consented' }).stage.kind).toBe('checking');
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
