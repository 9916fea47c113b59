import * as v from 'valibot';
import type { ConsumerSettings } from '../bitbucket/form';
import { scopes } from '../bitbucket/scopes';
import type { Difference } from '../dashboards/dashboard';
import { type Point, pointSchema } from './check';
import { type Problem, problem, problemSchema } from './diagnose';
import { type StepId, stepIds, stepOf } from './steps';

/**
 * A journey from nothing to a working login, as it is written down after every step. It holds no Key, Secret or token;
 * those are in the vault. All transitions are here, pure: what happened goes in as an event, the next state comes out.
 * An event that does not belong to the present stage changes nothing, so late and repeated ones do no harm.
 */

const difference = v.object({
  connectionName: v.string(),
  oldKey: v.optional(v.string()),
  newKey: v.string(),
  scopesAdded: v.array(v.string()),
  scopesRemoved: v.array(v.string()),
});

const stage = v.variant('kind', [
  /** On the way to the workspace's list; `attempt` counts the addresses that were tried. */
  v.object({
    kind: v.literal('finding'),
    attempt: v.number(),
    waiting: v.picklist(['page', 'login', 'workspace']),
  }),
  /** Bitbucket's form: to be opened, or filled and waiting for the person's Save. */
  v.object({
    kind: v.literal('creating'),
    name: v.string(),
    isFilled: v.boolean(),
    complaint: v.optional(v.string()),
  }),
  /** On the list: the pair of the named consumer is to be read; without a name the person chooses. */
  v.object({ kind: v.literal('capturing'), name: v.optional(v.string()), choices: v.array(v.string()) }),
  v.object({ kind: v.literal('checking') }),
  /** A pair came from the page without a journey; the person has to agree to send it. */
  v.object({ kind: v.literal('confirming') }),
  v.object({ kind: v.literal('sending'), agreedTo: v.optional(v.string()) }),
  v.object({ kind: v.literal('reviewing'), connectionId: v.string(), difference }),
  v.object({
    kind: v.literal('enabling'),
    connectionId: v.string(),
    connectionName: v.string(),
    isNew: v.boolean(),
  }),
  /** A check: the consumer with the connection's Key is looked for, by the ends of the Key, and its form read. */
  v.object({ kind: v.literal('inspecting'), keyHint: v.string(), name: v.optional(v.string()) }),
  v.object({
    kind: v.literal('comparing'),
    consumer: v.union([
      v.picklist(['absent', 'unread']),
      v.object({ name: v.string(), callbackUrl: v.string(), scopes: v.array(v.picklist(scopes)) }),
    ]),
  }),
  v.object({ kind: v.literal('testing'), phase: v.picklist(['preparing', 'open']) }),
  v.object({ kind: v.literal('done') }),
  /** `back` is the stage to go on from when the person tries again. */
  v.object({
    kind: v.literal('stopped'),
    at: v.picklist(stepIds),
    problem: problemSchema,
    back: v.picklist(['finding', 'capturing', 'checking', 'sending', 'enabling', 'testing']),
  }),
]);
export type Stage = v.InferOutput<typeof stage>;

export const journeySchema = v.object({
  version: v.literal(1),
  id: v.string(),
  profileId: v.string(),
  mode: v.picklist(['create', 'existing', 'test', 'check']),
  startedAt: v.number(),
  stage,
  /** Steps that are done, with the time (epoch milliseconds) and what each did. */
  record: v.array(
    v.object({ step: v.picklist(stepIds), at: v.number(), did: v.string(), params: v.array(v.string()) }),
  ),
  workspace: v.string(),
  /** Names of consumers that the workspace had before. */
  taken: v.array(v.string()),
  consumer: v.optional(v.object({ name: v.string(), keyHint: v.string() })),
  connection: v.optional(v.object({ id: v.string(), name: v.string(), isNew: v.boolean() })),
  /** What a check looks for: the ends of the connection's Key. */
  lookFor: v.optional(v.string()),
  /** What a check found. */
  points: v.optional(v.array(pointSchema)),
  /** The application made for the test login, until it is removed again. */
  testApplication: v.optional(v.string()),
});
export type Journey = v.InferOutput<typeof journeySchema>;

/** What a step did, as message codes: `did_{code}`. */
export type Did =
  | 'loggedIn'
  | 'created'
  | 'usedExisting'
  | 'captured'
  | 'capturedUnchecked'
  | 'connectionCreated'
  | 'connectionChanged'
  | 'connectionSame'
  | 'enabled'
  | 'alreadyEnabled'
  | 'enabledNone'
  | 'tested';

export type Event =
  | { readonly kind: 'login-needed' }
  | { readonly kind: 'address-failed'; readonly next: boolean }
  | { readonly kind: 'workspace-needed' }
  | { readonly kind: 'workspace-known'; readonly workspace: string }
  | {
      readonly kind: 'list-seen';
      readonly workspace: string;
      readonly names: readonly string[];
      readonly freeName: string;
      readonly pairIn: 'row' | 'dialog';
    }
  | { readonly kind: 'form-seen'; readonly workspace: string; readonly freeName: string }
  | { readonly kind: 'form-filled'; readonly name: string }
  | { readonly kind: 'form-refused'; readonly complaint: string }
  | { readonly kind: 'consumer-chosen'; readonly name: string }
  | { readonly kind: 'pair-taken'; readonly name: string; readonly keyHint: string }
  | { readonly kind: 'pair-checked'; readonly verdict: 'good' | 'not-checked' }
  | { readonly kind: 'consented' }
  | { readonly kind: 'change-found'; readonly connectionId: string; readonly difference: Difference }
  | { readonly kind: 'change-agreed' }
  | { readonly kind: 'change-declined' }
  | {
      readonly kind: 'connection-ready';
      readonly id: string;
      readonly name: string;
      readonly did: 'created' | 'changed' | 'same';
    }
  | {
      readonly kind: 'applications-enabled';
      readonly names: readonly string[];
      readonly alreadyThere: number;
    }
  | { readonly kind: 'consumer-found'; readonly name: string }
  | { readonly kind: 'consumer-absent' }
  | { readonly kind: 'consumer-read'; readonly settings: ConsumerSettings | undefined }
  | { readonly kind: 'compared'; readonly points: readonly Point[] }
  | { readonly kind: 'connection-known'; readonly id: string; readonly name: string }
  | { readonly kind: 'test-application-made'; readonly id: string }
  | { readonly kind: 'test-application-gone' }
  | { readonly kind: 'login-opened' }
  | { readonly kind: 'logged-in'; readonly name: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'retried' };

export function begin(fields: {
  readonly id: string;
  readonly profileId: string;
  readonly mode: Journey['mode'];
  readonly workspace: string;
  readonly now: number;
  readonly lookFor?: string;
}): Journey {
  return {
    version: 1,
    id: fields.id,
    profileId: fields.profileId,
    mode: fields.mode,
    startedAt: fields.now,
    stage:
      fields.mode === 'test'
        ? { kind: 'testing', phase: 'preparing' }
        : { kind: 'finding', attempt: 0, waiting: 'page' },
    record: [],
    ...(fields.lookFor === undefined ? {} : { lookFor: fields.lookFor }),
    workspace: fields.workspace,
    taken: [],
  };
}

/** A journey that starts with a pair from the page: it waits for the person's consent. */
export function beginWithPair(fields: {
  id: string;
  profileId: string;
  workspace: string;
  now: number;
  name: string;
  keyHint: string;
}): Journey {
  const { name, keyHint, ...rest } = fields;
  const journey = begin({ ...rest, mode: 'existing' });
  return { ...journey, stage: { kind: 'confirming' }, consumer: { name, keyHint } };
}

/** The step that the journey stands at; the last one when it is done. */
export function currentStep({ stage: { kind }, stage: now }: Journey): StepId {
  if (kind === 'done') return 'test';
  return now.kind === 'stopped' ? now.at : stepOf(kind as Exclude<Stage['kind'], 'done' | 'stopped'>);
}

export const isOver = (journey: Journey): boolean =>
  journey.stage.kind === 'done' || journey.stage.kind === 'stopped';

/** The journey after an event, at `now` (epoch milliseconds). The same object where the event does not belong here. */
export function advance(journey: Journey, event: Event, now: number): Journey {
  const { stage: at } = journey;
  const to = (next: Stage, more: Partial<Journey> = {}): Journey => ({ ...journey, ...more, stage: next });
  const having = (step: StepId, did: Did, ...params: string[]) =>
    recordWith(journey, now, step, did, ...params);

  switch (event.kind) {
    case 'login-needed':
      return at.kind === 'finding' && at.waiting === 'page' ? to({ ...at, waiting: 'login' }) : journey;

    case 'address-failed':
      if (at.kind !== 'finding') return journey;
      return event.next
        ? to({ ...at, attempt: at.attempt + 1, waiting: 'page' })
        : stop(journey, problem('noConsumersPage', journey.workspace));

    case 'workspace-needed':
      return at.kind === 'finding' ? to({ ...at, waiting: 'workspace' }) : journey;

    case 'workspace-known':
      return at.kind === 'finding' && journey.workspace === ''
        ? to({ kind: 'finding', attempt: 0, waiting: 'page' }, { workspace: event.workspace })
        : journey;

    case 'list-seen': {
      const names = [...event.names];
      if (at.kind === 'finding') {
        const record = having('logIn', 'loggedIn', event.workspace);
        const made = journey.consumer?.name;
        const isMade = journey.mode === 'create' && made !== undefined && names.includes(made);
        const more = {
          record,
          workspace: event.workspace,
          taken: names.filter((name) => !isMade || name !== made),
        };
        // Saved before the tab was lost: its pair is still to be had, or is lost with its dialog, but nothing is made twice.
        if (isMade) return afterSave({ ...journey, ...more }, made, event.pairIn, now);
        if (journey.mode === 'check') return to({ kind: 'inspecting', keyHint: journey.lookFor ?? '' }, more);
        if (journey.mode === 'create')
          return to({ kind: 'creating', name: event.freeName, isFilled: false }, more);
        if (event.pairIn === 'dialog')
          return stop({ ...journey, ...more }, problem('secretShownOnce'), 'capture');
        return to(choosing(names), more);
      }
      // Back on the list with the new name in it: it was saved, whatever else was noticed of that.
      if (
        at.kind === 'creating' &&
        at.isFilled &&
        names.includes(at.name) &&
        !journey.taken.includes(at.name)
      ) {
        return afterSave(journey, at.name, event.pairIn, now);
      }
      return journey;
    }

    case 'form-seen':
      // The form can be where the address leads, before any list.
      return at.kind === 'finding' && journey.mode === 'create'
        ? to(
            { kind: 'creating', name: event.freeName, isFilled: false },
            { record: having('logIn', 'loggedIn', event.workspace), workspace: event.workspace },
          )
        : journey;

    case 'form-filled':
      return at.kind === 'creating' ? to({ kind: 'creating', name: event.name, isFilled: true }) : journey;

    case 'form-refused':
      return at.kind === 'creating' ? to({ ...at, complaint: event.complaint }) : journey;

    case 'consumer-chosen':
      return at.kind === 'capturing' && at.choices.includes(event.name)
        ? to({ kind: 'capturing', name: event.name, choices: at.choices })
        : journey;

    case 'pair-taken': {
      const isAwaited = at.kind === 'capturing' || (at.kind === 'creating' && at.isFilled) || isPasteable(at);
      if (!isAwaited) return journey;
      const consumer = { name: event.name, keyHint: event.keyHint };
      const record =
        journey.mode === 'create'
          ? having('create', 'created', event.name)
          : having('create', 'usedExisting', event.name);
      return to({ kind: 'checking' }, { consumer, record });
    }

    case 'pair-checked':
      return at.kind === 'checking'
        ? to(
            { kind: 'sending' },
            {
              record: having(
                'capture',
                event.verdict === 'good' ? 'captured' : 'capturedUnchecked',
                journey.consumer?.keyHint ?? '',
              ),
            },
          )
        : journey;

    case 'consented':
      return at.kind === 'confirming' ? to({ kind: 'checking' }) : journey;

    case 'change-found':
      return at.kind === 'sending'
        ? to({
            kind: 'reviewing',
            connectionId: event.connectionId,
            difference: {
              ...event.difference,
              scopesAdded: [...event.difference.scopesAdded],
              scopesRemoved: [...event.difference.scopesRemoved],
            },
          })
        : journey;

    case 'change-agreed':
      return at.kind === 'reviewing' ? to({ kind: 'sending', agreedTo: at.connectionId }) : journey;

    case 'change-declined':
      return at.kind === 'reviewing'
        ? stop(journey, problem('changesDeclined', at.difference.connectionName))
        : journey;

    case 'connection-ready': {
      if (at.kind !== 'sending') return journey;
      const did = {
        created: 'connectionCreated',
        changed: 'connectionChanged',
        same: 'connectionSame',
      } as const;
      const isNew = event.did === 'created';
      return to(
        { kind: 'enabling', connectionId: event.id, connectionName: event.name, isNew },
        {
          record: having('send', did[event.did], event.name),
          connection: { id: event.id, name: event.name, isNew },
        },
      );
    }

    case 'applications-enabled': {
      if (at.kind !== 'enabling') return journey;
      const { names, alreadyThere } = event;
      const did = names.length > 0 ? 'enabled' : alreadyThere > 0 ? 'alreadyEnabled' : 'enabledNone';
      const params = names.length > 0 ? [names.join(', ')] : [String(alreadyThere)];
      return to({ kind: 'testing', phase: 'preparing' }, { record: having('enable', did, ...params) });
    }

    case 'consumer-found':
      return at.kind === 'inspecting' ? to({ ...at, name: event.name }) : journey;

    case 'consumer-absent':
      return at.kind === 'inspecting' && at.name === undefined
        ? to({ kind: 'comparing', consumer: 'absent' })
        : journey;

    case 'consumer-read': {
      if (at.kind !== 'inspecting') return journey;
      const { settings } = event;
      const consumer = settings
        ? { name: at.name ?? '', callbackUrl: settings.callbackUrl, scopes: [...settings.scopes] }
        : ('unread' as const);
      return to({ kind: 'comparing', consumer });
    }

    case 'compared':
      return at.kind === 'comparing'
        ? to(
            { kind: 'done' },
            { points: event.points.map((each) => ({ ...each, params: [...each.params] })) },
          )
        : journey;

    case 'connection-known':
      return at.kind === 'testing'
        ? { ...journey, connection: { id: event.id, name: event.name, isNew: false } }
        : journey;

    case 'test-application-made':
      return at.kind === 'testing' ? { ...journey, testApplication: event.id } : journey;

    case 'test-application-gone': {
      const { testApplication: _, ...rest } = journey;
      return rest;
    }

    case 'login-opened':
      return at.kind === 'testing' ? to({ kind: 'testing', phase: 'open' }) : journey;

    case 'logged-in':
      return at.kind === 'testing'
        ? to({ kind: 'done' }, { record: having('test', 'tested', event.name) })
        : journey;

    case 'failed':
      return isOver(journey) ? journey : stop(journey, event.problem);

    case 'retried': {
      if (at.kind !== 'stopped') return journey;
      const record = journey.record.filter(
        (each) => stepIds.indexOf(each.step) < stepIds.indexOf(stepOf(at.back)),
      );
      return { ...journey, record, stage: stageToGoOnFrom(journey, at.back) };
    }
  }
}

const recordWith = (
  { record }: Journey,
  at: number,
  step: StepId,
  did: Did,
  ...params: string[]
): Journey['record'] => [...record.filter((each) => each.step !== step), { step, at, did, params }];

/** The consumer is there. Its pair is in its row, or was in a dialog that is gone. */
function afterSave(journey: Journey, name: string, pairIn: 'row' | 'dialog', now: number): Journey {
  const saved = {
    ...journey,
    record: recordWith(journey, now, 'create', 'created', name),
    consumer: { name, keyHint: journey.consumer?.keyHint ?? '' },
  };
  return pairIn === 'dialog'
    ? stop(saved, problem('secretMissed', name), 'capture')
    : { ...saved, stage: { kind: 'capturing', name, choices: [] } };
}

const isPasteable = (at: Stage): boolean =>
  at.kind === 'stopped' && ['pairUnreadable', 'secretShownOnce', 'secretMissed'].includes(at.problem.code);

const choosing = (names: readonly string[]): Stage => ({
  kind: 'capturing',
  ...(names.length === 1 ? { name: names[0] } : {}),
  choices: [...names],
});

function stop(journey: Journey, why: Problem, step: StepId = currentStep(journey)): Journey {
  const { stage: at } = journey;
  // A form that was filled may have been saved in the last moment: its name is looked for before another is made.
  const filled = at.kind === 'creating' && at.isFilled ? { consumer: { name: at.name, keyHint: '' } } : {};
  return { ...journey, ...filled, stage: { kind: 'stopped', at: step, problem: why, back: backFrom(at) } };
}

/** The stage from which a stopped journey can be taken up again without doing anything twice. */
function backFrom(at: Stage): Extract<Stage, { kind: 'stopped' }>['back'] {
  switch (at.kind) {
    case 'finding':
    case 'creating':
    case 'inspecting':
    case 'comparing':
      return 'finding';
    case 'capturing':
    case 'checking':
    case 'enabling':
    case 'testing':
      return at.kind;
    case 'confirming':
      return 'checking';
    case 'sending':
    case 'reviewing':
      return 'sending';
    case 'done':
      return 'testing';
    case 'stopped':
      return at.back;
  }
}

function stageToGoOnFrom({ connection }: Journey, back: ReturnType<typeof backFrom>): Stage {
  switch (back) {
    case 'finding':
    case 'capturing':
      return { kind: 'finding', attempt: 0, waiting: 'page' };
    case 'checking':
    case 'sending':
      return { kind: back };
    case 'enabling':
      return connection
        ? { kind: 'enabling', connectionId: connection.id, connectionName: connection.name, isNew: false }
        : { kind: 'sending' };
    case 'testing':
      return { kind: 'testing', phase: 'preparing' };
  }
}
