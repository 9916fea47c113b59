/**
 * A value that must never reach a log, a page or a store by accident: printed or serialised, it shows dots. Only one call takes
 * it out, `reveal()`, and that can be searched for.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '••••••••';
  }

  toJSON(): string {
    return this.toString();
  }
}

/**
 * The SHA-256 digest, in hexadecimal, of texts and secrets in their order: it tells whether they are still the same. Nobody can
 * find a secret as long as Bitbucket's from it.
 */
export async function digestOf(...parts: readonly (string | Secret)[]): Promise<string> {
  const texts = parts.map((part) => (part instanceof Secret ? part.reveal() : part));
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Enough of an identifier to recognise it by, not enough to use it: `Xa3f…9kQ2`. */
export function hint(identifier: string): string {
  return identifier.length > 12 ? `${identifier.slice(0, 4)}…${identifier.slice(-4)}` : '…';
}
