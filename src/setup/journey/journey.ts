import * as v from 'valibot';
import type { ConsumerSettings } from '../../bitbucket/form';
import { scopes } from '../../bitbucket/scopes';
import type { Difference } from '../../dashboards/dashboard';
import { type Point, pointSchema } from '../check-setup';
import { type Problem, problem, problemSchema } from '../problems';
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
  optionsKept: v.array(v.string()),
});

/** What the person agreed to: this change, of this connection, and no other. */
const agreement = v.object({ connectionId: v.string(), difference });

/** One of several connections, to choose from. */
const connectionChoice = v.object({ id: v.string(), name: v.string(), keyHint: v.string() });
export type ConnectionChoice = v.InferOutput<typeof connectionChoice>;

const stage = v.variant('kind', [
  /** On the way to the workspace's list; `attempt` counts the addresses that were tried, `failedIn` is the last one's document. */
  v.object({
    kind: v.literal('finding'),
    attempt: v.number(),
    failedIn: v.optional(v.string()),
    waiting: v.picklist(['page', 'login', 'workspace']),
  }),
  /** Bitbucket's form: to be opened, or filled and waiting for the person's Save. */
  v.object({
    kind: v.literal('creating'),
    name: v.string(),
    isFilled: v.boolean(),
    complaint: v.optional(v.string()),
  }),
  /**
   * The consumer is there, and its pair is to be read: in its row, or in the dialog that shows it once, which may come
   * late. Without a name the person chooses.
   */
  v.object({
    kind: v.literal('capturing'),
    name: v.optional(v.string()),
    choices: v.array(v.string()),
    shownIn: v.optional(v.picklist(['row', 'dialog'])),
  }),
  v.object({ kind: v.literal('checking') }),
  /** A pair came from the page without a journey; the person has to agree to send it. */
  v.object({ kind: v.literal('confirming') }),
  /** An agreement that an older version wrote down is none: the change is shown once more. */
  v.object({ kind: v.literal('sending'), agreedTo: v.fallback(v.optional(agreement), undefined) }),
  /** The dashboard has several Bitbucket connections: the person says which is meant. */
  v.object({ kind: v.literal('picking'), connections: v.array(connectionChoice) }),
  v.object({ kind: v.literal('reviewing'), connectionId: v.string(), difference }),
  /** The dashboard refused the Client ID: a general connection in its place is offered. */
  v.object({ kind: v.literal('offering') }),
  /** Key and Secret are shown to the person, who enters them by hand. */
  v.object({ kind: v.literal('handing') }),
  v.object({ kind: v.literal('enabling'), connectionId: v.string(), connectionName: v.string() }),
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
  /** Without the right to make an application for the test, the person tries the login in the dashboard. */
  v.object({ kind: v.literal('trying'), missing: v.string(), isOpen: v.boolean() }),
  v.object({ kind: v.literal('done') }),
  /** What was changed in the dashboard is being put back. */
  v.object({ kind: v.literal('undoing') }),
  v.object({ kind: v.literal('undone'), hadSecret: v.boolean() }),
  /** `back` is the stage to go on from when the person tries again. */
  v.object({
    kind: v.literal('stopped'),
    at: v.picklist(stepIds),
    problem: problemSchema,
    back: v.picklist([
      'finding',
      'capturing',
      'checking',
      'sending',
      'handing',
      'enabling',
      'testing',
      'undoing',
    ]),
  }),
]);
export type Stage = v.InferOutput<typeof stage>;

export const journeySchema = v.object({
  version: v.literal(2),
  id: v.string(),
  profileId: v.string(),
  mode: v.picklist(['create', 'existing', 'test', 'check']),
  startedAt: v.number(),
  /** When it came to its stage (epoch milliseconds); not known of one from an older version. */
  changedAt: v.optional(v.number()),
  stage,
  /** The stage waits until then (epoch milliseconds), or until the network is back, and goes on by itself. */
  pause: v.optional(v.object({ problem: problemSchema, until: v.optional(v.number()) })),
  /** Steps that are done, with the time (epoch milliseconds) and what each did. */
  record: v.array(
    v.object({ step: v.picklist(stepIds), at: v.number(), did: v.string(), params: v.array(v.string()) }),
  ),
  workspace: v.string(),
  /** Names of consumers that the workspace had before. */
  taken: v.array(v.string()),
  consumer: v.optional(v.object({ name: v.string(), keyHint: v.string() })),
  /** `did`: what this journey did to it; `found` by a test or check, which change nothing. */
  connection: v.optional(
    v.object({
      id: v.string(),
      name: v.string(),
      did: v.picklist(['created', 'changed', 'same', 'found']),
    }),
  ),
  /** One of several connections, as the person chose. */
  chosenConnection: v.optional(v.string()),
  /** The person agreed to a general connection. */
  isGeneral: v.optional(v.boolean()),
  /** Written down just before a write, so that one whose end was missed is known to be this journey's. */
  intended: v.optional(v.picklist(['created', 'changed'])),
  /** Applications that this journey enabled the connection for, written down just before. */
  switchedOn: v.optional(v.array(v.string())),
  /** What a check looks for: the ends of the connection's Key. */
  lookFor: v.optional(v.string()),
  /** What a check found. */
  points: v.optional(v.array(pointSchema)),
  /** An application may have been made for the test login: written down just before, until it is removed again. */
  hasTestApplication: v.optional(v.boolean()),
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
  | 'handedOver'
  | 'enabledByHand'
  | 'tested'
  | 'tried'
  | 'testedByHand';

export type Event =
  | { readonly kind: 'login-needed' }
  /** A document that says so twice is about one address. */
  | { readonly kind: 'address-failed'; readonly next: boolean; readonly documentId: string }
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
  /** No dialog with the pair has come for as long as one may take, or it was closed before it could be read. */
  | { readonly kind: 'pair-missed' }
  | { readonly kind: 'consumer-chosen'; readonly name: string }
  | { readonly kind: 'pair-taken'; readonly name: string; readonly keyHint: string }
  | { readonly kind: 'pair-checked'; readonly verdict: 'good' | 'not-checked' }
  | { readonly kind: 'consented' }
  | { readonly kind: 'change-found'; readonly connectionId: string; readonly difference: Difference }
  | { readonly kind: 'change-agreed' }
  | { readonly kind: 'several-found'; readonly connections: readonly ConnectionChoice[] }
  | { readonly kind: 'connection-picked'; readonly id: string }
  | { readonly kind: 'general-needed' }
  | { readonly kind: 'general-agreed' }
  | { readonly kind: 'write-intended'; readonly did: 'created' | 'changed' }
  | { readonly kind: 'handing-needed' }
  | { readonly kind: 'handed-over' }
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
  | { readonly kind: 'switching-on'; readonly ids: readonly string[] }
  | { readonly kind: 'test-application-intended' }
  | { readonly kind: 'test-application-gone' }
  | { readonly kind: 'try-needed'; readonly missing: string }
  | { readonly kind: 'try-opened' }
  | { readonly kind: 'tried'; readonly worked: boolean }
  | { readonly kind: 'login-opened' }
  | { readonly kind: 'logged-in'; readonly name: string }
  | { readonly kind: 'undo-asked' }
  | { readonly kind: 'undone'; readonly hadSecret: boolean }
  | { readonly kind: 'put-off'; readonly problem: Problem; readonly until: number | undefined }
  | { readonly kind: 'pause-over' }
  | { readonly kind: 'pause-cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'retried' };

export function begin(fields: {
  readonly id: string;
  readonly profileId: string;
  readonly mode: Journey['mode'];
  readonly workspace: string;
  readonly now: number;
  readonly lookFor?: string;
  /** Several, of which the person has to choose one first. */
  readonly connections?: readonly ConnectionChoice[];
}): Journey {
  const { connections } = fields;
  return {
    version: 2,
    id: fields.id,
    profileId: fields.profileId,
    mode: fields.mode,
    startedAt: fields.now,
    stage: connections
      ? { kind: 'picking', connections: [...connections] }
      : fields.mode === 'test'
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
  if (kind === 'done' || kind === 'undone') return 'test';
  return now.kind === 'stopped'
    ? now.at
    : stepOf(kind as Exclude<Stage['kind'], 'done' | 'undone' | 'stopped'>);
}

export const isOver = ({ stage: { kind } }: Journey): boolean =>
  kind === 'done' || kind === 'undone' || kind === 'stopped';

/** Whether the journey waits for the person to decide something on one of the extension's own pages. */
export const isWaitingForDecision = ({ stage: { kind } }: Journey): boolean =>
  ['confirming', 'picking', 'reviewing', 'offering', 'handing', 'trying'].includes(kind);

/** How a journey stands, in one word: at work, waiting for the person, stopped, or done. */
export type Standing = 'working' | 'needs-you' | 'stopped' | 'done';

export function standingOf(journey: Journey): Standing {
  const { stage } = journey;
  if (isOver(journey)) return stage.kind === 'stopped' ? 'stopped' : 'done';
  const isTheirTurn =
    isWaitingForDecision(journey) ||
    (stage.kind === 'finding' && stage.waiting !== 'page') ||
    (stage.kind === 'creating' && stage.isFilled) ||
    (stage.kind === 'capturing' && stage.name === undefined) ||
    (stage.kind === 'testing' && stage.phase === 'open');
  return isTheirTurn && journey.pause === undefined ? 'needs-you' : 'working';
}

/** Whether the journey is at something that needs nobody: should it be stopped there, nobody would take it up again. */
export const worksByItself = ({ stage: { kind } }: Journey): boolean =>
  ['checking', 'sending', 'enabling', 'comparing', 'testing', 'undoing'].includes(kind);

/** What an undo would do to the dashboard's connection; undefined where this journey did nothing to it. */
export function undoOf(journey: Journey): 'remove' | 'restore' | undefined {
  const did = journey.connection?.did;
  if (!isOver(journey) || journey.stage.kind === 'undone') return undefined;
  return did === 'created' ? 'remove' : did === 'changed' ? 'restore' : undefined;
}

/** The journey after an event, at `now` (epoch milliseconds). The same object where the event does not belong here. */
export function advance(journey: Journey, event: Event, now: number): Journey {
  const next = after(journey, event, now);
  // What is tidied up, or put off, is no news of how far it is.
  return next.stage === journey.stage ? next : { ...next, changedAt: now };
}

function after(journey: Journey, event: Event, now: number): Journey {
  const { stage: at } = journey;
  const to = (next: Stage, more: Partial<Journey> = {}): Journey => {
    const { pause: _, ...rest } = journey;
    return { ...rest, ...more, stage: next };
  };
  /** A connection that is there is changed as what it is: what was agreed to, and meant, for a new one is over. */
  const toOwn = (next: Stage): Journey => {
    const { isGeneral: _, intended: __, ...rest } = to(next);
    return rest;
  };
  const having = (step: StepId, did: Did, ...params: string[]) =>
    recordWith(journey, now, step, did, ...params);

  switch (event.kind) {
    case 'login-needed':
      return at.kind === 'finding' && at.waiting === 'page' ? to({ ...at, waiting: 'login' }) : journey;

    case 'address-failed':
      if (at.kind !== 'finding' || at.failedIn === event.documentId) return journey;
      return event.next
        ? to({ ...at, attempt: at.attempt + 1, failedIn: event.documentId, waiting: 'page' })
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
      // The person turns the list's pages: there is more to choose from.
      if (at.kind === 'capturing' && at.name === undefined)
        return names.every((name) => at.choices.includes(name))
          ? journey
          : to({ ...at, choices: [...new Set([...at.choices, ...names])] });
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
      // By hand, where the page was not understood, the form may never have been seen as one.
      return at.kind === 'creating' || (at.kind === 'finding' && journey.mode === 'create')
        ? to({ kind: 'creating', name: event.name, isFilled: true })
        : journey;

    case 'form-refused':
      return at.kind === 'creating' ? to({ ...at, complaint: event.complaint }) : journey;

    case 'consumer-chosen':
      return at.kind === 'capturing' && at.choices.includes(event.name)
        ? to({ kind: 'capturing', name: event.name, choices: at.choices })
        : journey;

    case 'pair-missed':
      return at.kind === 'capturing' && at.shownIn === 'dialog'
        ? stop(journey, problem('secretMissed', at.name ?? ''))
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
        ? toOwn({
            kind: 'reviewing',
            connectionId: event.connectionId,
            difference: {
              ...event.difference,
              scopesAdded: [...event.difference.scopesAdded],
              scopesRemoved: [...event.difference.scopesRemoved],
              optionsKept: [...event.difference.optionsKept],
            },
          })
        : journey;

    case 'several-found':
      return at.kind === 'sending' || at.kind === 'testing'
        ? toOwn({ kind: 'picking', connections: event.connections.map((each) => ({ ...each })) })
        : journey;

    case 'connection-picked': {
      const picked = at.kind === 'picking' && at.connections.find((each) => each.id === event.id);
      if (!picked) return journey;
      const { id, name, keyHint } = picked;
      const more = { chosenConnection: id, connection: { id, name, did: 'found' as const } };
      if (journey.mode === 'test') return to({ kind: 'testing', phase: 'preparing' }, more);
      return journey.mode === 'check'
        ? to({ kind: 'finding', attempt: 0, waiting: 'page' }, { ...more, lookFor: keyHint })
        : to({ kind: 'sending' }, { chosenConnection: id });
    }

    case 'general-needed':
      return at.kind === 'sending' ? to({ kind: 'offering' }) : journey;

    case 'general-agreed':
      return at.kind === 'offering' ? to({ kind: 'sending' }, { isGeneral: true }) : journey;

    case 'write-intended':
      return at.kind === 'sending' ? { ...journey, intended: event.did } : journey;

    case 'handing-needed':
      return at.kind === 'sending' ? to({ kind: 'handing' }) : journey;

    case 'handed-over': {
      if (at.kind !== 'handing') return journey;
      const steps = [
        ['send', 'handedOver'],
        ['enable', 'enabledByHand'],
        ['test', 'testedByHand'],
      ] as const;
      const record = steps.reduce(
        (before, [step, did]) => recordWith({ ...journey, record: before }, now, step, did),
        journey.record,
      );
      return to({ kind: 'done' }, { record });
    }

    case 'change-agreed':
      if (at.kind !== 'reviewing') return journey;
      return to({
        kind: 'sending',
        agreedTo: { connectionId: at.connectionId, difference: at.difference },
      });

    case 'change-declined':
      if (at.kind === 'offering') return stop(journey, problem('clientIdRefused'));
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
      // Already right, because of this journey's own write whose end was missed.
      const own = event.did === 'same' ? (journey.intended ?? 'same') : event.did;
      return to(
        { kind: 'enabling', connectionId: event.id, connectionName: event.name },
        {
          record: having('send', did[own], event.name),
          connection: { id: event.id, name: event.name, did: own },
        },
      );
    }

    case 'switching-on': {
      const before = journey.switchedOn ?? [];
      return at.kind === 'enabling'
        ? { ...journey, switchedOn: [...before, ...event.ids.filter((id) => !before.includes(id))] }
        : journey;
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
        ? { ...journey, connection: { id: event.id, name: event.name, did: 'found' } }
        : journey;

    case 'test-application-intended':
      return at.kind === 'testing' ? { ...journey, hasTestApplication: true } : journey;

    case 'test-application-gone': {
      if (!('hasTestApplication' in journey)) return journey;
      const { hasTestApplication: _, ...rest } = journey;
      return rest;
    }

    case 'try-needed':
      return at.kind === 'testing' ? to({ kind: 'trying', missing: event.missing, isOpen: false }) : journey;

    case 'try-opened':
      return at.kind === 'trying' ? to({ ...at, isOpen: true }) : journey;

    case 'tried':
      if (at.kind !== 'trying') return journey;
      return event.worked
        ? to({ kind: 'done' }, { record: having('test', 'tried') })
        : stop(journey, problem('tryFailed'));

    case 'login-opened':
      return at.kind === 'testing' ? to({ kind: 'testing', phase: 'open' }) : journey;

    case 'logged-in':
      return at.kind === 'testing'
        ? to({ kind: 'done' }, { record: having('test', 'tested', event.name) })
        : journey;

    case 'undo-asked':
      return undoOf(journey) ? to({ kind: 'undoing' }) : journey;

    case 'undone': {
      if (at.kind !== 'undoing') return journey;
      const { connection: _, intended: __, switchedOn: ___, pause: ____, ...rest } = journey;
      return { ...rest, record: [], stage: { kind: 'undone', hadSecret: event.hadSecret } };
    }

    case 'put-off': {
      if (isOver(journey)) return journey;
      const { problem: why, until } = event;
      return { ...journey, pause: { problem: why, ...(until === undefined ? {} : { until }) } };
    }

    case 'pause-over':
      return journey.pause ? to(at) : journey;

    case 'pause-cancelled':
      return journey.pause ? stop(journey, journey.pause.problem) : journey;

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

/** The consumer is there. Its pair is in its row, or in a dialog that may still come. */
function afterSave(journey: Journey, name: string, pairIn: 'row' | 'dialog', now: number): Journey {
  const saved = {
    ...journey,
    record: recordWith(journey, now, 'create', 'created', name),
    consumer: { name, keyHint: journey.consumer?.keyHint ?? '' },
  };
  return { ...saved, stage: { kind: 'capturing', name, choices: [], shownIn: pairIn } };
}

/** Whether the pair is awaited that a dialog shows once. */
export const isAwaitingDialog = ({ stage }: Journey): boolean =>
  stage.kind === 'capturing' && stage.shownIn === 'dialog';

const isPasteable = (at: Stage): boolean =>
  at.kind === 'stopped' && ['pairUnreadable', 'secretShownOnce', 'secretMissed'].includes(at.problem.code);

/** Whether a pair was not read or not seen: should the page show it after all, it is taken, and the verdict with it withdrawn. */
export const isPairStillWanted = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && ['pairUnreadable', 'secretMissed'].includes(stage.problem.code);

const choosing = (names: readonly string[]): Stage => ({
  kind: 'capturing',
  ...(names.length === 1 ? { name: names[0] } : {}),
  choices: [...names],
});

function stop(journey: Journey, why: Problem, step: StepId = currentStep(journey)): Journey {
  const { stage: at } = journey;
  // A form that was filled may have been saved in the last moment: its name is looked for before another is made.
  const filled = at.kind === 'creating' && at.isFilled ? { consumer: { name: at.name, keyHint: '' } } : {};
  const { pause: _, ...rest } = journey;
  return {
    ...rest,
    ...filled,
    stage: { kind: 'stopped', at: step, problem: why, back: backFrom(at, journey) },
  };
}

/** The stage from which a stopped journey can be taken up again without doing anything twice. */
function backFrom(at: Stage, { mode }: Journey): Extract<Stage, { kind: 'stopped' }>['back'] {
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
    case 'handing':
    case 'undoing':
      return at.kind;
    case 'confirming':
      return 'checking';
    case 'sending':
    case 'reviewing':
    case 'offering':
      return 'sending';
    case 'picking':
      return mode === 'test' ? 'testing' : mode === 'check' ? 'finding' : 'sending';
    case 'trying':
    case 'done':
    case 'undone':
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
    case 'handing':
    case 'undoing':
      return { kind: back };
    case 'enabling':
      return connection
        ? { kind: 'enabling', connectionId: connection.id, connectionName: connection.name }
        : { kind: 'sending' };
    case 'testing':
      return { kind: 'testing', phase: 'preparing' };
  }
}
