import type { Pick } from './panel/pick';
import type { PanelWorld } from './panel/state';

export type { Pickable } from './panel/pick';

/** Lets the person pick something on the page. Only the panel's buttons begin it, so it comes with the panel's script. */
export const pickOnPage: Pick = async (...asked) => (globalThis as PanelWorld).keyferryPick?.(...asked);
