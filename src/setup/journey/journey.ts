import * as v from 'valibot';
import { foreignPartIds, purposes } from '../../dashboards/session';
import { loginSeenSchema } from '../login-seen';
import { pointSchema } from '../points';
import { problemSchema } from '../problems';
import { stepIds } from './steps';
import { stageSchema } from './told';
import { askedFields } from './told/check-setup';
import { oldClientFields } from './told/new-secret';
import { ownFormFields } from './told/own-form';
import type { connectionChoice } from './told/send';

/**
 * A journey from nothing to a working login, as it is written down after every step. It holds no Secret and no token;
 * those are in the vault. What happens to it goes in as an event (`event.ts`), and `advance` says what follows, by the rules
 * of the stage that it is at (`stages/`).
 */

export type ConnectionChoice = v.InferOutput<typeof connectionChoice>;
export type Stage = v.InferOutput<typeof stageSchema>;
export type OwnFormAgreed = v.InferOutput<typeof ownFormFields>;

/** A journey as it is written down: version 2. What another version wrote goes through `migrate.ts` first. */
export const journeySchema = v.object({
  version: v.literal(2),
  id: v.string(),
  profileId: v.string(),
  mode: v.picklist(['create', 'existing', 'test', 'check', 'renew']),
  startedAt: v.number(),
  /** When it came to its stage (epoch milliseconds); not known of one from an older version. */
  changedAt: v.optional(v.number()),
  stage: stageSchema,
  /** The stage waits until then (epoch milliseconds), or for the network, and goes on by itself. */
  pause: v.optional(
    v.object({
      problem: problemSchema,
      until: v.optional(v.number()),
      /** Without `until`: when it is tried again, whether or not the browser says that the network is back. */
      again: v.optional(v.number()),
    }),
  ),
  /** Nothing comes from its tab any more: it shows settings of a workspace without a helper, or another page. */
  unheard: v.optional(v.picklist(['settings', 'other'])),
  /** How often in a row its stage was put off for want of a network. */
  tries: v.optional(v.number()),
  /** Steps that are done, with the time (epoch milliseconds) and what each did. */
  record: v.array(
    v.object({ step: v.picklist(stepIds), at: v.number(), did: v.string(), params: v.array(v.string()) }),
  ),
  workspace: v.string(),
  /** The workspace's former name, from whose address Bitbucket led to its pages: it was renamed, or given by its UUID. */
  movedFrom: v.optional(v.string()),
  /** Names of consumers that the workspace had before. */
  taken: v.array(v.string()),
  /**
   * The one pair that may be sent: `key` is its whole Client ID, `seal` the digest of its Client ID and Secret. Neither is there
   * before the pair, nor in what an older version wrote down.
   */
  consumer: v.optional(
    v.object({
      name: v.string(),
      keyHint: v.string(),
      key: v.optional(v.string()),
      seal: v.optional(v.string()),
    }),
  ),
  /** The Client IDs that Bitbucket's list showed for the name of the client before its pair came. */
  listed: v.optional(v.object({ name: v.string(), keys: v.array(v.string()) })),
  /**
   * The seal of the pair that may be connected with the person's applications: they pressed Save where it was made, entered it,
   * or agreed to it on a page of the extension's.
   */
  agreedSeal: v.optional(v.string()),
  /** A person pressed Save on the form that was filled last. */
  isSaved: v.optional(v.boolean()),
  /** `did`: what this journey did to it; `found` by a test or check, which change nothing. */
  connection: v.optional(
    v.object({
      id: v.string(),
      name: v.string(),
      did: v.picklist(['created', 'changed', 'same', 'found']),
    }),
  ),
  /** Connections that only look like Bitbucket's, and are left alone. */
  foreign: v.optional(
    v.array(
      v.object({
        name: v.string(),
        parts: v.array(v.picklist(foreignPartIds)),
      }),
    ),
  ),
  /** One of several connections, as the person chose. */
  chosenConnection: v.optional(v.string()),
  /** The person agreed to a general connection. */
  isGeneral: v.optional(v.boolean()),
  /** Written down just before a write, so that a write whose end was missed is known to be this journey's. */
  intended: v.optional(v.picklist(['created', 'changed'])),
  /** Applications that this journey enabled the connection for, written down just before. */
  switchedOn: v.optional(v.array(v.string())),
  /** What this journey switched the connection on for, written down just before. */
  switchedFor: v.optional(v.array(v.picklist(purposes))),
  /** Applications that have the connection, and need it in their organization as well. */
  inOrganizations: v.optional(v.string()),
  /** What a check looks for: the ends of the connection's Key. */
  lookFor: v.optional(v.string()),
  /** What it compares the client on Bitbucket with. */
  asks: v.optional(askedFields),
  /** After a check: what is wrong in the client's form is to be filled in. */
  isMending: v.optional(v.literal(true)),
  /** What a check has found so far. */
  points: v.optional(v.array(pointSchema)),
  /** For a new Secret: the client whose place the new one takes. */
  old: v.optional(oldClientFields),
  /** For a new Secret: the person is led to the old client, to delete it. */
  isRetiring: v.optional(v.literal(true)),
  /** The person has agreed that the connection is made in the dashboard's own pages. */
  ownForm: v.optional(ownFormFields),
  /** What was seen of the last test login, which failed. */
  loginSeen: v.optional(loginSeenSchema),
  /** An application may have been made for the test login: written down just before, until it is removed again. */
  hasTestApplication: v.optional(v.boolean()),
  /** The account that the test login has made at the dashboard. */
  testAccount: v.optional(v.object({ id: v.string(), isGone: v.boolean() })),
});
export type Journey = v.InferOutput<typeof journeySchema>;

/** What a step did, as message codes: `did_{code}`. */
export type Did =
  | 'loggedIn'
  | 'loggedInMoved'
  | 'created'
  | 'usedExisting'
  | 'captured'
  | 'capturedUnchecked'
  | 'capturedUnclear'
  | 'connectionCreated'
  | 'connectionChanged'
  | 'connectionSame'
  | 'enabled'
  | 'alreadyEnabled'
  | 'enabledNone'
  | 'enabledPart'
  | 'enabledNotKept'
  | 'handedOver'
  | 'createdInPage'
  | 'triedInPage'
  | 'enabledByHand'
  | 'tested'
  | 'tried'
  | 'testedByHand'
  | 'oldNoted'
  | 'oldDeleted'
  | 'oldSaidDeleted';
