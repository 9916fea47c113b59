import type { JSX } from 'preact';
import { render } from 'preact';
import { language, type MessageKey, t } from '../extension/words/text';
import { keepFocus } from './focus';

/** Shows one of the extension's pages: its language, its title, its content. */
export function showPage(title: MessageKey, content: JSX.Element): void {
  document.documentElement.lang = language();
  document.title = t(title);
  render(content, document.body);
  keepFocus(document);
}
