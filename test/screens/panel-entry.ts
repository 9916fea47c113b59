import { createPanel } from '../../src/helper/panel/panel';
import type { PanelState, PanelTerms } from '../../src/helper/panel/state';
import { noActions } from './no-actions';

// Runs in a page, in place of the content script: the panel itself, in the state that it is told to show.

const panel = createPanel(document, new AbortController().signal);
Object.assign(globalThis, {
  showPanel: (state: PanelState, terms: PanelTerms) => {
    panel.show(state, terms, noActions);
    panel.keepClear([...document.querySelectorAll('button')].find((each) => each.textContent === 'Save'));
  },
});
