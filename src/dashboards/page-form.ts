/** A form on a page of a dashboard's, by what a person reads on it. All of it is text, as it goes into the page. */
export interface PageForm {
  /** Whom the form is for, as the page names it: "Bitbucket". */
  readonly subject: string;
  /** The fields that are filled, by names of the caller's. They count only where all of them stand together in one form. */
  readonly fields: Readonly<Record<string, FieldWords>>;
  /** What stands beside the callback URL that a page shows. */
  readonly callback: FieldWords;
  /** A pattern, without regard to capitals, of a callback URL's path; it finds one with another label. */
  readonly callbackPath: string;
}

/**
 * What a field is called, in any language. Compared without regard to capitals, spaces, hyphens, what marks a field that has to be
 * filled, the subject, and the word "OAuth"; of "Client ID (Key)" either part may be it.
 */
export interface FieldWords {
  readonly labels: readonly string[];
  /** Words that mean as much only in a form that names its subject: "Key". */
  readonly vague: readonly string[];
}
