import * as v from 'valibot';
import { problemSchema } from '../../problems';
import type { Journey } from '../journey';
import type { StageTold } from '../stage';

/**
 * A new Secret sets up a new client beside the one that the connection has. The old one is noted before anything is made. Once a
 * login has gone through the new one, the person is led to the old one, which they delete themselves.
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

export const noting: StageTold<'noting'> = {
  step: 'look',
  goesOn: 'by-itself',
  says: ({ dashboardName }) => ['now_noting', dashboardName],
};

/** A login went through the new client: the dashboard is asked whether anything there still needs the old one. */
export const partingFields = v.object({ kind: v.literal('parting') });

export const parting: StageTold<'parting'> = {
  step: 'retire',
  goesOn: 'by-itself',
  says: ({ dashboardName }) => ['now_parting', dashboardName],
};

/**
 * The person decides whether the old client is deleted now. `usedBy`: connections that still have its Client ID; none: not known.
 * `unread`: why they could not be read.
 */
export const retiringFields = v.object({
  kind: v.literal('retiring'),
  usedBy: v.optional(v.array(v.string())),
  unread: v.optional(problemSchema),
});

export const retiring: StageTold<'retiring'> = {
  step: 'retire',
  goesOn: 'by-decision',
  says: () => ['now_retiring'],
};

/** Bitbucket's list is open. `seen`: how the old client stands there; none as long as nobody has looked. */
export const deletingFields = v.object({
  kind: v.literal('deleting'),
  seen: v.optional(v.picklist(['there', 'absent', 'unread'])),
});

export const deleting: StageTold<'deleting'> = {
  step: 'retire',
  goesOn: 'at-bitbucket',
  isTheirTurn: () => true,
  says: ({ at, journey: { old, workspace } }) => {
    if (at.seen === 'absent') return ['now_deleting_absent', old?.key ?? '', workspace];
    if (at.seen === 'unread') return ['now_deleting_unread', old?.key ?? ''];
    return old?.name ? ['now_deleting', old.name] : ['now_deleting_key', old?.key ?? ''];
  },
};

/** Whether the person can still be led to the old client, from the end or where something stopped on the way. */
export const canRetire = ({ old, record, connection }: Journey): boolean =>
  old !== undefined &&
  old.fate === undefined &&
  connection !== undefined &&
  record.some(({ did }) => did === 'tested' || did === 'tried');
