import browser from 'webextension-polyfill';
import { problem } from '../../setup/problems';
import type { CommandAnswer, HelperAnswers, HelperMessage, PageMessage } from './schemas';

/** The senders' side of the messages, without the schemas: those check what arrives. */

/** Sent to helpers when the journey has moved on: look again. */
export const lookAgain = 'helper/look-again';

/** A background that was just stopped can leave a message without an answer. */
const answerMs = 5_000;
/** Longer than the dashboard may take to be asked before a start. */
const commandMs = 90_000;

/** Rejects where nobody hears it, or no answer comes in time. */
async function answerTo(message: HelperMessage | PageMessage, ms: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer')), ms);
  });
  return Promise.race([browser.runtime.sendMessage(message), late]).finally(() => clearTimeout(timer));
}

/** Rejects where nobody hears it, or no answer comes. */
export async function askAsHelper<Type extends HelperMessage['type']>(
  message: Extract<HelperMessage, { type: Type }>,
): Promise<HelperAnswers[Type]> {
  return (await answerTo(message, answerMs)) as HelperAnswers[Type];
}

/** Sends a command. A background that is stopped in the middle answers nothing: whether it was carried out is not known. */
export async function ask(message: PageMessage): Promise<CommandAnswer> {
  const answer = await answerTo(message, commandMs).catch(() => undefined);
  return (answer as CommandAnswer | undefined) ?? { kind: 'refused', problem: problem('unanswered') };
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
