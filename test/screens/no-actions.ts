import type { PanelActions } from '../../src/helper/panel/state';

const nothing = () => undefined;

/** The actions of a panel that is only looked at: they do nothing. */
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
