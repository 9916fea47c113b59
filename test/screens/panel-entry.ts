import { createPanel } from '../../src/helper/panel/panel';
import type { PanelActions, PanelState, PanelTerms } from '../../src/helper/panel/state';

// Runs in a page, in the place of the content script: the panel itself, in whichever state it is told to show.

const panel = createPanel(document, new AbortController().signal);
const nothing = () => undefined;
const actions: PanelActions = {
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

Object.assign(globalThis, {
  showPanel: (state: PanelState, terms: PanelTerms) => {
    panel.show(state, terms, actions);
    panel.keepClear([...document.querySelectorAll('button')].find((each) => each.textContent === 'Save'));
  },
});
