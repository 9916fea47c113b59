import * as v from 'valibot';
import { problem } from '../../problems';
import type { Event, NamedKey } from '../event';
import type { Journey, Stage } from '../journey';
import { recordWith, searching, stop, to } from '../moves';
import type { ResumableRules, StageRules, Stop } from '../stage';
import { severalFound } from './send';

/**
 * A new Secret is a setup of a new client beside the one that the connection has: that one is noted before anything is made,
 * and once a login has gone through the new one, the person is led to the old one, which they delete themselves.
 */

/**
 * The client whose place the new one takes. `key`: its whole Client ID, as the connection had it. `name`: as Bitbucket's list has
 * shown it for that Client ID; none as long as it was not seen there.
 */
export const oldClientFields = v.object({
  key: v.string(),
  name: v.optional(v.string()),
  /** `deleted`: it was seen in the list, and then no more. `said-deleted`: by the person. None as long as it may be there. */
  fate: v.optional(v.picklist(['deleted', 'said-deleted'])),
});

/** The connection is looked at, for the Client ID that is to be replaced. */
export const notingFields = v.object({ kind: v.literal('noting') });

export const noting: ResumableRules<'noting'> = {
  step: 'look',
  goesOn: 'by-itself',
  retryFrom: () => 'noting',
  resume: () => ({ kind: 'noting' }),
  says: ({ dashboardName }) => ['now_noting', dashboardName],
  on: {
    'several-found': ({ event, journey }) => severalFound(journey, event),

    'old-noted': ({ event: { connection, key }, journey, now }) =>
      to(journey, searching, {
        old: { key },
        chosenConnection: connection.id,
        record: recordWith(journey, now, 'look', 'oldNoted', connection.name, key),
      }),
  },
};

/** A login went through the new client: the dashboard is asked whether anything there still needs the old one. */
export const partingFields = v.object({ kind: v.literal('parting') });

/** Where a login that worked leads to. */
export const afterLogin = ({ mode, old }: Journey): Stage =>
  mode === 'renew' && old && !old.fate ? { kind: 'parting' } : { kind: 'done' };

export const parting: ResumableRules<'parting'> = {
  step: 'retire',
  goesOn: 'by-itself',
  retryFrom: () => 'parting',
  resume: () => ({ kind: 'parting' }),
  says: ({ dashboardName }) => ['now_parting', dashboardName],
  on: {
    'uses-seen': ({ event: { names }, journey }) =>
      to(journey, { kind: 'retiring', ...(names ? { usedBy: [...names] } : {}) }),
  },
};

/** The person decides whether the old client is deleted now. `usedBy`: connections that still have its Client ID; none: not known. */
export const retiringFields = v.object({
  kind: v.literal('retiring'),
  usedBy: v.optional(v.array(v.string())),
});

export const retiring: StageRules<'retiring'> = {
  step: 'retire',
  goesOn: 'by-decision',
  retryFrom: () => 'parting',
  says: () => ['now_retiring'],
  on: {
    'retire-asked': ({ journey }) => to(journey, searching, { isRetiring: true }),
    'old-kept': ({ journey }) => kept(journey),
  },
};

/** Bitbucket's list is open. `seen`: how the old client stands there; none as long as nobody has looked. */
export const deletingFields = v.object({
  kind: v.literal('deleting'),
  seen: v.optional(v.picklist(['there', 'absent', 'unread'])),
});

export const deleting: StageRules<'deleting'> = {
  step: 'retire',
  goesOn: 'at-bitbucket',
  isTheirTurn: () => true,
  retryFrom: () => 'finding',
  says: ({ at, journey: { old, workspace } }) => {
    const name = old?.name ?? old?.key ?? '';
    if (at.seen === 'absent') return ['now_deleting_absent', old?.key ?? '', workspace];
    return at.seen === 'unread' ? ['now_deleting_unread', old?.key ?? ''] : ['now_deleting', name];
  },
  on: {
    'old-seen': ({ event: { is, name }, at, journey, now }) => {
      const { old } = journey;
      if (!old) return journey;
      if (is === 'there')
        return at.seen === 'there' && old.name === name
          ? journey
          : to(journey, { kind: 'deleting', seen: 'there' }, { old: { ...old, name } });
      // A client that was never in this list is not deleted because it is not there.
      if (is === 'absent' && old.name !== undefined)
        return retired(journey, 'deleted', recordWith(journey, now, 'retire', 'oldDeleted', old.name));
      return at.seen === is ? journey : to(journey, { kind: 'deleting', seen: is });
    },

    'old-deleted': ({ at, journey, now }) =>
      at.seen === 'there'
        ? journey
        : retired(
            journey,
            'said-deleted',
            recordWith(journey, now, 'retire', 'oldSaidDeleted', journey.old?.name ?? journey.old?.key ?? ''),
          ),

    'old-kept': ({ journey }) => kept(journey),
  },
};

/** Not on the way to the old client any more. */
export const withoutLead = (journey: Journey): Journey => {
  const { isRetiring: _, ...rest } = journey;
  return rest;
};

/** The end, with the old client still there as far as anybody knows. */
export const kept = (journey: Journey): Journey => to(withoutLead(journey), { kind: 'done' });

function retired(
  journey: Journey,
  fate: NonNullable<NonNullable<Journey['old']>['fate']>,
  record: Journey['record'],
): Journey {
  const { old } = journey;
  return to(withoutLead(journey), { kind: 'done' }, { record, ...(old ? { old: { ...old, fate } } : {}) });
}

/** Whether the person can still be led to the old client, from the end or where something stopped on the way. */
export const canRetire = ({ old, record, connection }: Journey): boolean =>
  old !== undefined &&
  old.fate === undefined &&
  connection !== undefined &&
  record.some(({ did }) => did === 'tested' || did === 'tried');

/** A list that shows the Client ID of the old client tells its name. */
export const withOldName = (journey: Journey, keys: readonly NamedKey[]): Journey => {
  const { old } = journey;
  const found = keys.find((each) => each.key === old?.key);
  return !old || !found || found.name === old.name
    ? journey
    : { ...journey, old: { ...old, name: found.name } };
};

/**
 * A change is of the Client ID that the connection has by then: that is the old one, and what its review names. The journey's own
 * is never that.
 */
export const withOldKey = (journey: Journey, key: string | undefined): Journey =>
  journey.mode === 'renew' && key !== undefined && ![journey.old?.key, journey.consumer?.key].includes(key)
    ? { ...journey, old: { key } }
    : journey;

/** The pair of the old client is none of a new one; undefined where it is another. */
export const refusedAsOld = (
  journey: Journey,
  { key }: Extract<Event, { kind: 'pair-taken' }>,
): Stop | undefined =>
  journey.mode === 'renew' && key === journey.old?.key
    ? stop(journey, problem('oldPair', key), 'capture')
    : undefined;
