import * as v from 'valibot';
import type { Journey } from '../journey';
import type { StageTold } from '../stage';
import { takesPair } from './log-in';

/**
 * The consumer is there, and its pair is to be read: in its row, or in the dialog that shows it once, which may come late.
 * Without a name the person chooses.
 */
export const capturingFields = v.object({
  kind: v.literal('capturing'),
  name: v.optional(v.string()),
  choices: v.array(v.string()),
  shownIn: v.optional(v.picklist(['row', 'dialog'])),
});

export const capturing: StageTold<'capturing'> = {
  step: 'capture',
  goesOn: 'at-bitbucket',
  isTheirTurn: ({ name }) => name === undefined,
  says: ({ at }) => {
    if (at.name === undefined) return ['now_choosing'];
    return at.shownIn === 'dialog' ? ['now_awaiting', at.name] : ['now_capturing'];
  },
};

/** Bitbucket is asked whether the pair is good. */
export const checkingFields = v.object({ kind: v.literal('checking') });

export const checking: StageTold<'checking'> = {
  step: 'capture',
  goesOn: 'by-itself',
  says: () => ['now_checking'],
};

/** Whether a pair from another tab than the journey's can still take the place of the one that it waits for. */
export const takesOffer = (journey: Journey, workspace: string): boolean =>
  ['finding', 'creating', 'capturing'].includes(journey.stage.kind) &&
  takesPair(journey) &&
  !journey.isRetiring &&
  journey.workspace !== '' &&
  journey.workspace === workspace;

/** Whether Bitbucket's list showed another Client ID than the one that was taken. */
export const isContradicted = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && stage.problem.code === 'pairContradicted';
