import * as v from 'valibot';
import type { Scope } from '../../../bitbucket/scope-names';
import { type ConsumerSeen, consumerPoints } from '../../client-points';
import { fixOf, type PointId, pointSchema, withPoints } from '../../points';
import type { Fix } from '../../problems';
import type { Journey } from '../journey';
import { checkAgain, searching, to } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { severalFound } from './send';

export const surveying: ResumableRules<'surveying'> = {
  ends: ['answer'],
  retryFrom: () => 'surveying',
  resume: () => ({ kind: 'surveying' }),
  on: {
    'several-found': ({ event, journey }) => severalFound(journey, event),

    'points-seen': ({ event, journey }) => ({
      ...journey,
      points: withPoints(journey.points ?? [], v.parse(v.array(pointSchema), event.points)),
    }),

    surveyed: ({ event, journey }) => {
      const connection = event.connection && { ...event.connection, did: 'found' as const };
      const known = connection ? { ...journey, connection } : journey;
      const { client } = event;
      if (!client) return to(known, { kind: 'done' });
      const { callbackUrl, scopes: asked } = client.asks;
      return to(known, searching, {
        lookFor: client.keyHint,
        asks: { callbackUrl, scopes: [...asked] },
      });
    },
  },
};

export const inspecting: StageRules<'inspecting'> = {
  ends: ['tab'],
  retryFrom: () => 'finding',
  on: {
    'consumer-found': ({ event, at, journey }) => to(journey, { ...at, name: event.name }),

    // Only after it was found, and its form opened from there: another form may have been open before.
    'edit-form-seen': ({ at, journey }) =>
      journey.isMending && at.name !== undefined ? to(journey, { kind: 'mending', name: at.name }) : journey,

    'consumer-absent': ({ at, journey }) => (at.name === undefined ? compared(journey, 'absent') : journey),
    'list-unread': ({ at, journey }) => (at.name === undefined ? compared(journey, 'unlisted') : journey),

    // A form that is read before one was found is another consumer's.
    'consumer-read': ({ event: { settings }, at: { name }, journey }) =>
      journey.isMending || name === undefined
        ? journey
        : compared(journey, settings ? { name, ...settings } : 'unread'),
  },
};

export const mending: StageRules<'mending'> = {
  ends: ['tab'],
  retryFrom: () => 'surveying',
  on: {
    // Back on the list: it was saved, or left as it was. A look at the form tells which.
    'list-seen': ({ journey }) => checkAgain(journey),
  },
};

/** What the client's form should hold but does not; undefined where that is not known, or nothing in it is wrong. */
export function wantedOf({
  points = [],
  asks,
}: Journey): { callbackUrl: string; scopes: readonly Scope[] } | undefined {
  const isWrong = (id: PointId) => points.some(({ point, state }) => point === id && state === 'bad');
  if (!asks || !(isWrong('callback') || isWrong('permissions'))) return undefined;
  return {
    callbackUrl: isWrong('callback') ? asks.callbackUrl : '',
    scopes: isWrong('permissions') ? asks.scopes : [],
  };
}

/** Whether this fix puts one of a check's points right. */
export const hasFix = ({ points = [] }: Journey, fix: Fix): boolean =>
  points.some((each) => fixOf(each, points) === fix);

/** The end of a check. */
const compared = (journey: Journey, consumer: ConsumerSeen): Journey =>
  to(
    journey,
    { kind: 'done' },
    {
      points: withPoints(
        journey.points ?? [],
        consumerPoints(consumer, journey.asks ?? { callbackUrl: '', scopes: [] }, journey.workspace),
      ),
    },
  );
