import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/setup/journey/advance';
import type { Journey } from '../../../src/setup/journey/journey';
import { healthOf, mostPasts, type Past, pastOf, sideOf, whoDid, withPast } from '../../../src/setup/past';
import { problem, withSaid } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';

const atDone = (more: Partial<Journey> = {}): Journey => ({
  ...newJourney(),
  stage: { kind: 'done' },
  changedAt: 9,
  record: [
    { step: 'create', at: 5, did: 'created', params: ['Login'] },
    { step: 'test', at: 8, did: 'tested', params: ['Mira Vogel'] },
  ],
  ...more,
});

describe('what is kept of a journey', () => {
  it('is nothing while nothing was done', () => {
    expect(pastOf(newJourney())).toBeUndefined();
  });

  it('is what was done so far, before it is over', () => {
    const journey = { ...atDone(), stage: { kind: 'sending' } } as const;
    expect(pastOf(journey)).toMatchObject({
      id: 'j',
      end: { kind: 'open' },
      record: [{ did: 'created' }, {}],
    });
  });

  it('is not who logged in', () => {
    const past = pastOf(atDone());
    expect(past?.end).toEqual({ kind: 'works' });
    expect(JSON.stringify(past)).not.toContain('Mira');
  });

  it('is not what a site said as it refused, nor whose account a login came with', () => {
    const said = { by: 'Bitbucket', code: '403', text: 'mira@acme.example may not' };
    const stopped = (why: Parameters<typeof withSaid>[0]) =>
      pastOf({
        ...atDone({ record: [] }),
        stage: { kind: 'stopped', at: 'test', back: 'testing', problem: withSaid(why, said) },
      });
    expect(stopped(problem('noAccess', 'acme'))?.end).toEqual({
      kind: 'stopped',
      at: 'test',
      code: 'noAccess',
      params: ['acme'],
    });
    expect(JSON.stringify(stopped(problem('loginOtherUser', 'mira@acme.example')))).not.toMatch(/mira/);
  });

  it('is what a check found wrong, and what it did not look at', () => {
    const points: Journey['points'] = [
      { point: 'access', state: 'good', params: [] },
      { point: 'callback', state: 'bad', params: ['a', 'b'] },
      { point: 'test', state: 'unknown', params: [], why: 'test' },
    ];
    expect(pastOf(atDone({ mode: 'check', record: [], points }))?.end).toEqual({
      kind: 'checked',
      wrong: ['callback'],
      unknown: ['test'],
      isSeenToWork: false,
    });
  });

  it('tells what was handed over from what was only set up', () => {
    const record = (did: string) => [{ step: 'send', at: 1, did, params: [] }] as Journey['record'];
    expect(pastOf(atDone({ record: record('handedOver') }))?.end.kind).toBe('handed-over');
    expect(pastOf(atDone({ record: record('connectionCreated') }))?.end.kind).toBe('untested');
  });

  it('is undone once it was', () => {
    const undoing: Journey = { ...atDone(), stage: { kind: 'undoing' } };
    expect(pastOf(advance(undoing, { kind: 'undone', hadSecret: true }, 20))).toMatchObject({
      end: { kind: 'undone' },
      changedAt: 20,
    });
  });

  it('has names only as long as somebody reads them', () => {
    const record = [
      { step: 'enable', at: 1, did: 'enabled', params: ['x'.repeat(9_000)] },
    ] as Journey['record'];
    expect(pastOf(atDone({ record }))?.record[0]?.params[0]).toHaveLength(300);
  });
});

const past = (id: string, at: number, end: Past['end'] = { kind: 'works' }): Past => ({
  id,
  mode: 'create',
  startedAt: at,
  changedAt: at,
  workspace: 'acme',
  record: [],
  end,
});

describe('the history of a profile', () => {
  it('has the newest first, each once, as it stands now', () => {
    const first = withPast([], past('a', 1, { kind: 'open' }));
    const second = withPast(first, past('b', 2));
    expect(withPast(second, past('a', 1)).map(({ id, end }) => [id, end.kind])).toEqual([
      ['b', 'works'],
      ['a', 'works'],
    ]);
  });

  it('keeps so many, and lets the oldest go', () => {
    let all: Past[] = [];
    for (let at = 0; at < mostPasts + 5; at += 1) all = withPast(all, past(`${at}`, at));
    expect(all).toHaveLength(mostPasts);
    expect(all.at(-1)?.id).toBe('5');
  });
});

describe('how a login stands', () => {
  it('is not known where nothing has ended', () => {
    expect(healthOf([past('a', 1, { kind: 'open' })])).toBeUndefined();
  });

  it('is what ended last, and when a login was last seen', () => {
    const stopped: Past['end'] = { kind: 'stopped', at: 'logIn', code: 'noAccess', params: ['acme'] };
    expect(healthOf([past('b', 7, stopped), past('a', 3)])).toMatchObject({
      last: { id: 'b' },
      workedAt: 3,
    });
  });

  it('is not what it was before something was undone', () => {
    expect(healthOf([past('b', 7, { kind: 'undone' }), past('a', 3)])?.workedAt).toBeUndefined();
  });
});

it('tells who did what, and on which side', () => {
  expect([whoDid('created'), whoDid('captured'), whoDid('enabledNone')]).toEqual([
    'person',
    'keyferry',
    undefined,
  ]);
  expect([sideOf('create'), sideOf('enable'), sideOf('look'), sideOf('retire')]).toEqual([
    'bitbucket',
    'dashboard',
    'dashboard',
    'bitbucket',
  ]);
});
