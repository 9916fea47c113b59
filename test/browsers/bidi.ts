import type { Browser, Page } from 'puppeteer-core';
import type { OpenPage } from './extension-browser';

/** WebDriver BiDi without the driver's library, for what the library does not offer. */
export interface Bidi {
  send(method: string, parameters: unknown): Promise<unknown>;
  /** Evaluates in the browser's own scope, which `--remote-allow-system-access` opens. Gives plain values only. */
  inBrowser(expression: string): Promise<unknown>;
  /** Opens a tab beside the first one, and gives its browsing context. */
  openTab(): Promise<string>;
}

interface Connection {
  send(method: string, parameters: unknown): Promise<{ result: unknown }>;
  emit(event: string, parameters: unknown): void;
}

function connectionOf(browser: Browser): Connection {
  if (!('connection' in browser) || typeof browser.connection !== 'object' || browser.connection === null)
    throw new Error('The driver gives no connection');
  return browser.connection as Connection;
}

const lostAfterMs = 10_000;

export function bidiOf(browser: Browser): Bidi {
  const connection = connectionOf(browser);
  const send = async (method: string, parameters: unknown) =>
    (await connection.send(method, parameters)).result;
  return {
    send,
    async openTab() {
      const open = async () =>
        (
          (await send('browsingContext.getTree', { maxDepth: 0 })) as { contexts: readonly Context[] }
        ).contexts.map(({ context }) => context);
      const before = await open();
      const answer = send('browsingContext.create', { type: 'tab', referenceContext: before[0] });
      // Only those who wait for it need to know.
      answer.catch(() => undefined);
      // While a login window closes, Firefox may open the tab and never say so.
      const isLost = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), lostAfterMs));
      const opened = (await Promise.race([answer, isLost])) as { readonly context: string } | undefined;
      const context = opened?.context ?? (await open()).find((each) => !before.includes(each));
      if (context !== undefined) return context;
      return ((await answer) as { readonly context: string }).context;
    },
    async inBrowser(expression) {
      const tree = (await send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
        contexts: { context: string }[];
      };
      const answer = (await send('script.evaluate', {
        expression,
        awaitPromise: true,
        target: { context: tree.contexts[0]?.context },
      })) as { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
      if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'Not evaluated');
      return answer.result?.value;
    },
  };
}

/** A page's browsing context; its id is that of the main frame. */
export const contextOf = (page: Page): string => (page.mainFrame() as unknown as { _id: string })._id;

interface Context {
  readonly context: string;
  readonly url: string;
}

/**
 * Every open page with its address, as the browser itself has them. The driver's library relies on events, and
 * Firefox does not always send those of an extension's pages: this tells the library what it missed.
 */
export async function openPagesOf(browser: Browser): Promise<OpenPage[]> {
  const connection = connectionOf(browser);
  const before = await browser.pages();
  const { contexts } = (await connection.send('browsingContext.getTree', { maxDepth: 0 })).result as {
    contexts: readonly Context[];
  };
  const known = new Set((await browser.pages()).map(contextOf));
  for (const each of contexts)
    if (!known.has(each.context)) connection.emit('browsingContext.contextCreated', each);
  const open = new Set(contexts.map((each) => each.context));
  for (const context of before.map(contextOf))
    if (!open.has(context)) connection.emit('browsingContext.contextDestroyed', { context });
  const pages = new Map((await browser.pages()).map((page) => [contextOf(page), page]));
  return contexts.flatMap(({ context, url }) => {
    const page = pages.get(context);
    return page ? [{ page, address: url }] : [];
  });
}
