import type { Secret } from '../../secret';

/** A secret does not stay on the clipboard: it is overwritten after a minute, or as soon after as the browser allows. */
const clearAfterMs = 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Copies what is not secret. Rejects where the browser does not let it. */
export const copyText = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** Copies at the person's request. Rejects where the browser does not let it. */
export async function copySecret(secret: Secret): Promise<void> {
  await navigator.clipboard.writeText(secret.reveal());
  clearTimeout(timer);
  timer = setTimeout(() => void clearClipboard(), clearAfterMs);
}

/** Clears what was copied. A browser that wants the page in front, or a click, gets it with the next of either. */
export async function clearClipboard(): Promise<void> {
  if (timer === undefined) return;
  try {
    await navigator.clipboard.writeText('');
    clearTimeout(timer);
    timer = undefined;
  } catch {
    for (const chance of ['focus', 'click'])
      globalThis.addEventListener(chance, () => void clearClipboard(), { once: true });
  }
}
