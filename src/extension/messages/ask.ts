import browser from 'webextension-polyfill';
import { problem } from '../../setup/problems';
import { inTime } from './in-time';
import type { CommandAnswer, PageMessage } from './schemas';

/** The pages' side of the messages, without the schemas: those check what arrives. */

/** Longer than it may take to ask the dashboard before a start. */
const commandMs = 90_000;

/** Sends a command. A background that is stopped in the middle answers nothing: whether it was carried out is not known. */
export async function ask(message: PageMessage): Promise<CommandAnswer> {
  const answer = await inTime(browser.runtime.sendMessage(message), commandMs).catch(() => undefined);
  return (answer as CommandAnswer | undefined) ?? { kind: 'refused', problem: problem('unanswered') };
}
