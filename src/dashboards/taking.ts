import type { Entered } from './fieldset';
import type { MessageKey, Said } from './words';

/** How a credential is taken from the dashboard's own page, where a person is logged in: what is looked for there, and what that means. */
export interface Taking {
  readonly label: MessageKey;
  /** Said before: what is about to happen. */
  readonly explains: MessageKey;
  /**
   * The page on which it is taken, by what has been entered so far. `open`: addresses of the pages of the dashboard's site that
   * are open. Where neither tells which of several is meant, the dashboard may choose: the person sees whose it is before
   * anything is taken.
   */
  page(entered: Entered, open: readonly string[]): string;
  readonly lookedFor: LookedFor;
  /** Said on the page while it points at a button that the person has to press. */
  readonly pointsOut: MessageKey;
  /** What a page of the dashboard's is, by what was seen on it. */
  recognise(page: PageSeen): Recognised;
  /** What such a credential opens, and whether it can be taken back. */
  readonly warns: MessageKey;
}

/** All of it is text, as it goes into the page. */
export interface LookedFor {
  readonly origin: string;
  /** How the audience of the tokens ends; no other token leaves the page. */
  readonly audienceEnd: string;
  /** Patterns of what the button is called, without regard to capitals. */
  readonly buttons: readonly string[];
}

/** What was seen on a page. */
export interface PageSeen {
  readonly address: string;
  /** Each once. */
  readonly tokens: readonly string[];
  readonly hasButton: boolean;
  /** Something is hidden behind dots, and the page does not hold it. */
  readonly isMasked: boolean;
}

export type Recognised =
  /** `allows`: what it may do, as it says itself. */
  | { readonly kind: 'secret'; readonly text: string; readonly allows: readonly string[] }
  /** What the page shows in its place, and what to do next. */
  | { readonly kind: 'none'; readonly says: Said };
