import type messages from '../../public/_locales/en/messages.json';
import type { Problem } from '../problems';
import type { Event } from './event';
import type { Journey, Stage } from './journey';
import type { StepId } from './steps';

/** What every stage of a journey declares, in the file of its step: in `told/` what is seen of it, in `stages/` where it leads. */

/** Where a journey stands, by name. */
export type StageKind = Stage['kind'];
/** The fields of a journey that stands there. */
export type At<Kind extends StageKind> = Extract<Stage, { kind: Kind }>;

/** The stages from which a stopped journey can be taken up again without doing anything twice. */
export type Resumable = At<'stopped'>['back'];

/** A journey that a problem has stopped, at a step. */
export interface Stop {
  readonly stops: Problem;
  readonly journey: Journey;
  readonly step?: StepId;
}

/** What happened, and where the journey stands; `now` in epoch milliseconds. */
export interface Happening<Kind extends StageKind, EventKind extends Event['kind']> {
  readonly event: Extract<Event, { kind: EventKind }>;
  readonly at: At<Kind>;
  readonly journey: Journey;
  readonly now: number;
}

/** A message of `_locales` with its params. */
export type Line = readonly [key: Extract<keyof typeof messages, `now_${string}`>, ...params: string[]];

/** What a stage's sentence may be made of. `loginName`: of who logged in, where that is known. */
export interface Telling<Kind extends StageKind> {
  readonly at: At<Kind>;
  readonly journey: Journey;
  readonly dashboardName: string;
  readonly loginName: string | undefined;
}

/**
 * What ends a stage's wait for something outside that never comes. `answer`: each request ends in time, and puts the stage off or
 * stops it. `first-word`: an alarm looks whether the helper has spoken. `tab`: its tab is closed, or shows something else for a
 * while. `dialog`: the helper gives up a dialog that does not come. `window`: the login's window is closed. `person`: a button,
 * where the wait is for the person alone.
 */
export const waitEnds = ['answer', 'first-word', 'tab', 'dialog', 'window', 'person'] as const;
export type WaitEnd = (typeof waitEnds)[number];

/** What is told of one stage, to whoever looks: to which step it belongs, what brings it on, and what is going on (`told/`). */
export interface StageTold<Kind extends StageKind> {
  /** The step that it belongs to, as a person sees it; the first one, where its fields tell at which `part` it is. */
  readonly step: StepId;
  /**
   * What brings it on: something on Bitbucket's pages; the background by itself, which only an alarm wakes again if it is stopped
   * there; what the person decides on one of the extension's pages. Or nothing: it is an end.
   */
  readonly goesOn: 'at-bitbucket' | 'by-itself' | 'by-decision' | 'no-more';
  /** Whether it is the person's turn. By default, where something is theirs to decide. */
  readonly isTheirTurn?: (at: At<Kind>) => boolean;
  /** What is going on, in one sentence; none where a problem says it. */
  readonly says: (told: Telling<Kind>) => Line | undefined;
}

/** What each event makes of a journey at one stage (`stages/`): no page has to know it. */
export interface StageRules<Kind extends StageKind> {
  /** What ends its wait if nothing comes; empty where it is an end itself. */
  readonly ends: readonly WaitEnd[];
  /** Where to go on from when it was stopped here. */
  readonly retryFrom: (at: At<Kind>, journey: Journey) => Resumable;
  /**
   * What each event that belongs here makes of the journey: a stop, or the journey after it; the same object where it
   * changes nothing. An event that is not named does not belong here.
   */
  readonly on: {
    readonly [EventKind in Event['kind']]?: (happening: Happening<Kind, EventKind>) => Journey | Stop;
  };
}

/** A stage from which a stopped journey is taken up again; `resume`: as what. */
export interface ResumableRules<Kind extends Resumable> extends StageRules<Kind> {
  readonly resume: (journey: Journey) => Stage;
}
