import type { Quotation } from '../said';
import type { MessageKey } from './words';

/** What a request was for, as the sentence about it has it: there is a message for each. */
export type Doing = MessageKey extends infer Key ? (Key extends `doing_${infer Code}` ? Code : never) : never;

/**
 * Why a request did not do what it should, in terms that a screen can explain; never a body, never a secret. A cause is
 * named only where the answer's code and its words name it; anything else that is refused is a `refusal`, as it came. `said`:
 * what the answer said, where there was one.
 */
export type Cause = { readonly said?: Quotation } & (
  | { readonly kind: 'offline' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreachable'; readonly host: string }
  /** Somebody answers there, but it is no dashboard. */
  | { readonly kind: 'not-there'; readonly host: string }
  /** The answer leads elsewhere, where nothing is sent. */
  | { readonly kind: 'redirected'; readonly host: string }
  | { readonly kind: 'not-allowed'; readonly host: string }
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | {
      readonly kind: 'credential-refused';
      /**
       * `no-secret`: the application signs in without one. `no-machine`: it may not sign in by itself. `wrong-password`: or a
       * wrong name. `password-or-code`: that, or a one-time code is missing, and the dashboard tells neither apart. `needs-code`:
       * the password is right, but not enough. `unfinished`: the account has to do something first where a person logs in.
       * `own-lost`: the application that the extension has made for itself, or what it was granted, is gone or was changed.
       */
      readonly reason:
        | 'expired'
        | 'invalid'
        | 'wrong-secret'
        | 'no-grant'
        | 'no-secret'
        | 'no-machine'
        | 'wrong-password'
        | 'password-or-code'
        | 'needs-code'
        | 'unfinished'
        | 'own-lost';
      /** The way to sign in that takes no code, as its choice is called in the settings. */
      readonly otherWay?: MessageKey;
      /** How far this machine's clock is from the dashboard's, if it is far. */
      readonly clockOffSeconds?: number;
    }
  | { readonly kind: 'missing-scope'; readonly scopes: readonly string[] }
  /** The dashboard has as many of these as its plan allows. */
  | { readonly kind: 'limit-reached' }
  | { readonly kind: 'not-found' }
  /** What was to be deleted, though the dashboard agreed to that. */
  | { readonly kind: 'still-there' }
  | { readonly kind: 'conflict' }
  /** What is there is no longer what was written: somebody else changed it since. */
  | { readonly kind: 'changed-since' }
  /** Nobody could log in with the connection, whatever was written into it. */
  | { readonly kind: 'not-for-login'; readonly name: string; readonly id: string }
  /** There is no such collection of people; `there`: those that there are. */
  | { readonly kind: 'no-collection'; readonly name: string; readonly there: readonly string[] }
  /** The dashboard does not take a Client ID like this one. */
  | { readonly kind: 'client-id-refused' }
  /** The dashboard refuses a value; `field` names it where the answer does. */
  | { readonly kind: 'rejected'; readonly field: string }
  | { readonly kind: 'server-error'; readonly status: number }
  | { readonly kind: 'unexpected-answer'; readonly status: number }
  /** Refused for a reason that nobody knows here. */
  | { readonly kind: 'refusal'; readonly doing: Doing; readonly host: string }
);

/**
 * How an action ended. `retry`: not done, may be tried after that many milliseconds. `refused`: not done and will not
 * be. `unknown`: sent, but no answer came; look again before anything is sent a second time.
 */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly cause: Cause }
  | { readonly kind: 'refused'; readonly cause: Cause }
  | { readonly kind: 'unknown'; readonly cause: Cause };

/** The end of an action that was not done. */
export type NotDone = Exclude<Outcome<never>, { kind: 'done' }>;

/** An action that was done. */
export const done = <Value>(value: Value): Outcome<Value> => ({ kind: 'done', value });
/** An action that was not done, and will not be by waiting. */
export const refused = (cause: Cause): NotDone => ({ kind: 'refused', cause });

/** Goes on with the value of what is done; anything else passes through. */
export async function andThen<From, To>(
  outcome: Outcome<From>,
  next: (value: From) => Outcome<To> | Promise<Outcome<To>>,
): Promise<Outcome<To>> {
  return outcome.kind === 'done' ? next(outcome.value) : outcome;
}

/**
 * Sends something that must not be sent twice. Where no answer came, it looks whether it took effect before it is sent once more,
 * after growing pauses. `look` returns the value that was wanted, or undefined where it is not there.
 */
export async function sendCarefully<Value>(
  send: () => Promise<Outcome<Value>>,
  look: () => Promise<Outcome<Value | undefined>>,
  pause: (attempt: number) => Promise<boolean>,
): Promise<Outcome<Value>> {
  for (let attempt = 0; ; attempt += 1) {
    const sent = await send();
    if (sent.kind !== 'unknown') return sent;
    const mayRepeat = await pause(attempt);
    const seen = await look();
    if (seen.kind === 'retry') return seen;
    if (seen.kind === 'done' && seen.value !== undefined) return done(seen.value);
    if (seen.kind !== 'done' || !mayRepeat) return sent;
  }
}
