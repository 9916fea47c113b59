import * as v from 'valibot';
import { cut } from '../cut';
import type { Journey } from './journey/journey';
import { isOver, isSeenToWork } from './journey/standing';
import { type StepId, stepIds } from './journey/steps';
import { type PointId, pointIds } from './points';
import { type Problem, problemSchema } from './problems';

/**
 * What is kept of the setups, checks and test logins of a profile once another one has taken their place: who did what, when, on
 * both sides, and what it came to. No Secret and no token is in it, nor anybody who logged in.
 */

/** How many are kept for a profile: the newest. */
export const mostPasts = 20;

const endSchema = v.variant('kind', [
  /** It was not over when this was written. */
  v.object({ kind: v.literal('open') }),
  /** A login was seen to work. */
  v.object({ kind: v.literal('works') }),
  v.object({ kind: v.literal('untested') }),
  /** Entered and tried by the person. */
  v.object({ kind: v.literal('handed-over') }),
  v.object({
    kind: v.literal('checked'),
    wrong: v.array(v.picklist(pointIds)),
    unknown: v.array(v.picklist(pointIds)),
    isSeenToWork: v.boolean(),
  }),
  v.object({ kind: v.literal('undone') }),
  v.object({
    kind: v.literal('stopped'),
    at: v.picklist(stepIds),
    code: problemSchema.entries.code,
    params: v.array(v.string()),
  }),
]);
/** What a journey came to. */
export type End = v.InferOutput<typeof endSchema>;

/** One journey, as it is kept; times in epoch milliseconds. */
export const pastSchema = v.object({
  id: v.string(),
  mode: v.picklist(['create', 'existing', 'test', 'check', 'renew']),
  startedAt: v.number(),
  changedAt: v.number(),
  workspace: v.string(),
  /** What was done, step by step, as message codes `did_{code}`. */
  record: v.array(
    v.object({ step: v.picklist(stepIds), at: v.number(), did: v.string(), params: v.array(v.string()) }),
  ),
  end: endSchema,
});
export type Past = v.InferOutput<typeof pastSchema>;

/** Nobody reads more of a name, or of a list of them. */
const longest = 300;

/** The ids of the points in a state. */
const pointsIn = ({ points = [] }: Journey, state: 'bad' | 'unknown'): PointId[] =>
  points.flatMap((each) => (each.state === state ? [each.point] : []));

function endOf(journey: Journey): End {
  const { stage, points, record } = journey;
  if (stage.kind === 'stopped') return stoppedBy(stage.at, stage.problem);
  if (stage.kind === 'undone') return { kind: 'undone' };
  if (stage.kind !== 'done') return { kind: 'open' };
  if (points)
    return {
      kind: 'checked',
      wrong: pointsIn(journey, 'bad'),
      unknown: pointsIn(journey, 'unknown'),
      isSeenToWork: points.some(({ point, state }) => point === 'test' && state === 'good'),
    };
  if (isSeenToWork(journey)) return { kind: 'works' };
  return { kind: record.some(({ did }) => did === 'handedOver') ? 'handed-over' : 'untested' };
}

/** The words of what refused it may name a person, so they stay with the journey. The headings of problems name nobody. */
const stoppedBy = (at: StepId, { code, params }: Problem): End => ({
  kind: 'stopped',
  at,
  code,
  params: code.startsWith('login') ? [] : params.slice(0, 2).map((each) => cut(each, longest)),
});

/** What is to be kept of a journey; undefined while there is nothing to tell. */
export function pastOf(journey: Journey): Past | undefined {
  const { id, mode, startedAt, changedAt = startedAt, workspace, record } = journey;
  if (record.length === 0 && !isOver(journey)) return undefined;
  return {
    id,
    mode,
    startedAt,
    changedAt,
    workspace,
    // For a login, they say who logged in.
    record: record.map(({ params, ...each }) => ({
      ...each,
      params: each.step === 'test' ? [] : params.map((text) => cut(text, longest)),
    })),
    end: endOf(journey),
  };
}

/** The history with one more, or with a newer state of one; the newest first, and no more than are kept. */
export const withPast = (before: readonly Past[], past: Past): Past[] =>
  [past, ...before.filter(({ id }) => id !== past.id)]
    .sort((one, other) => other.startedAt - one.startedAt)
    .slice(0, mostPasts);

/** On which side a step is done. */
export const sideOf = (step: StepId): 'bitbucket' | 'dashboard' =>
  ['logIn', 'create', 'capture', 'retire'].includes(step) ? 'bitbucket' : 'dashboard';

const byPerson = [
  'loggedIn',
  'loggedInMoved',
  'created',
  'handedOver',
  'createdInPage',
  'tried',
  'triedInPage',
  'oldDeleted',
  'oldSaidDeleted',
];
const byNobody = ['alreadyEnabled', 'connectionSame', 'enabledNone', 'enabledByHand', 'testedByHand'];

/** Who did it: Keyferry, or the person by a press of their own; undefined where there was nothing to do, or nobody has done it. */
export function whoDid(did: string): 'keyferry' | 'person' | undefined {
  if (byNobody.includes(did)) return undefined;
  return byPerson.includes(did) ? 'person' : 'keyferry';
}

/**
 * How a profile's login stands, as far as that is known: what the last setup, check or test that ended came to, and, where that was no
 * login, when one was last seen to work.
 */
export interface Health {
  readonly last: Past;
  /** Epoch milliseconds. */
  readonly workedAt: number | undefined;
}

const isLogin = ({ end }: Past): boolean =>
  end.kind === 'works' || (end.kind === 'checked' && end.isSeenToWork);

/** How it stands, by what is kept of it, the newest first; undefined where nothing has ended yet. */
export function healthOf(pasts: readonly Past[]): Health | undefined {
  const ended = pasts
    .filter(({ end }) => end.kind !== 'open')
    .sort((one, other) => other.changedAt - one.changedAt);
  const [last] = ended;
  if (!last) return undefined;
  // What worked before an undo may work no more.
  const since = ended.findIndex(({ end }) => end.kind === 'undone');
  return { last, workedAt: ended.slice(0, since < 0 ? undefined : since).find(isLogin)?.changedAt };
}
