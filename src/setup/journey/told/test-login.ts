import * as v from 'valibot';
import { problemSchema } from '../../problems';
import type { Journey } from '../journey';
import type { StageTold } from '../stage';

/** One login, in a window of its own. */
export const testingFields = v.object({
  kind: v.literal('testing'),
  phase: v.picklist(['preparing', 'open']),
});

export const testing: StageTold<'testing'> = {
  step: 'test',
  goesOn: 'by-itself',
  isTheirTurn: ({ phase }) => phase === 'open',
  says: ({ at }) => [at.phase === 'open' ? 'now_login_open' : 'now_testing'],
};

/** Without an application for the test, or a window for the login, the person tries it in the dashboard. */
export const tryingFields = v.object({
  kind: v.literal('trying'),
  /** The rights that are missing; none where it is something else. */
  missing: v.string(),
  isOpen: v.boolean(),
  problem: v.optional(problemSchema),
});

export const trying: StageTold<'trying'> = {
  step: 'test',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_trying', dashboardName],
};

/** The login that failed is opened once more, in a tab, for the person to read what it shows there. */
export const readingFields = v.object({
  kind: v.literal('reading'),
  isOpen: v.boolean(),
  /** Why the login failed; it stands again once the person has read the tab. */
  problem: problemSchema,
});

export const reading: StageTold<'reading'> = {
  step: 'test',
  goesOn: 'by-decision',
  isTheirTurn: ({ isOpen }) => isOpen,
  says: ({ at }) => [at.isOpen ? 'now_reading' : 'now_reading_opens'],
};

/** Whether the login that failed can be opened in a tab. */
export const canRead = ({ stage, loginSeen, connection }: Journey): boolean =>
  stage.kind === 'stopped' && stage.at === 'test' && loginSeen !== undefined && connection !== undefined;
