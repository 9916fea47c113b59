import * as v from 'valibot';
import { problem } from '../../problems';
import type { Event } from '../event';
import type { Journey, Stage } from '../journey';
import { readyToTest, recordWith, sealIn, stop, to, toNote, toSurvey } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { enabling } from './enable';
import { withOldKey } from './new-secret';

const difference = v.object({
  connectionName: v.string(),
  oldKey: v.optional(v.string()),
  newKey: v.string(),
  scopesAdded: v.array(v.string()),
  scopesRemoved: v.array(v.string()),
  optionsKept: v.array(v.string()),
  /** None in what an older version wrote down: it is agreed to by nobody, and shown once more. */
  digest: v.optional(v.string(), ''),
});

/** What the person agreed to: this change, of this connection, and no other. */
const agreement = v.object({ connectionId: v.string(), difference });

/** One of several connections, to choose from. */
export const connectionChoice = v.object({ id: v.string(), name: v.string(), keyHint: v.string() });

/** An existing connection keeps its own kind: what was agreed to, and meant, for a new one is over. */
function toExisting(journey: Journey, stage: Stage): Journey {
  const { isGeneral: _, intended: __, ...rest } = to(journey, stage);
  return rest;
}

/** The dashboard has several connections with Bitbucket. */
export const severalFound = (
  journey: Journey,
  { connections }: Extract<Event, { kind: 'several-found' }>,
): Journey => toExisting(journey, { kind: 'picking', connections: connections.map((each) => ({ ...each })) });

/**
 * The person has to agree to the pair: it came from the page without a journey, `not-saved` without a press on Save that
 * Keyferry saw, or is that of an `existing` client, and no review of a change asks. Where the journey has a connection by then,
 * that has the pair already, and is to be enabled with it.
 */
export const confirmingFields = v.object({
  kind: v.literal('confirming'),
  why: v.optional(v.picklist(['not-saved', 'existing'])),
});

export const confirming: StageRules<'confirming'> = {
  step: 'send',
  goesOn: 'by-decision',
  retryFrom: () => 'checking',
  says: ({ journey: { connection }, dashboardName }) =>
    connection ? ['now_confirming_there', connection.name] : ['now_confirming', dashboardName],
  on: {
    consented: ({ event: { seal }, at, journey }) => {
      if (seal !== sealIn(journey)) return journey;
      // What waited to be sent was checked before.
      const next: Stage = at.why === 'existing' ? enabling.resume(journey) : { kind: 'checking' };
      return to(journey, next, { agreedSeal: seal });
    },
  },
};

/** The connection is looked at, and made or changed. */
export const sendingFields = v.object({
  kind: v.literal('sending'),
  /** An agreement that an older version wrote down is none: the change is shown once more. */
  agreedTo: v.fallback(v.optional(agreement), undefined),
});

const didToConnection = {
  created: 'connectionCreated',
  changed: 'connectionChanged',
  same: 'connectionSame',
} as const;

export const sending: ResumableRules<'sending'> = {
  step: 'send',
  goesOn: 'by-itself',
  retryFrom: () => 'sending',
  resume: () => ({ kind: 'sending' }),
  says: () => ['now_sending'],
  on: {
    'change-found': ({ event: { connectionId, difference: found }, journey }) =>
      toExisting(withOldKey(journey, found.oldKey), {
        kind: 'reviewing',
        connectionId,
        difference: {
          ...found,
          scopesAdded: [...found.scopesAdded],
          scopesRemoved: [...found.scopesRemoved],
          optionsKept: [...found.optionsKept],
        },
      }),

    'several-found': ({ event, journey }) => severalFound(journey, event),

    'foreign-found': ({ event, journey }) => ({
      ...journey,
      foreign: event.connections.map(({ name, parts }) => ({ name, parts: [...parts] })),
    }),

    'consent-needed': ({ journey }) => to(journey, { kind: 'confirming', why: 'existing' }),

    // A second connection in place of the first would leave the old Secret where people log in.
    'general-needed': ({ journey }) =>
      journey.mode === 'renew' ? stop(journey, problem('renewalRefused')) : to(journey, { kind: 'offering' }),

    'handing-needed': ({ journey }) => to(journey, { kind: 'handing' }),

    'write-intended': ({ event, journey }) => ({ ...journey, intended: event.did }),

    'connection-ready': ({ event: { id, name, did }, journey, now }) => {
      // Already right, because of this journey's own write whose end was missed.
      const own = did === 'same' ? (journey.intended ?? 'same') : did;
      return to(
        journey,
        // Who may log in with it stays as it was.
        journey.mode === 'renew' ? readyToTest : { kind: 'enabling', connectionId: id, connectionName: name },
        {
          record: recordWith(journey, now, 'send', didToConnection[own], name),
          connection: { id, name, did: own },
        },
      );
    },
  },
};

/** The dashboard has several Bitbucket connections: the person says which is meant. */
export const pickingFields = v.object({ kind: v.literal('picking'), connections: v.array(connectionChoice) });

export const picking: StageRules<'picking'> = {
  step: 'send',
  goesOn: 'by-decision',
  retryFrom: (_, { mode, old }) => {
    if (mode === 'test') return 'testing';
    if (mode === 'check') return 'surveying';
    return mode === 'renew' && !old ? 'noting' : 'sending';
  },
  says: ({ dashboardName }) => ['now_picking', dashboardName],
  on: {
    'connection-picked': ({ event, at, journey }) => {
      const picked = at.connections.find((each) => each.id === event.id);
      if (!picked) return journey;
      const { id, name } = picked;
      const more = { chosenConnection: id, connection: { id, name, did: 'found' as const } };
      switch (journey.mode) {
        case 'renew':
          return to(journey, journey.old ? { kind: 'sending' } : toNote, { chosenConnection: id });
        case 'test':
          return to(journey, readyToTest, more);
        case 'check':
          return to(journey, toSurvey, more);
        case 'create':
        case 'existing':
          return to(journey, { kind: 'sending' }, { chosenConnection: id });
      }
    },
  },
};

/** The person looks at what would be changed of a connection that is there. */
export const reviewingFields = v.object({
  kind: v.literal('reviewing'),
  connectionId: v.string(),
  difference,
});

export const reviewing: StageRules<'reviewing'> = {
  step: 'send',
  goesOn: 'by-decision',
  retryFrom: () => 'sending',
  says: ({ dashboardName }) => ['now_reviewing', dashboardName],
  on: {
    'change-agreed': ({ event, at, journey }) =>
      event.digest === at.difference.digest
        ? to(
            journey,
            {
              kind: 'sending',
              agreedTo: { connectionId: at.connectionId, difference: at.difference },
            },
            // The digest is of the pair, too.
            { agreedSeal: sealIn(journey) },
          )
        : journey,

    'change-declined': ({ at, journey }) =>
      stop(journey, problem('changesDeclined', at.difference.connectionName)),
  },
};

/** The dashboard refused the Client ID: a general connection in its place is offered. */
export const offeringFields = v.object({ kind: v.literal('offering') });

export const offering: StageRules<'offering'> = {
  step: 'send',
  goesOn: 'by-decision',
  retryFrom: () => 'sending',
  says: ({ dashboardName }) => ['now_offering', dashboardName],
  on: {
    'general-agreed': ({ journey }) => to(journey, { kind: 'sending' }, { isGeneral: true }),
    'change-declined': ({ journey }) => stop(journey, problem('clientIdRefused')),
  },
};
