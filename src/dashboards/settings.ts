import type * as v from 'valibot';
import type { MessageKey } from './words';

/** What a profile has of its own for one dashboard, and what follows from it without asking the dashboard. */
export interface Settings<
  Entries extends v.ObjectEntries = v.ObjectEntries,
  Own = v.InferOutput<v.ObjectSchema<Entries, undefined>>,
> {
  /** The schema of each of its values. */
  readonly entries: Entries;
  /** Reads what a person enters for its address: the domain, or the callback URL. */
  readAddress(text: string): Reading<string>;
  /** Whether its addresses are such as the settings take: a profile may come from a file, or from a disk that others write on. */
  hasGoodAddresses(own: Own): boolean;
  /** What it is called on screen; undefined where the profile's name has to do. */
  nameOf(own: Own): string | undefined;
  /** The address that tells it from others of its kind. */
  addressOf(own: Own): string;
  /** The callback URL to register at Bitbucket. */
  callbackUrl(own: Own): string;
}

/** Of a dashboard with an API. */
export interface ApiSettings<
  Entries extends v.ObjectEntries = v.ObjectEntries,
  Own = v.InferOutput<v.ObjectSchema<Entries, undefined>>,
> extends Settings<Entries, Own> {
  /** Every host that is asked, that of the API first. */
  hosts(own: Own): readonly [string, ...string[]];
  /** The dashboard's own page of its connections. */
  connectionPage(own: Own): string;
  /** Where a person tries a connection in the dashboard itself. */
  tryPage(own: Own, connectionId: string): string;
  /** What is entered where the credential has to be entered again, and what is said below it. */
  secretOf(own: Own): { readonly label: MessageKey; readonly help?: MessageKey };
}

/** Something wrong with what a person entered, by code; the screens have the words. */
export interface FieldProblem {
  readonly code: FieldProblemCode;
  /** Fills the placeholders of the message, in order. */
  readonly params: readonly string[];
}

/** There is a message for each. */
export type FieldProblemCode = MessageKey extends infer Key
  ? Key extends `field_${infer Code}`
    ? Code
    : never
  : never;

export type Reading<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: FieldProblem };

export const problem = (code: FieldProblemCode, ...params: string[]) =>
  ({ kind: 'problem', problem: { code, params } }) as const;
