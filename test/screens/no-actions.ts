import type { PanelActions } from '../../src/helper/panel/state';

const nothing = () => undefined;

/** What a panel that is only looked at can do: nothing. */
export const noActions: PanelActions = {
  fill: nothing,
  undo: nothing,
  capture: nothing,
  point: nothing,
  copy: async () => false,
  put: nothing,
  lead: nothing,
  go: nothing,
  open: nothing,
  place: nothing,
};
