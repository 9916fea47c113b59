import type { Browser, Page } from 'puppeteer-core';

/** What a person has done: what the tests count, to hold one way against another. */
export interface Effort {
  readonly clicks: number;
  /** Texts that were put in whole, each by one press of the keys. */
  readonly pastes: number;
  /** Letters that were typed. */
  readonly typed: number;
  /** Questions of the browser's own that were agreed to, each with one more click: its driver answers them. */
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
