import * as v from 'valibot';
import { type Scope, scopes } from '../../../bitbucket/scope-names';
import { type ConsumerSeen, consumerPoints } from '../../client-points';
import { fixOf, type PointId, pointSchema, withPoints } from '../../points';
import type { Fix } from '../../problems';
import type { Journey } from '../journey';
import { checkAgain, searching, to } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { severalFound } from './send';

/** What the dashboard asks of the client on Bitbucket, as it was read there. */
export const askedFields = v.object({ callbackUrl: v.string(), scopes: v.array(v.picklist(scopes)) });

/** The dashboard's side is read, point by point, and Bitbucket asked for the pair. */
export const surveyingFields = v.object({ kind: v.literal('surveying') });

export const surveying: ResumableRules<'surveying'> = {
  step: 'send',
  goesOn: 'by-itself',
  retryFrom: () => 'surveying',
  resume: () => ({ kind: 'surveying' }),
  says: ({ dashboardName }) => ['now_surveying', dashboardName],
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

/** The consumer with the connection's Key is looked for, by the ends of the Key, and its form read. */
export const inspectingFields = v.object({
  kind: v.literal('inspecting'),
  keyHint: v.string(),
  name: v.optional(v.string()),
});

export const inspecting: StageRules<'inspecting'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  retryFrom: () => 'finding',
  says: () => ['now_inspecting'],
  on: {
    'consumer-found': ({ event, at, journey }) => to(journey, { ...at, name: event.name }),

    // Only after it was found, and its form opened from there: another form may have been open before.
    'edit-form-seen': ({ at, journey }) =>
      journey.isMending && at.name !== undefined ? to(journey, { kind: 'mending', name: at.name }) : journey,

    'consumer-absent': ({ at, journey }) => (at.name === undefined ? compared(journey, 'absent') : journey),

    'consumer-read': ({ event: { settings }, at, journey }) =>
      journey.isMending
        ? journey
        : compared(journey, settings ? { name: at.name ?? '', ...settings } : 'unread'),
  },
};

/** The client's form is open, and what is wrong in it filled in: the person saves, and both sides are looked at once more. */
export const mendingFields = v.object({ kind: v.literal('mending'), name: v.string() });

export const mending: StageRules<'mending'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  isTheirTurn: () => true,
  retryFrom: () => 'surveying',
  says: ({ at }) => ['now_mending', at.name],
  on: {
    // Back on the list: it was saved, or left as it was. Which of the two, a look at the form tells.
    'list-seen': ({ journey }) => checkAgain(journey),
  },
};

/** What the client's form has to hold where it does not; undefined where it is not known, or nothing is wrong in it. */
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

/** Whether one of the points of a check is put right in such a way. */
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
