import browser from 'webextension-polyfill';
import type messages from '../../public/_locales/en/messages.json';

/** A message of `_locales`, in the language of the browser. */
export type MessageKey = keyof typeof messages;

/** The message's text, with the params put in for `$1`, `$2`, …; none of them changes the direction of the rest of the sentence. */
export const t = (key: MessageKey, ...params: string[]): string =>
  browser.i18n.getMessage(key, params.map(withoutTurns));

/** The params of a message, and the dashboard's name as `$9`, the last one that a browser puts in. */
export const withDashboard = (params: readonly string[], dashboardName: string): string[] => [
  ...params,
  ...Array<string>(Math.max(0, 8 - params.length)).fill(''),
  dashboardName,
];

/** Without what changes the direction of what follows (Unicode's Bidi_Control): names come from pages and dashboards. */
const withoutTurns = (text: string): string => text.replace(/\p{Bidi_Control}/gu, '');

/** The language that the texts are in, as a BCP 47 tag: the browser's own where there are texts in it. */
export function language(): string {
  const [own, texts] = [browser.i18n.getUILanguage(), t('locale')];
  return own.split('-')[0] === texts ? own : texts;
}
