import type { Secret } from '../../secret';

/**
 * The clipboard, for the extension's pages. A secret that was copied is taken off again, but only as long as it is still
 * there: what the person has copied since is not ours to destroy. To look would take `clipboardRead`, and to write
 * from the background `clipboardWrite`; the browser warns of both at the installation. Without them only a page in front
 * can write, and only `clipboardchange` tells that something else was copied: at once in front, and on coming back for
 * what was missed. A browser without that event leaves it to the person (docs/security.md has what was measured).
 */

const clearAfterMs = 60_000;
/** Within this time the browser tells of a page's own copy, and tells a page that comes back what it missed. */
const toldAfterMs = 1_000;

/** Ends when what was copied is off the clipboard, or is known to be. */
let copied: AbortController | undefined;

/** Whether what is copied is taken off the clipboard without a press of the person's. */
export const clearsByItself = (): boolean => 'ClipboardChangeEvent' in globalThis;

/** Copies what is not secret. Rejects where the browser does not let it. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  copied?.abort();
}

/** Copies at the person's request. Rejects where the browser does not let it. */
export async function copySecret(secret: Secret): Promise<void> {
  await copyText(secret.reveal());
  const copy = new AbortController();
  copied = copy;
  if (clearsByItself()) clearLater(copy);
}

/** Clears what was copied, unless it is known to be gone: at a press of the person's, which every browser allows. */
export async function clearClipboard(): Promise<void> {
  if (copied && !copied.signal.aborted) await copyText('').catch(() => undefined);
}

/** Clears after a while or, where the page is not in front by then, as soon as it is. */
function clearLater(copy: AbortController): void {
  const { signal } = copy;
  const copiedAt = Date.now();
  const noteChange = () => {
    if (Date.now() - copiedAt > toldAfterMs) copy.abort();
  };
  navigator.clipboard.addEventListener('clipboardchange', noteChange, { signal });
  const clearIfInFront = async () => {
    if (!document.hasFocus()) return;
    await new Promise((resolve) => setTimeout(resolve, toldAfterMs));
    if (!signal.aborted) await clearClipboard();
  };
  setTimeout(() => {
    globalThis.addEventListener('focus', clearIfInFront, { signal });
    void clearIfInFront();
  }, clearAfterMs);
}
