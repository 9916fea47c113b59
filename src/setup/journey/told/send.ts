import * as v from 'valibot';
import type { StageTold } from '../stage';
import { creatingFields } from './create';
import { capturingFields } from './get-pair';
import { findingFields } from './log-in';

const difference = v.object({
  connectionName: v.string(),
  oldKey: v.optional(v.string()),
  newKey: v.string(),
  scopesAdded: v.array(v.string()),
  scopesRemoved: v.array(v.string()),
  optionsKept: v.array(v.string()),
  /** Empty in what an older version wrote down: nobody has agreed to that, and it is shown again. */
  digest: v.optional(v.string(), ''),
});

/** What the person agreed to: this change, of this connection, and no other. */
const agreement = v.object({ connectionId: v.string(), difference });

/** One of several connections, to choose from. */
export const connectionChoice = v.object({ id: v.string(), name: v.string(), keyHint: v.string() });

/**
 * The person has to agree to the pair. It came from the page without a journey, `not-saved` without a press on Save that Keyferry
 * saw, or from an `existing` client, and no review of a change asks. If the journey has a connection by then, that has the pair
 * already, and is to be enabled with it. A pair from another tab than the journey's is `offered`: `before` is where the journey
 * stood, and stands again if the person declines.
 */
export const confirmingFields = v.object({
  kind: v.literal('confirming'),
  why: v.optional(v.picklist(['not-saved', 'existing', 'offered'])),
  before: v.optional(
    v.object({
      stage: v.variant('kind', [findingFields, creatingFields, capturingFields]),
      consumer: v.optional(v.object({ name: v.string(), keyHint: v.string() })),
    }),
  ),
});

export const confirming: StageTold<'confirming'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ journey: { connection }, dashboardName }) =>
    connection ? ['now_confirming_there', connection.name] : ['now_confirming', dashboardName],
};

/** The connection is looked at, and made or changed. */
export const sendingFields = v.object({
  kind: v.literal('sending'),
  /** An agreement from an older version does not count: the change is shown once more. */
  agreedTo: v.fallback(v.optional(agreement), undefined),
});

export const sending: StageTold<'sending'> = {
  step: 'send',
  goesOn: 'by-itself',
  says: () => ['now_sending'],
};

/** The dashboard has several Bitbucket connections: the person says which is meant. */
export const pickingFields = v.object({ kind: v.literal('picking'), connections: v.array(connectionChoice) });

export const picking: StageTold<'picking'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_picking', dashboardName],
};

/** The person looks at what would be changed in an existing connection. */
export const reviewingFields = v.object({
  kind: v.literal('reviewing'),
  connectionId: v.string(),
  difference,
});

export const reviewing: StageTold<'reviewing'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_reviewing', dashboardName],
};

/** The dashboard refused the Client ID: a general connection in its place is offered. */
export const offeringFields = v.object({ kind: v.literal('offering') });

export const offering: StageTold<'offering'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_offering', dashboardName],
};
