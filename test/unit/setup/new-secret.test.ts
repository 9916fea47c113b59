// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { planFor } from '../../../src/setup/helper-plan';
import { advance } from '../../../src/setup/journey/advance';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { againAs, currentStep, undoOf } from '../../../src/setup/journey/standing';
import { stepsOf } from '../../../src/setup/journey/steps';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';

const oldKey = 'Old4wA7kP2mXc9LtR5vYb8NdH3fGold2';
const newKey = 'Zq4wA7kP2mXc9LtR5vYb8NdH3fGjmN2x';
const list = (...names: readonly string[]): Event => ({
  kind: 'list-seen',
  workspace: 'acme',
  names,
  freeName: 'Login 2',
  pairIn: 'row',
});
const change = (connectionKey: string): Event => ({
  kind: 'change-found',
  connectionId: 'con_1',
  difference: {
    connectionName: 'bitbucket',
    oldKey: connectionKey,
    newKey,
    scopesAdded: [],
    scopesRemoved: [],
    optionsKept: [],
    digest: 'a-digest',
  },
});
const taken = (key: string): Event => ({
  kind: 'pair-taken',
  name: 'Login 2',
  key,
  seal: 'a-seal',
  from: 'saved-page',
});
const following = (journey: Journey, ...events: readonly Event[]) =>
  events.reduce((now, event) => advance(now, event, 2_000), journey);
const noted = following(newJourney({ mode: 'renew' }), {
  kind: 'old-noted',
  connection: { id: 'con_1', name: 'bitbucket' },
  key: oldKey,
});
const filled = following(noted, list('Login'), { kind: 'form-filled', name: 'Login 2' });
const captured = following(filled, taken(newKey), { kind: 'pair-checked', verdict: 'good' });
const switched = following(
  captured,
  change(oldKey),
  { kind: 'change-agreed', digest: 'a-digest' },
  {
    kind: 'connection-ready',
    id: 'con_1',
    name: 'bitbucket',
    did: 'changed',
  },
);
const works = following(switched, { kind: 'logged-in', name: 'Mira' }, { kind: 'uses-seen', names: [] });
const led = following(works, { kind: 'retire-asked' }, list('Login', 'Login 2'));
const seen = (is: 'there' | 'absent' | 'unread', name = ''): Event => ({ kind: 'old-seen', is, name });

describe('a new Secret', () => {
  it('makes a client of its own, beside the old one of the same callback', () => {
    expect(noted.stage.kind).toBe('finding');
    expect(following(noted, list('Login')).stage).toEqual({
      kind: 'creating',
      name: 'Login 2',
      isFilled: false,
    });
  });

  it('is at its first step until the old client is noted, whatever is asked for that', () => {
    const asked = following(newJourney({ mode: 'renew' }), {
      kind: 'several-found',
      connections: [{ id: 'con_1', name: 'bitbucket', keyHint: '' }],
    });
    expect([asked.stage.kind, currentStep(asked)]).toEqual(['picking', 'look']);
    const chosen = following(asked, { kind: 'connection-picked', id: 'con_1' });
    expect([chosen.stage.kind, chosen.chosenConnection]).toEqual(['noting', 'con_1']);
    expect(currentStep(noted)).toBe('logIn');
  });

  it('takes no pair of the old client', () => {
    const refused = following(filled, taken(oldKey));
    expect(refused.stage).toMatchObject({ kind: 'stopped', problem: problem('oldPair', oldKey) });
    expect(refused.consumer?.key).toBeUndefined();
    expect(following(refused, taken(newKey)).stage.kind).toBe('checking');
  });

  it('goes from the change to the login: who may log in stays as it was', () => {
    expect(switched.stage.kind).toBe('testing');
    expect(stepsOf('renew')).toEqual(['look', 'logIn', 'create', 'capture', 'send', 'test', 'retire']);
    expect(stepsOf('create')).toEqual(['logIn', 'create', 'capture', 'send', 'enable', 'test']);
  });

  it('can go back where the login fails', () => {
    const failed = following(switched, { kind: 'failed', problem: problem('loginClosed') });
    expect(undoOf(failed)).toBe('restore');
    expect(againAs(failed)).toBe('renew');
    expect(following(failed, { kind: 'retried' }).stage.kind).toBe('testing');
  });

  it('makes no second connection where the dashboard refuses the Client ID', () => {
    expect(following(captured, { kind: 'general-needed' }).stage).toMatchObject({
      kind: 'stopped',
      problem: problem('renewalRefused'),
    });
  });

  it('replaces what the connection has by then, and never the new client', () => {
    expect(following(captured, change('Theirs')).old).toEqual({ key: 'Theirs' });
    expect(following(captured, change(newKey)).old?.key).toBe(oldKey);
  });

  it('asks about the old client only after a login', () => {
    expect(works.stage).toEqual({ kind: 'retiring', usedBy: [] });
    expect(following(works, { kind: 'old-kept' }).stage.kind).toBe('done');
    expect(currentStep(following(works, { kind: 'retire-asked' }))).toBe('retire');
    expect(following(switched, { kind: 'retire-asked' })).toBe(switched);
  });
});

describe('the old client', () => {
  it('is pointed at in the list, by its Client ID', () => {
    const page = {
      kind: 'list',
      workspace: 'acme',
      names: [],
      isPart: false,
      keys: [],
      pairIn: 'row',
    } as const;
    const wanted = { name: '', description: '', callbackUrl: '', url: '', scopes: [] };
    expect(planFor(led, page, wanted, undefined)).toEqual({ kind: 'retire', key: oldKey, newKey });
    expect(planFor(works, page, wanted, undefined).kind).toBe('follow');
  });

  it('is gone once it was there, and then not', () => {
    const gone = following(led, seen('there', 'Login'), seen('absent'));
    expect(gone.stage.kind).toBe('done');
    expect(gone.old).toEqual({ key: oldKey, name: 'Login', fate: 'deleted' });
    expect(gone.record.at(-1)).toMatchObject({ step: 'retire', did: 'oldDeleted', params: ['Login'] });
  });

  it('is gone, too, where the list had told its name before', () => {
    const named = following(led, { kind: 'keys-seen', keys: [{ name: 'Login', key: oldKey }] });
    expect(following(named, seen('absent')).old?.fate).toBe('deleted');
  });

  it('is not deleted because it was never there', () => {
    const absent = following(led, seen('absent'));
    expect(absent.stage).toEqual({ kind: 'deleting', seen: 'absent' });
    expect(absent.old?.fate).toBeUndefined();
    expect(following(absent, { kind: 'old-deleted' }).old?.fate).toBe('said-deleted');
  });

  it('is not deleted where a list that was not wholly read does not have it', () => {
    const unread = following(led, seen('there', 'Login'), seen('unread'));
    expect(unread.stage).toEqual({ kind: 'deleting', seen: 'unread' });
    expect(unread.old?.fate).toBeUndefined();
  });

  it('is not said to be deleted while the list has it', () => {
    const there = following(led, seen('there', 'Login'));
    expect(following(there, { kind: 'old-deleted' })).toBe(there);
    expect(following(there, { kind: 'old-kept' }).stage.kind).toBe('done');
  });

  it('can be kept, and led to again, where its tab is closed', () => {
    const stopped = following(led, { kind: 'failed', problem: problem('tabClosed') });
    expect(stopped.stage).toMatchObject({ kind: 'stopped', at: 'retire', back: 'finding' });
    const kept = following(stopped, { kind: 'old-kept' });
    expect(kept.stage.kind).toBe('done');
    expect(kept.isRetiring).toBeUndefined();
    expect(following(kept, { kind: 'retire-asked' }).stage.kind).toBe('parting');
    // Nothing that was done is done again.
    const again = following(stopped, { kind: 'retried' });
    expect(again.record).toEqual(led.record);
    expect(following(again, list('Login', 'Login 2')).stage.kind).toBe('deleting');
  });

  it('cannot be led to once it is gone, or was put back', () => {
    const gone = following(led, seen('there', 'Login'), seen('absent'));
    expect(following(gone, { kind: 'retire-asked' })).toBe(gone);
    const undone = following(
      led,
      seen('there', 'Login'),
      { kind: 'old-kept' },
      { kind: 'undo-asked' },
      {
        kind: 'undone',
        hadSecret: true,
      },
    );
    expect(following(undone, { kind: 'retire-asked' })).toBe(undone);
  });
});
