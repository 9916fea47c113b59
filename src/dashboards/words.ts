import type messages from '../public/_locales/en/messages.json';

/** A message of `_locales`: whether there is one for what a dashboard says is checked by the compiler. */
export type MessageKey = keyof typeof messages;
