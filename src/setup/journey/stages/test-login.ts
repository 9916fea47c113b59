import * as v from 'valibot';
import { testedPoint } from '../../client-points';
import { loginSeenSchema } from '../../login-seen';
import { withPoints } from '../../points';
import { problem } from '../../problems';
import type { Journey } from '../journey';
import { readyToTest, recordWith, stop, to } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { afterLogin } from './new-secret';
import { severalFound } from './send';

/** The login is the last point of a check. */
const tested = ({ points }: Journey, name?: string): Partial<Journey> =>
  points ? { points: withPoints(points, [testedPoint(name)]) } : {};

/** The account that a login has made, by its id. */
const accountMade = (id: string | undefined): Pick<Journey, 'testAccount'> =>
  id === undefined ? {} : { testAccount: { id, isGone: false } };

export const testing: ResumableRules<'testing'> = {
  ends: ['answer', 'window'],
  retryFrom: () => 'testing',
  resume: () => readyToTest,
  on: {
    'connection-known': ({ event, journey }) => ({
      ...journey,
      connection: { id: event.id, name: event.name, did: 'found' },
    }),

    'several-found': ({ event, journey }) => severalFound(journey, event),

    'test-application-intended': ({ journey }) => ({ ...journey, hasTestApplication: true }),

    'login-seen': ({ event, journey }) => ({
      ...journey,
      loginSeen: v.parse(loginSeenSchema, event.seen),
      ...accountMade(event.made),
    }),

    'login-opened': ({ journey }) => to(journey, { kind: 'testing', phase: 'open' }),

    'logged-in': ({ event, journey, now }) =>
      to(journey, afterLogin(journey), {
        record: recordWith(journey, now, 'test', 'tested', event.name),
        ...accountMade(event.made),
        ...tested(journey, event.name),
      }),

    // The step is not recorded: it was not done.
    'test-left': ({ event: { missing }, journey }) =>
      to(journey, { kind: 'done', ...(missing === undefined ? {} : { missing }) }),

    'try-needed': ({ event, journey }) =>
      to(journey, {
        kind: 'trying',
        missing: event.missing,
        isOpen: false,
        ...(event.problem ? { problem: event.problem } : {}),
      }),
  },
};

export const trying: StageRules<'trying'> = {
  ends: ['person'],
  retryFrom: () => 'testing',
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

export const reading: StageRules<'reading'> = {
  ends: ['answer', 'tab', 'person'],
  retryFrom: () => 'testing',
  on: {
    'test-application-intended': ({ journey }) => ({ ...journey, hasTestApplication: true }),

    'read-opened': ({ at, journey }) => to(journey, { ...at, isOpen: true }),

    'read-over': ({ at, journey }) => stop(journey, at.problem),
  },
};
