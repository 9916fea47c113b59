import type { Event } from './event';
import type { Journey, Stage } from './journey';
import { checkAgain, searching, stop, to } from './moves';
import type { Resumable, StageKind, StageRules, Stop } from './stage';
import { stages } from './stages';
import { keysSeen } from './stages/get-pair';
import { withoutLead } from './stages/new-secret';
import { currentStep, isAtBitbucket, isOver, undoOf } from './standing';
import { stepIds } from './steps';
import { stepOf } from './told';
import { untilNextTryMs } from './waits';

/**
 * The journey after an event, at `now` (epoch milliseconds). The same object where the event does not belong to its stage:
 * late and repeated ones do no harm.
 */
export function advance(journey: Journey, event: Event, now: number): Journey {
  const move = moved(journey, event, now);
  const next = 'stops' in move ? stopped(move) : move;
  // Tidying up, or putting off, does not change how far it is.
  if (next.stage === journey.stage) return next;
  const { tries: _, ...rest } = next;
  return { ...(next.stage.kind === journey.stage.kind ? next : rest), changedAt: now };
}

/** The rules of a stage, as they are for each of its kind; TypeScript cannot tell which one a journey is at. */
const rulesOf = (kind: StageKind): StageRules<StageKind> => stages[kind] as StageRules<StageKind>;

/** What can happen at any stage; the rest is the stage's own. */
function moved(journey: Journey, event: Event, now: number): Journey | Stop {
  const { stage: at, pause } = journey;
  switch (event.kind) {
    case 'failed':
      return isOver(journey) ? journey : stop(journey, event.problem);

    case 'put-off': {
      if (isOver(journey)) return journey;
      const { problem, until } = event;
      // A wait may be long: afterwards, what was agreed to is asked again.
      const stage = unagreed(at);
      if (until !== undefined) return { ...journey, stage, pause: { problem, until } };
      const { tries = 0 } = journey;
      const again = now + untilNextTryMs(tries);
      return { ...journey, stage, tries: tries + 1, pause: { problem, again } };
    }

    case 'pause-over':
      return pause ? to(journey, at) : journey;

    case 'pause-cancelled':
      return pause ? stop(journey, pause.problem) : journey;

    case 'retried':
      if (at.kind === 'stopped') return takenUp(journey, at.back);
      if (at.kind === 'finding') return at.silent ? to(journey, searching) : journey;
      if (journey.unheard) return takenUp(...leaving(journey));
      return at.kind === 'mending' || (at.kind === 'done' && journey.points) ? checkAgain(journey) : journey;

    case 'tab-seen': {
      // On the way there, a first word is awaited, which is told apart.
      if (!isAtBitbucket(journey) || at.kind === 'finding') return journey;
      const { unheard, ...heard } = journey;
      if (event.shows === 'helper') return unheard ? heard : journey;
      return unheard === event.shows ? journey : { ...journey, unheard: event.shows };
    }

    case 'undo-asked':
      return undoOf(journey) ? to(withoutLead(journey), { kind: 'undoing' }) : journey;

    case 'keys-seen':
      return keysSeen(journey, event.keys);

    case 'test-application-gone': {
      if (!('hasTestApplication' in journey)) return journey;
      const { hasTestApplication: _, ...rest } = journey;
      return rest;
    }

    case 'test-account-gone':
      return journey.testAccount
        ? { ...journey, testAccount: { ...journey.testAccount, isGone: true } }
        : journey;

    default: {
      // Which event goes with which rule is checked where each is declared; here TypeScript cannot follow.
      const rule = rulesOf(at.kind).on[event.kind];
      return rule ? rule({ event, at, journey, now } as never) : journey;
    }
  }
}

/** The stage without what was agreed to at it. */
function unagreed(at: Stage): Stage {
  if (!('agreedTo' in at)) return at;
  const { agreedTo: _, ...rest } = at;
  return rest;
}

function stopped({ stops, journey, step = currentStep(journey) }: Stop): Journey {
  const [left, back] = leaving(journey);
  return to(left, { kind: 'stopped', at: step, problem: stops, back });
}

/** The journey as it leaves a stage that did not come to its end, and where to go on with it. */
function leaving(journey: Journey): readonly [Journey, Resumable] {
  const { stage: at } = journey;
  // A form that was filled may have been saved at the last moment: its name is looked for before another is made.
  const filled = at.kind === 'creating' && at.isFilled ? { consumer: { name: at.name, keyHint: '' } } : {};
  return [{ ...journey, ...filled }, rulesOf(at.kind).retryFrom(at, journey)];
}

/** Goes on from an earlier stage. What was done from that step on is done again. */
function takenUp(journey: Journey, back: Resumable): Journey {
  const stage = stages[back].resume(journey);
  const step = stepOf(stage);
  const isBefore = (each: { readonly step: Journey['record'][number]['step'] }) =>
    stepIds.indexOf(each.step) < stepIds.indexOf(step);
  // The list and the login are looked at anew.
  const { listed: _, loginSeen: __, unheard: ___, ...rest } = journey;
  // On the way to the old client, nothing that was done is done again.
  const record = journey.isRetiring ? journey.record : journey.record.filter(isBefore);
  return { ...rest, record, stage };
}
