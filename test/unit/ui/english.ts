import { fakeBrowser } from '@webext-core/fake-browser';
import messages from '../../../src/public/_locales/en/messages.json';

/** A browser whose messages are the English ones, as the extension ships them. */
export const englishBrowser = Object.assign(fakeBrowser, {
  i18n: {
    getUILanguage: () => 'en',
    getMessage: (key: keyof typeof messages, params: string[] = []) =>
      (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, index) => params[Number(index) - 1] ?? ''),
  },
});
englishBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Keyferry', version: '1.2.3' });
