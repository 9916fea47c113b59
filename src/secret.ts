/**
 * A value that must never reach a log, a page or a store by accident: printed or serialised it shows dots.
 * Taking it out is one call, `reveal()`, that can be searched for.
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

/** Enough of an identifier to recognise it by, not enough to use it: `Xa3f…9kQ2`. */
export function hint(identifier: string): string {
  return identifier.length > 12 ? `${identifier.slice(0, 4)}…${identifier.slice(-4)}` : '…';
}
