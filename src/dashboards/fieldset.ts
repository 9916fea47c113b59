import type { Scope } from '../bitbucket/scope-names';
import type { Secret } from '../secret';
import type { OwnAccessTerms } from './own-access';
import type { Reading } from './reading';
import type { AccessRight, Credential } from './session';
import type { Taking } from './taking';
import type { MessageKey, Said } from './words';

/** What stands in the fields of a dashboard, by their ids. `Own`: what a profile has of its own for it. */
export type Entered<Own = Readonly<Record<string, unknown>>> = { readonly [Id in keyof Own]: string };

/**
 * Where a field is asked for: `where` says which dashboard it is, `access` gets into it, `login` is where its logins start and
 * come back to. The first steps ask for the first two.
 */
export type Place = 'where' | 'access' | 'login';

interface AnyField<Own> {
  readonly place: Place;
  readonly label: MessageKey;
  /** Said below it. */
  help?(entered: Entered<Own>): Said;
  /** Whether it is asked for, given what else is entered; without this, it always is. */
  isAsked?(entered: Entered<Own>): boolean;
}

/** What a person types. It goes into the profile, empty where it is not asked for. */
export interface TextField<Own> extends AnyField<Own> {
  readonly kind: 'text';
  readonly id: keyof Own & string;
  /** What a check of the access asks about, though it is not where the dashboard is, nor what gets in. */
  readonly isChecked?: true;
  placeholder?(entered: Entered<Own>): string;
  /** `own`: what the fields before it were read as; one that is wrong is missing. `entered`: all that stands in the fields. */
  read(
    text: string,
    own: Partial<Entered<Own>>,
    entered: Readonly<Record<string, string | undefined>>,
  ): Reading<string>;
}

/** What a person picks. It goes into the profile, as it is. */
export interface ChoiceField<Own> extends AnyField<Own> {
  readonly kind: 'choice';
  readonly id: keyof Own & string;
  readonly first: string;
  readonly choices: readonly Choice[];
  /** What there is to know of the one that is picked. */
  note?(entered: Entered<Own>): Said | undefined;
  /** What else picking one fills in; undefined where that is nothing. */
  fills?(
    value: string,
  ): { readonly entered: Partial<Entered<Own>>; readonly scopes: readonly Scope[] } | undefined;
}

/** `name`: what it is called everywhere, in place of a message. */
export type Choice = { readonly value: string } & (
  | { readonly label: MessageKey; readonly name?: never }
  | { readonly name: string; readonly label?: never }
);

/** A secret. It never goes into a profile, and so into no file; it is in its wrapping as soon as it is read. */
export interface SecretField<Own> extends AnyField<Own> {
  readonly kind: 'secret';
  readonly id: string;
  /** What it says of itself, if its kind does. */
  readonly tells?: Tells;
  /** How it can be taken from the dashboard's own page; missing where it cannot. */
  readonly taking?: Taking;
  read(text: string, own: Partial<Entered<Own>>): Reading<Secret>;
}

/** For a secret that says something of itself, so that it need not be asked. */
export interface Tells {
  /** The fields that nobody need fill in where it is entered, by their ids. */
  readonly fields: readonly string[];
  /** Reads it, without verifying or trusting it; undefined where it says nothing. */
  of(text: string): Told | undefined;
}

/** What a secret says of itself. */
export interface Told {
  /** What goes into fields beside it, by their ids. */
  readonly fills: Readonly<Record<string, string>>;
  /** What is said below it, in sentences. */
  readonly says: readonly Said[];
}

/** One thing that a person enters or chooses for a dashboard. */
export type Field<Own = Readonly<Record<string, unknown>>> =
  | TextField<Own>
  | ChoiceField<Own>
  | SecretField<Own>;

/** All that a person enters for a dashboard, as data: the pages draw it, the draft reads it. */
export interface Fieldset<Own = Readonly<Record<string, unknown>>> {
  /** The heading of its fields in the settings. */
  readonly title: MessageKey;
  /** In the order in which they are drawn and read. Their ids are those of the settings' values; a secret has one of its own. */
  readonly fields: readonly Field<Own>[];
  /** Its own pages about what a setup does there. */
  readonly guides?: Guides;
}

/** Addresses of a dashboard's public pages, on https: how to get access, what a connection is, and where it is enabled. */
export interface Guides {
  readonly access?: string;
  readonly connection?: string;
  readonly applications?: string;
}

/** For a dashboard with an API. */
export interface ApiFieldset<Own = Readonly<Record<string, unknown>>> extends Fieldset<Own> {
  /** It has no use for permissions that a login does not need: those are out of the way, but not out of reach. */
  readonly isForLoginOnly?: true;
  /** Every right of its API that the extension has a use for. */
  readonly rights: readonly Omit<AccessRight, 'isGranted'>[];
  /** What opens the dashboard. `secret`: from the secret field that is asked for; there is one at a time. */
  credentialOf(own: Entered<Own>, secret: Secret): Credential;
  /** The name of a profile that nobody has named. */
  suggestedName(entered: Entered<Own>): string;
  /** For a dashboard in which the extension can have an access of its own. */
  readonly ownAccess?: OwnAccessTerms<Own>;
  /** How a person gets what is asked for. */
  way(entered: Entered<Own>): Way;
}

/** What to do in the dashboard itself, click by click. */
export interface Way {
  /** Where the clicks begin; undefined where the way to the credential leads there. */
  readonly page: string | undefined;
  readonly clicks: readonly MessageKey[];
  /** Said above the list of the rights; undefined where there is nothing more to say. */
  readonly aboutRights: MessageKey | undefined;
  /** Whether one of the clicks needs the list. */
  readonly needsRights: boolean;
}
