import browser from 'webextension-polyfill';

/** The panel beside the page, which stays open while the person goes to other pages: Chrome's side panel, Firefox's sidebar. */

interface WithSidePanel {
  readonly sidePanel?: { open(where: { windowId: number }): Promise<void> };
}

/** Newer than the polyfill: only the browser's own object has it. */
const { sidePanel } = (globalThis as { chrome?: WithSidePanel }).chrome ?? {};

/** Whether this browser has such a panel. */
export const hasSidePanel = (): boolean => sidePanel !== undefined || browser.sidebarAction !== undefined;

/** The window of the page that asks. It has to be known before the click: a browser opens the panel only in the click itself. */
export const thisWindow = async (): Promise<number | undefined> => (await browser.windows?.getCurrent())?.id;

/** Opens it. Only in the handler of a click on one of the extension's own pages, before any `await`. */
export function openSidePanel(windowId: number | undefined): Promise<void> {
  if (sidePanel && windowId !== undefined) return sidePanel.open({ windowId });
  return browser.sidebarAction.open();
}
