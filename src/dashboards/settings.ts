import type * as v from 'valibot';
import type { Entered } from './fieldset';
import type { MessageKey } from './words';

/** What a profile has of its own for one dashboard, and what follows from it without asking the dashboard. */
export interface Settings<
  Entries extends v.ObjectEntries = v.ObjectEntries,
  Own = v.InferOutput<v.ObjectSchema<Entries, undefined>>,
> {
  /** The schema of each of its values. */
  readonly entries: Entries;
  /** Whether its addresses are such as the settings take: a profile may come from a file, or from a disk that others write on. */
  hasGoodAddresses(own: Own): boolean;
  /** What it is called on screen; undefined where the profile's name has to do. */
  nameOf(own: Own): string | undefined;
  /** The address that tells it from others of its kind. */
  addressOf(own: Own): string;
  /** The callback URL to register at Bitbucket. */
  callbackUrl(own: Own): string;
}

/** `label`: what leads there. */
export interface CredentialPage {
  readonly label: MessageKey;
  readonly url: string;
}

/** For a dashboard with an API. */
export interface ApiSettings<
  Entries extends v.ObjectEntries = v.ObjectEntries,
  Own = v.InferOutput<v.ObjectSchema<Entries, undefined>>,
> extends Settings<Entries, Own> {
  /** Every host that is asked, with its port where it has one, that of the API first. */
  hosts(own: Own): readonly [string, ...string[]];
  /** The same, at the other address that the dashboard may have; undefined where it has no other. */
  elsewhere(own: Own): Own | undefined;
  /** The dashboard's own page of its connections. */
  connectionPage(own: Own): string;
  /** The host of the dashboard's own pages, where that is one for all: those that are open may tell which dashboard is meant. */
  readonly site?: string;
  /**
   * The dashboard's own page that gives a credential of that kind, by what has been entered so far; undefined where that does not
   * tell the page. `open`: addresses of the pages of `site` that are open, as far as the browser tells.
   */
  credentialPage(entered: Entered<Own>, open: readonly string[]): CredentialPage | undefined;
  /** Where a person tries a connection in the dashboard itself; undefined where it has no such place. */
  tryPage?(own: Own, connectionId: string): string;
}
