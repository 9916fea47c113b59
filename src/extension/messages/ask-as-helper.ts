import { inTime } from './in-time';
import { lookAgain } from './look-again';
import type { HelperAnswers, HelperMessage } from './schemas';

/** The helper's side of the messages: with neither the polyfill nor the schemas, since every settings page of Bitbucket's loads it. */

type Listener = (message: unknown) => undefined;

/** What both browsers have alike: a promise for an answer, and a listener that gives none. */
interface Runtime {
  /** Undefined once the extension was updated or removed. */
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: { addListener(listener: Listener): void; removeListener(listener: Listener): void };
}
declare const chrome: { readonly runtime: Runtime };

/** A background that was just stopped can leave a message without an answer. */
const answerMs = 5_000;

/** Rejects where nobody hears it, or no answer comes. */
export async function askAsHelper<Type extends HelperMessage['type']>(
  message: Extract<HelperMessage, { type: Type }>,
): Promise<HelperAnswers[Type]> {
  return (await inTime(chrome.runtime.sendMessage(message), answerMs)) as HelperAnswers[Type];
}

/** Has the panel's script put into the helper's document. Rejects where nobody hears it, or no answer comes. */
export const bringPanel = (): Promise<unknown> => askAsHelper({ type: 'helper/panel' });

/** Calls back whenever the background says that the journey has moved on. */
export function onLookAgain(look: () => void, signal: AbortSignal): void {
  const listen: Listener = (message) => {
    if (message === lookAgain) look();
  };
  const { onMessage } = chrome.runtime;
  onMessage.addListener(listen);
  signal.addEventListener('abort', () => onMessage.removeListener(listen));
}

/** False once the extension was updated or removed under a running content script. */
export const isExtensionAlive = (): boolean => {
  try {
    return chrome.runtime.id !== undefined;
  } catch {
    return false;
  }
};
