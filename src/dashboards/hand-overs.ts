import * as auth0 from './auth0/form-page';
import { pageForm } from './by-hand/page-form';
import { formsOf, needsOf, snippet } from './by-hand/snippets';
import { toolAt } from './by-hand/tool-at';
import { anyTool } from './by-hand/tools';
import type { HandOver } from './hand-over';
import type { HandDashboardId } from './index';

/** Tools whose own pages are known, by their ids: what a person does there, and where the pair may go in. */
const ownPages: Readonly<Record<string, typeof auth0>> = { auth0 };

/** How each dashboard that is set up by hand is given the pair: for the page that hands it over. */
export const handOvers: Readonly<Record<HandDashboardId, HandOver>> = {
  other: {
    needsOf,
    formsOf,
    snippet,
    toolAt,
    anyTool,
    pageForm,
    // For any other tool, only the person says which page it is.
    pageFit: (tool, callbackUrl, address) =>
      ownPages[tool]?.pageFit(callbackUrl, address) ?? { kind: 'fits', within: '/' },
    handWay: (tool, callbackUrl, open) => ownPages[tool]?.handWay(callbackUrl, open),
  },
};
