import type { Page } from 'puppeteer-core';

/** Narrow windows, and windows at 200 %, in which the main screens must fit. Sizes in CSS pixels. */

export const rooms = {
  /** As narrow as a side panel, or a window, gets. */
  narrow: { width: 320, height: 640 },
  /** A window of 760 × 900 at 200 %: half as many CSS pixels. */
  zoomed: { width: 380, height: 450 },
} as const;

export type Room = keyof typeof rooms;

/**
 * Runs in the page, as text: what does not fit. The page is wider than its window, or words are cut off at an edge that hides what is
 * beyond, or stick out of the window. Words that end in an ellipsis are shortened on purpose.
 */
const lookForWhatIsCutOff = `(() => {
  const page = document.documentElement;
  const found = [];
  if (page.scrollWidth > page.clientWidth) found.push('the page: ' + page.scrollWidth + ' px wide in ' + page.clientWidth);
  for (const each of document.querySelectorAll('body *')) {
    if (!each.checkVisibility() || each.closest('svg')) continue;
    const style = getComputedStyle(each);
    const hides = ['hidden', 'clip'].includes(style.overflowX) && style.clipPath === 'none';
    const ends = style.textOverflow === 'ellipsis' || ['INPUT', 'SELECT', 'TEXTAREA'].includes(each.tagName);
    if (hides && !ends && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      found.push('cut off in ' + each.tagName + '.' + each.className + ': ' + each.textContent.slice(0, 60));
    const own = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    let scrolls = false;
    for (let above = each; above; above = above.parentElement)
      scrolls ||= ['auto', 'scroll'].includes(getComputedStyle(above).overflowX) && above !== page && above !== document.body;
    const box = each.getBoundingClientRect();
    if (own && !scrolls && style.clipPath === 'none' && (box.right > page.clientWidth + 1 || box.left < -1))
      found.push('beyond the edge: ' + each.tagName + '.' + each.className + ': ' + each.textContent.slice(0, 60));
  }
  return found;
})()`;

/** What does not fit on one of the extension's pages, in the window as it is; empty if all of it can be read without scrolling sideways. */
export const whatIsCutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(lookForWhatIsCutOff) as Promise<readonly string[]>;
