import { language, type MessageKey, t } from './text';

/** What is to be said, in words; a number is a moment, in epoch milliseconds, and told in the person's own way. */
export const inWords = ({ message, params }: Said): string =>
  t(
    message,
    ...params.map((each) => (typeof each === 'number' ? new Date(each).toLocaleString(language()) : each)),
  );

interface Said {
  readonly message: MessageKey;
  readonly params: readonly (string | number)[];
}
