import { Secret } from '../secret';
import { type MessageKey, type Said, say } from './words';

/** What a text that a person entered was read as, or what is wrong with it. */
export type Reading<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: Said };

/** An entry that was read. */
export const ok = <Value>(value: Value): Reading<Value> => ({ kind: 'ok', value });

/** What is wrong, in a message that takes the params. */
export const fieldProblem = (message: MessageKey, ...params: readonly (string | number)[]) =>
  ({ kind: 'problem', problem: say(message, ...params) }) as const;

/** A text that may be anything but empty; `message` says so. */
export function readFilled(text: string, message: MessageKey): Reading<string> {
  const entered = text.trim();
  return entered === '' ? fieldProblem(message) : ok(entered);
}

/** A secret without the blanks around it, or the message for a field that is empty. */
export function readSecret(text: string, empty: MessageKey): Reading<Secret> {
  const read = readFilled(text, empty);
  return read.kind === 'ok' ? ok(new Secret(read.value)) : read;
}

/** A password as it was typed: blanks may belong to it. */
export const readPassword = (text: string, empty: MessageKey): Reading<Secret> =>
  text === '' ? fieldProblem(empty) : ok(new Secret(text));
