import type { GuidedPages, GuidedSeen } from '../dashboards/guided';
import type { PageForm } from '../dashboards/page-form';

/**
 * What the filler is asked, and what it answers. Only the extension can ask: the order comes as the argument of an injection, the
 * answer is that injection's result, and no message is sent by either.
 */
export type Order = {
  /** The page has to be of this origin, as `location.origin` gives it; nothing is told of another. */
  readonly origin: string;
} & (
  | { readonly kind: 'look'; readonly form: PageForm }
  | {
      readonly kind: 'put';
      readonly form: PageForm;
      /** The visit that the look was made on, and what it found: nothing is put anywhere else. */
      readonly visit: string;
      readonly agreed: FoundForm;
      /** How the page's path has to begin. */
      readonly within: string;
      /** What goes into each field. */
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'undo'; readonly visit: string }
  /** `key`: the Client ID that is looked for, which is no secret. */
  | { readonly kind: 'survey'; readonly form: PageForm; readonly pages: GuidedPages; readonly key: string }
  | ({
      readonly kind: 'act';
      readonly visit: string;
      readonly within: string;
      readonly pages: GuidedPages;
    } & Act)
  | {
      readonly kind: 'point';
      readonly visit: string;
      readonly pages: GuidedPages;
      /** One of what is the person's, or `over`: what lies over the page. Nothing: no more. */
      readonly at: string | undefined;
      readonly note: string;
    }
);

/** What is done for the person on a page that they are guided through. A row is named by its place and what stands in it. */
export type Act =
  | { readonly act: 'press'; readonly lead: string }
  | { readonly act: 'tick'; readonly box: string }
  | { readonly act: 'turn'; readonly index: number; readonly title: string };

/** `away`: a page of another origin, or one in a frame. `gone`: not the document that was looked at. */
export type NotThere = { readonly kind: 'away' | 'gone' };

/** What was seen on one of the pages that a person is guided through. */
export interface Survey extends GuidedSeen {
  readonly kind: 'survey';
  readonly visit: string;
  /** The form, as it is to be agreed to before it is filled. */
  readonly found: FormLook;
}

/**
 * `done`: it was there, and is now as it should be. `changed`: what was to be pressed or turned is not there, or something lies
 * over it.
 */
export interface ActAnswer {
  readonly kind: 'done' | 'changed';
}

/** What was found on a page, without anything that stands in its fields. */
export interface Look {
  readonly kind: 'page';
  /** Names this stay on this document. */
  readonly visit: string;
  readonly form: FormLook;
  readonly callbacks: readonly ShownCallback[];
  /** Whether something that was put in can be taken back. */
  readonly canUndo: boolean;
}

/**
 * The form, if there is one. `several`: more than one that may be it, by the headings over them, and nothing tells which. `part`: only
 * these of its fields, or fields that stand apart. `none`: not one of them.
 */
export type FormLook =
  | ({ readonly kind: 'one' } & FoundForm)
  | { readonly kind: 'several'; readonly headings: readonly string[] }
  | { readonly kind: 'part'; readonly labels: readonly string[] }
  | { readonly kind: 'none' };

export interface FoundForm {
  /** As the page has it; empty where it has none. */
  readonly heading: string;
  readonly fields: Readonly<Record<string, FoundField>>;
}

export interface FoundField {
  /** As the page calls it. */
  readonly label: string;
  /** `mask`: only dots or stars, in place of what the dashboard keeps to itself. */
  readonly holds: 'nothing' | 'something' | 'mask';
  /** Read-only, or switched off. */
  readonly isLocked: boolean;
}

/** A callback URL that a page shows, with the words beside it. Whether it is a good one is not said. */
export interface ShownCallback {
  readonly url: string;
  readonly label: string;
}

/**
 * `put`: for each field, whether the value is there now, read again after a moment. `other`: the form is no longer the one that
 * was agreed to, and nothing was put in; `locked`: the same for a field that takes nothing.
 */
export type PutAnswer =
  | { readonly kind: 'put'; readonly fields: Readonly<Record<string, 'stands' | 'changed'>> }
  | { readonly kind: 'other' | 'locked' };

/** For each field: `back` to what stood there before, or `left` because it is gone or something else stands there now. */
export interface UndoAnswer {
  readonly kind: 'undone';
  readonly fields: Readonly<Record<string, 'back' | 'left'>>;
}

export type Answer = NotThere | Look | PutAnswer | UndoAnswer | Survey | ActAnswer;
