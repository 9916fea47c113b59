import browser from 'webextension-polyfill';
import type { CommandAnswer, HelperAnswers, HelperMessage, PageMessage } from './messages';

/** The senders' side of the messages, without the schemas: those check what arrives. */

/** Sent to helpers when the journey has moved on: look again. */
export const lookAgain = 'helper/look-again';

/** A background that was just stopped can leave a message without an answer. */
const answerMs = 5_000;

/** Rejects where nobody hears it, or no answer comes. */
export async function askAsHelper<Type extends HelperMessage['type']>(
  message: Extract<HelperMessage, { type: Type }>,
): Promise<HelperAnswers[Type]> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('No answer')), answerMs);
  });
  return (await Promise.race([browser.runtime.sendMessage(message), late])) as HelperAnswers[Type];
}

export async function ask(message: PageMessage): Promise<CommandAnswer> {
  return (await browser.runtime.sendMessage(message)) as CommandAnswer;
}

/** Calls back whenever the background says that the journey has moved on. */
export function onLookAgain(look: () => void, signal: AbortSignal): void {
  const listen = (message: unknown): undefined => {
    if (message === lookAgain) look();
  };
  browser.runtime.onMessage.addListener(listen);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listen));
}

/** False once the extension was updated or removed under a running content script. */
export const isExtensionAlive = (): boolean => {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
};
