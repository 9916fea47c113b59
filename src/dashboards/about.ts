import type { Tool } from './hand-over';
import type { MessageKey } from './words';

/** What can be told of a dashboard without asking it. */
export type About = ApiAbout | HandAbout;

/** For a dashboard with an API. */
export interface ApiAbout {
  readonly kind: 'api';
  readonly name: string;
  /** How a login is tested over its API, which its sessions have calls for; undefined where none can be. */
  readonly loginTests?: LoginTestsAbout;
  /** It refuses requests with the `Origin` of an extension: its sessions' are sent without one. */
  readonly needsNoOrigin?: true;
  /** Whom a connection is for, where it is for everybody; in a message. Undefined where it is enabled for single applications. */
  readonly forAll?: MessageKey;
  /** What is lost for good with a connection that an undo deletes; undefined where that is nothing more than the connection. */
  readonly lostByRemoval?: MessageKey;
  /** Its sessions tell how many accounts a connection has linked to Bitbucket. */
  readonly countsLinked?: true;
  /**
   * What is offered in place of its own kind of connection where it refuses the Client ID; undefined where there is nothing
   * else. Both messages take its name.
   */
  readonly alternative?: { readonly what: MessageKey; readonly why: MessageKey };
  /** What people trip over once it works, each in a message. */
  readonly goodToKnow: readonly MessageKey[];
}

/** How a dashboard lets a login be tested. */
export interface LoginTestsAbout {
  /** To an address of the extension's own, or to one of the dashboard's, in a window that the extension watches. */
  readonly comesBack: 'redirected' | 'watched';
  /** What the test adds to the dashboard, and takes away again; undefined where it needs nothing there. */
  readonly takes?: TestNeed;
  /** What stays at the dashboard all the same, whoever logged in; in a message. */
  readonly leaves?: MessageKey;
}

/** An application of its own, or an address in the list of those that logins may come back to. */
export const testNeeds = ['application', 'address'] as const;
export type TestNeed = (typeof testNeeds)[number];

/** For one that gets Key and Secret from a person, or from a file of settings. */
export interface HandAbout {
  readonly kind: 'hand';
  readonly tools: readonly Tool[];
}
