import type { JSX } from 'preact';
import { render } from 'preact';
import { language, type MessageKey, t } from '../extension/words/text';
import { keepFocus } from './focus';
import { allArrived } from './lazily';

/** In milliseconds. A page that waits this long for its content is shown as far as it has come. */
const longestMs = 1_000;

/** Shows one of the extension's pages: its language, its title, its content. */
export function showPage(title: MessageKey, content: JSX.Element): void {
  document.documentElement.lang = language();
  document.title = t(title);
  document.body.dataset.arriving = '';
  render(content, document.body);
  keepFocus(document);
  void showWhole(document.body);
}

/**
 * Shows a page's first drawing once all of its parts are there. Parts that came one after another would move a button away from
 * under the pointer, and the press would land on another button.
 */
async function showWhole(body: HTMLElement): Promise<void> {
  const deadline = Date.now() + longestMs;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
  while (!body.querySelector('main') && Date.now() < deadline) await pause();
  await Promise.race([allArrived(), new Promise((resolve) => setTimeout(resolve, deadline - Date.now()))]);
  delete body.dataset.arriving;
}
