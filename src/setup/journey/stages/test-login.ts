import * as v from 'valibot';
import { testedPoint } from '../../client-points';
import { withPoints } from '../../points';
import { problem, problemSchema } from '../../problems';
import type { Journey } from '../journey';
import { readyToTest, recordWith, stop, to } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { afterLogin } from './new-secret';
import { severalFound } from './send';

/** Of a check the login is the last point. */
const tested = ({ points }: Journey, name?: string): Partial<Journey> =>
  points ? { points: withPoints(points, [testedPoint(name)]) } : {};

/** One login, in a window of its own. */
export const testingFields = v.object({
  kind: v.literal('testing'),
  phase: v.picklist(['preparing', 'open']),
});

export const testing: ResumableRules<'testing'> = {
  step: 'test',
  goesOn: 'by-itself',
  isTheirTurn: ({ phase }) => phase === 'open',
  retryFrom: () => 'testing',
  resume: () => readyToTest,
  says: ({ at }) => [at.phase === 'open' ? 'now_login_open' : 'now_testing'],
  on: {
    'connection-known': ({ event, journey }) => ({
      ...journey,
      connection: { id: event.id, name: event.name, did: 'found' },
    }),

    'several-found': ({ event, journey }) => severalFound(journey, event),

    'test-application-intended': ({ journey }) => ({ ...journey, hasTestApplication: true }),

    'login-opened': ({ journey }) => to(journey, { kind: 'testing', phase: 'open' }),

    'logged-in': ({ event, journey, now }) =>
      to(journey, afterLogin(journey), {
        record: recordWith(journey, now, 'test', 'tested', event.name),
        ...tested(journey, event.name),
      }),

    'try-needed': ({ event, journey }) =>
      to(journey, {
        kind: 'trying',
        missing: event.missing,
        isOpen: false,
        ...(event.problem ? { problem: event.problem } : {}),
      }),
  },
};

/** Without an application for the test, or a window for the login, the person tries it in the dashboard. */
export const tryingFields = v.object({
  kind: v.literal('trying'),
  /** The rights that are missing; none where it is something else. */
  missing: v.string(),
  isOpen: v.boolean(),
  problem: v.optional(problemSchema),
});

export const trying: StageRules<'trying'> = {
  step: 'test',
  goesOn: 'by-decision',
  retryFrom: () => 'testing',
  says: ({ dashboardName }) => ['now_trying', dashboardName],
  on: {
    'try-opened': ({ at, journey }) => to(journey, { ...at, isOpen: true }),

    tried: ({ event, journey, now }) =>
      event.worked
        ? to(journey, afterLogin(journey), {
            record: recordWith(journey, now, 'test', 'tried'),
            ...tested(journey),
          })
        : stop(journey, problem('tryFailed')),
  },
};
