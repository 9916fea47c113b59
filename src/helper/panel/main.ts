import { createPanel } from './panel';
import { pickOnPage } from './pick';
import type { PanelWorld } from './state';

// The panel as a file of its own, with what only its buttons start. The background puts it into a page's document once the helper
// there has something to say.

Object.assign(globalThis, { keyferryPanel: createPanel, keyferryPick: pickOnPage } satisfies PanelWorld);
