import { problem } from '../../problems';
import type { Event } from '../event';
import type { Journey, Stage } from '../journey';
import { readyToTest, recordWith, sealIn, stop, to, toNote, toSurvey } from '../moves';
import type { ResumableRules, StageRules } from '../stage';
import { enabling } from './enable';
import { withOldKey } from './new-secret';
import { atOwnPages } from './own-form';

/** An existing connection keeps its own kind: what was agreed to and intended for a new one is dropped. */
function toExisting(journey: Journey, stage: Stage): Journey {
  const { isGeneral: _, intended: __, ...rest } = to(journey, stage);
  return rest;
}

/** The dashboard has several connections with Bitbucket. */
export const severalFound = (
  journey: Journey,
  { connections }: Extract<Event, { kind: 'several-found' }>,
): Journey => toExisting(journey, { kind: 'picking', connections: connections.map((each) => ({ ...each })) });

export const confirming: StageRules<'confirming'> = {
  ends: ['person'],
  retryFrom: () => 'checking',
  on: {
    consented: ({ event: { seal }, at, journey }) => {
      if (seal !== sealIn(journey)) return journey;
      // What waited to be sent was checked before.
      const next: Stage = at.why === 'existing' ? enabling.resume(journey) : { kind: 'checking' };
      return to(journey, next, { agreedSeal: seal });
    },

    'send-declined': ({ at: { before }, journey }) => {
      if (!before) return journey;
      const { consumer: _, ...rest } = journey;
      const { stage, consumer } = before;
      return to(rest, stage, consumer ? { consumer } : {});
    },
  },
};

const didToConnection = {
  created: 'connectionCreated',
  changed: 'connectionChanged',
  same: 'connectionSame',
} as const;

export const sending: ResumableRules<'sending'> = {
  ends: ['answer'],
  retryFrom: () => 'sending',
  resume: () => ({ kind: 'sending' }),
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

    'handing-needed': ({ journey }) => to(journey, atOwnPages(journey)),

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

/** The stage that needs the connection, for whatever a journey is for. */
export const withConnection = (_: unknown, { mode, old }: Journey) => {
  if (mode === 'test') return 'testing';
  if (mode === 'check') return 'surveying';
  return mode === 'renew' && !old ? 'noting' : 'sending';
};

export const picking: StageRules<'picking'> = {
  ends: ['person'],
  retryFrom: withConnection,
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

export const reviewing: StageRules<'reviewing'> = {
  ends: ['person'],
  retryFrom: () => 'sending',
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

export const offering: StageRules<'offering'> = {
  ends: ['person'],
  retryFrom: () => 'sending',
  on: {
    'general-agreed': ({ journey }) => to(journey, { kind: 'sending' }, { isGeneral: true }),
    'change-declined': ({ journey }) => stop(journey, problem('clientIdRefused')),
  },
};
