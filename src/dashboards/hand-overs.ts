import { pageForm } from './by-hand/page-form';
import { formsOf, needsOf, snippet } from './by-hand/snippets';
import type { HandOver } from './hand-over';
import type { HandDashboardId } from './index';

/** How each dashboard that is set up by hand is given the pair: for the page that hands it over. */
export const handOvers: Readonly<Record<HandDashboardId, HandOver>> = {
  other: { needsOf, formsOf, snippet, pageForm },
};
