import { problem } from '../../problems';
import type { Event, NamedKey } from '../event';
import type { Journey, Stage } from '../journey';
import { recordWith, searching, stop, to } from '../moves';
import type { ResumableRules, StageRules, Stop } from '../stage';
import { severalFound } from './send';

export const noting: ResumableRules<'noting'> = {
  ends: ['answer'],
  retryFrom: () => 'noting',
  resume: () => ({ kind: 'noting' }),
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

/** Where a login that worked leads to. */
export const afterLogin = ({ mode, old }: Journey): Stage =>
  mode === 'renew' && old && !old.fate ? { kind: 'parting' } : { kind: 'done' };

export const parting: ResumableRules<'parting'> = {
  ends: ['answer'],
  retryFrom: () => 'parting',
  resume: () => ({ kind: 'parting' }),
  on: {
    'uses-seen': ({ event: { names, problem: unread }, journey }) =>
      to(journey, {
        kind: 'retiring',
        ...(names ? { usedBy: [...names] } : {}),
        ...(unread ? { unread } : {}),
      }),
  },
};

export const retiring: StageRules<'retiring'> = {
  ends: ['person'],
  retryFrom: () => 'parting',
  on: {
    'retire-asked': ({ journey }) => to(journey, searching, { isRetiring: true }),
    'old-kept': ({ journey }) => kept(journey),
  },
};

export const deleting: StageRules<'deleting'> = {
  ends: ['tab'],
  retryFrom: () => 'finding',
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

/** A list that shows the Client ID of the old client tells its name. */
export const withOldName = (journey: Journey, keys: readonly NamedKey[]): Journey => {
  const { old } = journey;
  const found = keys.find((each) => each.key === old?.key);
  return !old || !found || found.name === old.name
    ? journey
    : { ...journey, old: { ...old, name: found.name } };
};

/**
 * A change replaces the Client ID that the connection has by then: that is the old one, and its review names it. The journey's
 * own is never the old one.
 */
export const withOldKey = (journey: Journey, key: string | undefined): Journey =>
  journey.mode === 'renew' && key !== undefined && ![journey.old?.key, journey.consumer?.key].includes(key)
    ? { ...journey, old: { key } }
    : journey;

/** Refuses the old client's pair, which is not a new one; undefined for any other. */
export const refusedAsOld = (
  journey: Journey,
  { key }: Extract<Event, { kind: 'pair-taken' }>,
): Stop | undefined =>
  journey.mode === 'renew' && key === journey.old?.key
    ? stop(journey, problem('oldPair', key), 'capture')
    : undefined;
