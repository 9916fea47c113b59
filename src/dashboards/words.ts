import type messages from '../public/_locales/en/messages.json';

/** A message of `_locales`: whether there is one for what a dashboard says is checked by the compiler. */
export type MessageKey = keyof typeof messages;

/** Something to be said: a message, and what fills its placeholders, in order. A number is a moment, in epoch milliseconds. */
export interface Said {
  readonly message: MessageKey;
  readonly params: readonly (string | number)[];
}

/** A message with what fills its placeholders, for a screen to put into words. */
export const say = (message: MessageKey, ...params: readonly (string | number)[]): Said => ({
  message,
  params,
});
