import * as v from 'valibot';
import { scopes } from '../../../bitbucket/scope-names';
import { to } from '../moves';
import type { StageRules } from '../stage';

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

    'consumer-absent': ({ at, journey }) =>
      at.name === undefined ? to(journey, { kind: 'comparing', consumer: 'absent' }) : journey,

    'consumer-read': ({ event: { settings }, at, journey }) => {
      const consumer = settings
        ? { name: at.name ?? '', callbackUrl: settings.callbackUrl, scopes: [...settings.scopes] }
        : ('unread' as const);
      return to(journey, { kind: 'comparing', consumer });
    },
  },
};

/** The dashboard's side is read, and held against Bitbucket's. */
export const comparingFields = v.object({
  kind: v.literal('comparing'),
  consumer: v.union([
    v.picklist(['absent', 'unread']),
    v.object({ name: v.string(), callbackUrl: v.string(), scopes: v.array(v.picklist(scopes)) }),
  ]),
});

export const comparing: StageRules<'comparing'> = {
  step: 'send',
  goesOn: 'by-itself',
  retryFrom: () => 'finding',
  says: () => ['now_comparing'],
  on: {
    compared: ({ event, journey }) =>
      to(
        journey,
        { kind: 'done' },
        { points: event.points.map((each) => ({ ...each, params: [...each.params] })) },
      ),
  },
};
