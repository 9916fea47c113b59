import { createPanel } from './panel';
import type { PanelWorld } from './state';

// The panel as a file of its own: the background puts it into a page's document once the helper there has something to say.

(globalThis as PanelWorld).keyferryPanel = createPanel;
