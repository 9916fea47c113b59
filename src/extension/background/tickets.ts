import * as v from 'valibot';
import { kept } from '../store/stored-item';
import type { Helper } from './sender';

/** What a helper was told to do, and where: it may hand in a pair for this journey, tab and document only. */
const ticket = v.object({
  nonce: v.string(),
  journeyId: v.string(),
  documentId: v.string(),
  workspace: v.string(),
});

const keptTicket = (tabId: number) => kept('session', `ticket:${tabId}`, ticket);

/** The ticket of a document: the same one as long as it is about the same journey. */
export async function issueTicket(helper: Helper, journeyId: string, workspace: string): Promise<string> {
  const before = await keptTicket(helper.tabId).read();
  const isSame = before?.documentId === helper.documentId && before.journeyId === journeyId;
  const nonce = isSame ? before.nonce : crypto.randomUUID();
  await keptTicket(helper.tabId).write({ nonce, journeyId, documentId: helper.documentId, workspace });
  return nonce;
}

/** The ticket of this very document, if the nonce is its own. */
export async function ticketOf(nonce: string, helper: Helper) {
  const found = await keptTicket(helper.tabId).read();
  return found?.nonce === nonce && found.documentId === helper.documentId ? found : undefined;
}
