import { type Generation, today } from '../bitbucket/generations';
import type { Page } from '../bitbucket/page';
import { askAsHelper } from '../extension/messages/ask-as-helper';
import type { HelperAnswers, HelperMessage } from '../extension/messages/schemas';
import type { HelperPlan } from '../setup/helper-plan';
import { lookAt } from './capture';
import type { Panel, PanelActions, PanelState } from './panel/state';

/** What is told of a page under the nonce of the plan for it. */
type Report = Extract<HelperMessage, { readonly nonce: string }>;

/** The helper's stay on one document, as its parts share it: the page, the plan for it, the panel, the background. */
export interface Visit {
  /** Ends the stay. */
  readonly signal: AbortSignal;
  /** As the background answered last. */
  readonly plan: HelperPlan;
  /** The page as it is now. */
  look(): Page;
  show(state: PanelState): void;
  /** Rejects where nobody hears it, or no answer comes. */
  tell<Type extends Report['type']>(
    type: Type,
    report: Omit<Extract<Report, { type: Type }>, 'type' | 'nonce'>,
  ): Promise<HelperAnswers[Type]>;
}

/** The stay as only the conductor changes it. */
export interface OpenVisit extends Visit {
  /** Remembers how a page that was looked at calls things, and its language. */
  understand(page: Page): void;
  /** The background has answered. */
  take(answer: HelperAnswers['helper/look']): void;
}

/** `actions`: what the panel's buttons do. */
export function openVisit(panel: Panel, actions: () => PanelActions, signal: AbortSignal): OpenVisit {
  let plan: HelperPlan = { kind: 'nothing' };
  let nonce = '';
  let dashboardName = '';
  let generation: Generation | undefined;
  let workspace = '';
  let movedFrom: string | undefined;
  /** The document's language when it was first understood: a browser that translates it changes that. */
  let language: string | undefined;

  return {
    signal,
    get plan() {
      return plan;
    },
    look: () => lookAt(document, language),
    show(state) {
      if (signal.aborted) return;
      const terms = { dashboardName, generation: (generation ?? today).terms, workspace, movedFrom };
      panel.show(state, terms, actions());
    },
    tell: (type, report) => askAsHelper({ ...report, type, nonce } as Extract<Report, { type: typeof type }>),
    understand(page) {
      if (!('generation' in page)) return;
      ({ generation, workspace } = page);
      language ??= document.documentElement.lang;
    },
    take(answer) {
      ({ plan, nonce, dashboardName, movedFrom } = answer);
    },
  };
}
