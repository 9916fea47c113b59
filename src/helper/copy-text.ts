/**
 * Puts a text that is no secret on the clipboard, in the turn of the click that asked for it. False where the browser or
 * the page does not allow it.
 */
export const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  ) ?? Promise.resolve(false);
