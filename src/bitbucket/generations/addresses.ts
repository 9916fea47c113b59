/**
 * Where the pages of one generation are. This is apart from the generation's words, since the background and the extension's own
 * pages need no more than this.
 */
export interface Addresses {
  /** Of its list, below a workspace's settings, in the order to try them. */
  readonly inSettings: readonly string[];
  /** Of its list, below a user's account, where it was before 2020. */
  readonly inAccount: readonly string[];
  /** Paths of its forms, and of the one that edits, where words do not tell. */
  readonly form: RegExp;
  readonly edit: RegExp;
}

/** The addresses of its form are not known. What is edited has an id with a number in its address. */
export const clientsAddresses: Addresses = {
  inSettings: ['oauth-clients'],
  inAccount: [],
  form: /\/oauth-clients(?:\/|$)/,
  edit: /\/oauth-clients\/[^/]*\d[^/]*\/?$/,
};

/** Of the older generation, "OAuth consumers". */
export const consumersAddresses: Addresses = {
  inSettings: ['oauth-consumers', 'api'],
  inAccount: ['api', 'oauth-consumers'],
  form: /\/oauth-consumers\/(?:new|\d+\/edit)\/?$/,
  edit: /\/oauth-consumers\/\d+\/edit\/?$/,
};

/** Whether a path is that of a generation's list. */
export const isListPath = ({ inSettings, inAccount }: Addresses, path: string): boolean =>
  [...inSettings, ...inAccount].some((each) => path.replace(/\/$/, '').endsWith(`/${each}`));

/** Those of every generation, today's first. */
export const everyAddress: readonly Addresses[] = [clientsAddresses, consumersAddresses];
