// In place of the browser's polyfill: the messages that the page was given.

type Messages = Readonly<Record<string, { readonly message: string }>>;
const messages = () => (globalThis as unknown as { panelMessages: Messages }).panelMessages;

export default {
  i18n: {
    getUILanguage: () => messages().locale?.message ?? 'en',
    getMessage: (key: string, params: readonly string[] = []) =>
      (messages()[key]?.message ?? '').replace(/\$(\d)/g, (_, index) => params[Number(index) - 1] ?? ''),
  },
};
