import type { Browser, Page } from 'puppeteer-core';

/** WebDriver BiDi below the driver's library, for what the library does not offer. */
export interface Bidi {
  send(method: string, parameters: unknown): Promise<unknown>;
  /** Evaluates in the browser's own scope, which `--remote-allow-system-access` opens. Gives plain values only. */
  inBrowser(expression: string): Promise<unknown>;
}

interface Connection {
  send(method: string, parameters: unknown): Promise<{ result: unknown }>;
}

export function bidiOf(browser: Browser): Bidi {
  if (!('connection' in browser) || typeof browser.connection !== 'object' || browser.connection === null)
    throw new Error('The driver gives no connection');
  const connection = browser.connection as Connection;
  const send = async (method: string, parameters: unknown) =>
    (await connection.send(method, parameters)).result;
  return {
    send,
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

/** A page's browsing context, which has the id of its main frame. */
export const contextOf = (page: Page): string => (page.mainFrame() as unknown as { _id: string })._id;
