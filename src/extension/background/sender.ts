import type { Runtime } from 'webextension-polyfill';
import { origin as bitbucket } from '../../bitbucket/addresses';

/** Who sent a message: one of the extension's own pages, or the helper on a page of Bitbucket's. */
export type Sender =
  | { readonly kind: 'page' }
  | { readonly kind: 'helper'; readonly tabId: number; readonly documentId: string };

/** The helper on a page of Bitbucket's. */
export type Helper = Extract<Sender, { kind: 'helper' }>;

/** Newer than the polyfill's types: both browsers send them. */
interface SenderShape extends Runtime.MessageSender {
  readonly origin?: string;
  readonly documentId?: string;
}

/**
 * Classifies a sender by what both browsers were measured to send; anything that does not fit is refused. A page in a
 * frame is never trusted, nor is one that only claims an address: `origin` is the browser's word. No address is passed
 * on: `url` is stale after a client-side navigation, and nothing is decided by where a helper says that it is.
 */
export function classify(
  sender: SenderShape,
  own: { readonly id: string; readonly origin: string },
): Sender | undefined {
  if (sender.id !== own.id) return undefined;
  const isTop = sender.frameId === undefined || sender.frameId === 0;
  if (sender.origin === own.origin) return !sender.tab || isTop ? { kind: 'page' } : undefined;
  const tabId = sender.tab?.id;
  if (sender.origin !== bitbucket || tabId === undefined || sender.frameId !== 0 || !sender.documentId)
    return undefined;
  return { kind: 'helper', tabId, documentId: sender.documentId };
}
