import type { Browser, Page } from 'puppeteer-core';

/** What a person has done, counted by the tests to compare one way with another. */
export interface Effort {
  readonly clicks: number;
  /** Texts that were pasted whole, each with one key press. */
  readonly pastes: number;
  /** Letters that were typed. */
  readonly typed: number;
  /** The browser's own questions that were agreed to; each is one more click, which its driver makes. */
  readonly allowed: number;
}

const spent = new WeakMap<Browser, Effort>();
const none: Effort = { clicks: 0, pastes: 0, typed: 0, allowed: 0 };

const of = (browser: Browser): Effort => spent.get(browser) ?? none;

/** Adds to what was done in the page's browser. */
export function did(page: Page, part: Partial<Effort>): void {
  const { clicks = 0, pastes = 0, typed = 0, allowed = 0 } = part;
  const before = of(page.browser());
  spent.set(page.browser(), {
    clicks: before.clicks + clicks,
    pastes: before.pastes + pastes,
    typed: before.typed + typed,
    allowed: before.allowed + allowed,
  });
}

/** Counts what is done in a browser from now on. */
export function startCounting(browser: Browser): () => Effort {
  const before = of(browser);
  return () => {
    const now = of(browser);
    return {
      clicks: now.clicks - before.clicks,
      pastes: now.pastes - before.pastes,
      typed: now.typed - before.typed,
      allowed: now.allowed - before.allowed,
    };
  };
}
