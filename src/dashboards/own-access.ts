import type { Entered } from './fieldset';
import type { Outcome } from './outcome';
import type { Credential, DashboardSession, Feature } from './session';
import type { MessageKey } from './words';

/**
 * An access of the extension's own: an application that may do what a setup needs and no more, in place of a credential that may
 * do everything. For a dashboard that lets one be made over its API.
 */

/** Whether the credential that is in use can make one, as a check of it has found. */
export interface OwnAccessOffer {
  /** Rights of the dashboard's API that this takes, but the credential lacks. */
  readonly lacks: readonly string[];
  /** What it can be for: never more than the credential itself is good for. */
  readonly features: readonly Feature[];
}

/** One that is there already, and what would change in it. */
export interface OwnAccessPlan {
  readonly id: string;
  readonly name: string;
  /** Rights that it gets, and rights that it loses. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** `replaced`: whoever else signs in with it has to be told the new one. */
  readonly secret: 'read' | 'replaced';
}

/** One that is ready for use, as the dashboard has just answered. */
export interface OwnAccess {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly credential: Credential;
}

/** `review`: one is there, and this is what would change in it; nothing was changed. */
export type OwnAccessMade =
  | { readonly kind: 'made'; readonly access: OwnAccess }
  | { readonly kind: 'review'; readonly plan: OwnAccessPlan };

/**
 * `whole`: what it was granted was seen to be gone, too. `removed`: it is gone, but that was not looked at. `gone`: it was not
 * there any more. `still-there`: the dashboard agreed to delete it, but still has it. `not-ours`: what has that id is not the
 * extension's, and was left alone.
 */
export type OwnAccessRemoved =
  | { readonly kind: 'whole' | 'removed' | 'gone' | 'still-there' }
  | { readonly kind: 'not-ours'; readonly name: string };

/** Calls of a session that can make such an access, and take it away. */
export interface OwnAccessCalls {
  /**
   * Makes one for these features, or finds the one that is there, complete or not. If that would change something in it, that has
   * to be `agreed` to first.
   */
  makeOwnAccess(features: readonly Feature[], agreed?: OwnAccessPlan): Promise<Outcome<OwnAccessMade>>;
  /** Deletes the application with this id, and what it was granted, if it is the extension's own. */
  removeOwnAccess(id: string): Promise<Outcome<OwnAccessRemoved>>;
}

/** Whether an access of the extension's own can be made there. */
export const makesOwnAccess = (session: DashboardSession): session is DashboardSession & OwnAccessCalls =>
  'makeOwnAccess' in session;

/** What is said of it, and what a profile has of it. */
export interface OwnAccessTerms<Own = Readonly<Record<string, unknown>>> {
  /** What is made there; said before. */
  readonly explains: MessageKey;
  /** What a profile has with it, by its id; undefined: once it is gone. */
  settings(id: string | undefined): Partial<Entered<Own>>;
  /** Where a person finds it in the dashboard itself. */
  page(own: Entered<Own>, id: string): string;
}
