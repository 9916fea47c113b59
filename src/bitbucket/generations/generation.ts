import type { Addresses } from './addresses';

/**
 * What is known of one generation of Bitbucket's OAuth pages, as data. All texts are what a person reads on the page,
 * in every language that has been seen; `names` are `name`, `id` and class attributes, used as second witnesses only.
 */
export interface Generation {
  /** What its pages, and so Keyferry, call a consumer. */
  readonly terms: 'clients' | 'consumers';
  /** Heading of the list. */
  readonly listHeading: readonly string[];
  /** Headings of the form that adds and of the one that edits. */
  readonly addHeading: readonly string[];
  readonly editHeading: readonly string[];
  /** What leads from the list to the form: a button or a link. */
  readonly create: readonly string[];
  readonly save: readonly string[];
  /** Tabs of the form, in the order to go through; none where the form is one page. */
  readonly tabs: readonly (readonly string[])[];
  readonly fields: Readonly<Record<FieldId, Wording>>;
  /** Fields that every form of the generation has; a form may lack the others. */
  readonly always: readonly FieldId[];
  /** Whether the form asks for permissions. Where it did not, a consumer had them all. */
  readonly permissions: 'always' | 'not-in-dialog' | 'never';
  /** The grant type without which there is no callback field; absent where the field is always there. */
  readonly authorizationCode?: Wording;
  /** What the identifier and the secret are called where the pair is shown. */
  readonly key: Wording;
  readonly secret: Wording;
  /** Where the pair is shown: in the open row at any time, or once in a dialog after Save. */
  readonly pairIn: 'row' | 'dialog';
  readonly addresses: Addresses;
  /** Selector of the row with an entry's details, below the entry's own row, where no words tell. */
  readonly detailsRow?: string;
  /** Selectors of its own error boxes, beside those that say what they are (`role=alert`). */
  readonly complaints: readonly string[];
}

/** The form's fields for text. */
export type FieldId = 'name' | 'description' | 'callbackUrl' | 'url';
export const fieldIds: readonly FieldId[] = ['name', 'description', 'callbackUrl', 'url'];

/** How a control of the form is known: by its labels, in every known language, and by its `name`s, the second witness. */
export interface Wording {
  readonly labels: readonly string[];
  readonly names: readonly string[];
}
