import { cut } from './cut';

/**
 * What a site says when it refuses something, on its way to the screen: as it came, but cleaned, cut, and without anything
 * secret. Pure, and below everything.
 */

export interface Quotation {
  /** Who says it: the dashboard, Bitbucket, or the host that answered, where nobody can tell whose words these are. */
  readonly by: string;
  /** HTTP's status and the site's own code for the refusal, where there are any. */
  readonly code: string;
  /** Empty where it gave no reason. */
  readonly text: string;
}

/** In characters. The reason for a refusal takes a sentence or two. */
export const longestSaid = 240;
const longestCode = 80;

/** Without what changes the direction or the look of the words around it. */
export const tidy = (text: string): string =>
  text
    .replace(/\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** The most that is read of a text: enough for what is shown, however much is sent. */
const longestRead = 4_000;

/**
 * What a site said, as it may be shown and written down. `secrets`: what was sent to it, and must not come back from it, in
 * whole or in part.
 */
export const saidBy = (
  by: string,
  codes: readonly (string | number)[],
  text: string,
  secrets: readonly string[] = [],
): Quotation => {
  const shown = (raw: string) => withoutSecrets(tidy(raw.slice(0, longestRead)), secrets);
  const code = codes
    .map((each) => shown(String(each)))
    .filter(Boolean)
    .join(', ');
  return {
    by: cut(tidy(by), longestCode),
    code: cut(code, longestCode),
    text: cut(shown(text), longestSaid),
  };
};

/** A token, or a run of letters and digits nearly as long as Bitbucket's shortest Secrets. */
const tokenLike = /(?=[\w+/=.%-]*\d)(?=[\w+/=.%-]*[A-Za-z])[\w+/=%-]{24,}(?:\.[\w+/=%-]+)*/g;
/** What stands between spaces, quotes and the like. */
const run = /[^\s"'`<>()[\]{},;:“”‘’„«»]{6,}/g;

function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((each) => each.length >= 4).flatMap(formsOf);
  const whole = forms.reduce((left, form) => left.replaceAll(form, '…'), text);
  return whole
    .replace(run, (part) => (forms.some((form) => form.includes(part.replace(/[.…]+$/, ''))) ? '…' : part))
    .replace(tokenLike, '…');
}

/** A secret in the forms in which it may come back: itself, and as addresses, JSON and Basic authentication write it. */
function formsOf(secret: string): string[] {
  const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return [...new Set([...written, tidy(secret)])].filter(Boolean);
}
