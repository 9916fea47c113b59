import type { PanelPosition } from '../extension/messages/panel-corner';
import type { Panel, PanelWorld } from './panel/state';

/** How often to ask for the panel's script where nobody hears that or no answer comes, and how long to wait after each time. */
const mostTries = 5;
const againMs = 1_000;

/**
 * A panel whose script is loaded only once there is something to show. Until then it remembers what is asked of it, and it begins
 * with the last of that. `bring`: has the script put into this document; resolves once it has run, rejects where that is not
 * known.
 */
export function createLaterPanel(
  document: Document,
  signal: AbortSignal,
  bring: () => Promise<unknown>,
): Panel {
  let panel: Panel | undefined;
  let shown: Parameters<Panel['show']> | undefined;
  let place: PanelPosition | undefined;
  let save: Element | undefined;
  let tries = 0;
  let isUnderWay = false;

  /** Whether there is one now, or none is wanted any more. */
  const begin = (): boolean => {
    if (panel || signal.aborted) return true;
    panel = (globalThis as PanelWorld).keyferryPanel?.(document, signal);
    if (!panel) return false;
    if (place) panel.dock(place);
    if (shown) panel.show(...shown);
    panel.keepClear(save);
    return true;
  };

  const load = async () => {
    if (isUnderWay) return;
    isUnderWay = true;
    while (shown && tries < mostTries && !begin()) {
      tries += 1;
      await bring().catch(() => undefined);
      // Perhaps only the answer was lost.
      if (!begin()) await new Promise((resolve) => setTimeout(resolve, againMs));
    }
    isUnderWay = false;
  };

  return {
    owns: (node) => panel?.owns(node) ?? false,
    dock(wanted) {
      place = wanted;
      panel?.dock(wanted);
    },
    keepClear(button) {
      save = button;
      panel?.keepClear(button);
    },
    show(...asked) {
      if (panel) return panel.show(...asked);
      const [state] = asked;
      shown = state.kind === 'hidden' ? undefined : asked;
      if (shown) void load();
    },
  };
}
