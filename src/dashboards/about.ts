import type { Tool } from './hand-over';
import type { MessageKey } from './words';

/** What can be told of a dashboard without asking it. */
export type About = ApiAbout | HandAbout;

/** Of a dashboard with an API. */
export interface ApiAbout {
  readonly kind: 'api';
  readonly name: string;
  /** Whether a login can be tested over its API: then its sessions have `LoginTests`. */
  readonly hasLoginTests: boolean;
  /** It refuses requests with the `Origin` of an extension: its sessions' are sent without one. */
  readonly needsNoOrigin?: true;
  /** What is lost for good with a connection that an undo deletes; undefined where that is nothing more than the connection. */
  readonly lostByRemoval?: MessageKey;
  /**
   * What is offered in place of its own kind of connection where it refuses the Client ID; undefined where there is nothing
   * else. Both messages take its name.
   */
  readonly alternative?: { readonly what: MessageKey; readonly why: MessageKey };
  /** What people trip over once it works, each in a message. */
  readonly goodToKnow: readonly MessageKey[];
}

/** Of one that a person, or a file of settings, is told Key and Secret by. */
export interface HandAbout {
  readonly kind: 'hand';
  readonly tools: readonly Tool[];
}
