import type { ShownPair } from '../bitbucket/credentials';
import { findTextField } from '../bitbucket/find';
import {
  type Filling,
  fillForm,
  type ItemState,
  inspectForm,
  readForm,
  type WantedConsumer,
} from '../bitbucket/form';
import { editLink, type Page } from '../bitbucket/page';
import { askAsHelper, isExtensionAlive, onLookAgain } from '../extension/ask';
import type { PanelPlace } from '../extension/panel-place';
import type { HelperPlan, PageFacts } from '../setup/guide';
import { capturePair, lookAt } from './capture';
import { findByKey } from './inspect';
import { createOutlines } from './outlines';
import { createPace } from './pace';
import { type PointingStep, pointAtPair } from './pointing';
import { settle } from './settle';

/** What the panel shows. */
export type PanelState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'introduce' }
  | {
      readonly kind: 'offer';
      readonly canFill: boolean;
      readonly canCapture: boolean;
      readonly canPoint: boolean;
    }
  /** Guides lead here by mistake; `address` is the right place. */
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'log-in' }
  /** The page is not understood. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'pointing'; readonly step: PointingStep }
  /** The Key is read; the Secret comes a step later. */
  | { readonly kind: 'half' }
  | { readonly kind: 'busy'; readonly what: 'opening' | 'filling' | 'reading' }
  | {
      readonly kind: 'form';
      readonly items: readonly ItemState[];
      readonly complaint: string | undefined;
      readonly isUndone: boolean;
    }
  | { readonly kind: 'not-saved' }
  | { readonly kind: 'choose-workspace' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'trouble'; readonly trouble: 'not-kept' | 'open-a-row' | 'updated' | 'covered' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** As the plan says; `isKept`: the page still shows the pair, which is safe. */
  | (Extract<HelperPlan, { kind: 'follow' }> & { readonly isKept: boolean });

type List = Extract<Page, { kind: 'list' }>;

export interface PanelActions {
  fill(): void;
  undo(): void;
  capture(): void;
  point(): void;
  go(address: string): void;
  open(): void;
  /** Where the person has put the panel. */
  place(place: PanelPlace): void;
}

export interface Panel {
  show(state: PanelState, dashboardName: string, actions: PanelActions): void;
  /** Puts it where the person wants it. */
  dock(place: PanelPlace): void;
  /** The page has changed: what has to stay in sight there, its button that saves above all, may be below the panel now. */
  keepClear(save: Element | undefined): void;
  /** Whether a node is the panel's own, so that its changes are not taken for the page's. */
  owns(node: Node): boolean;
}

const adviceMs = 30_000;
const askAgainMs = 1_000;
/** A press that led nowhere for so long came too early for the page, and is repeated; what is not there yet comes soon. */
const pressAgainMs = 2_000;
const comesSoonMs = 150;
const presses = 12;
/** A page that is not understood for so long is not coming any more. */
const unclearMs = 4_000;

/**
 * Looks at the page whenever it changes, tells the background what it is, and does what the plan for it says. Ends,
 * and leaves nothing behind, when the signal does.
 */
export function conduct(panel: Panel, leaving: AbortController): void {
  const { signal } = leaving;
  const outlines = createOutlines();
  const pace = createPace(Date.now);
  let told = '';
  let plan: HelperPlan = { kind: 'nothing' };
  let nonce = '';
  let dashboardName = '';
  let filling: Filling | undefined;
  let isUndone = false;
  let complaint: string | undefined;
  /** The page on which the plan was carried out, so that each is acted on once. */
  let actedOn = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isForced = false;
  let isMissed = false;
  /** The Key that this document showed a step before its Secret. */
  let heldKey: string | undefined;
  let unclearTimer: ReturnType<typeof setTimeout> | undefined;
  let isUnclear = false;
  let pointing: AbortController | undefined;
  let pressTimer: ReturnType<typeof setTimeout> | undefined;

  const show = (state: PanelState) => panel.show(state, dashboardName, actions);

  const schedule = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look();
    }, pace.pause());
  };

  /** Somebody did something. */
  const scheduleSoon = () => {
    pace.hasNews();
    schedule();
  };

  const look = async () => {
    if (signal.aborted || pointing) return;
    if (isBusy) {
      isMissed = true;
      return;
    }
    if (!isExtensionAlive()) {
      show({ kind: 'trouble', trouble: 'updated' });
      observer.disconnect();
      // Long enough for its one line of advice to be read.
      setTimeout(() => leaving.abort(), adviceMs);
      return;
    }
    isBusy = true;
    try {
      const page = lookAt(document);
      if (page.kind === 'elsewhere' && page.route.kind === 'other') return leaving.abort();
      const facts = unclearFacts(page) ?? factsOf(page);
      if (facts && (isForced || JSON.stringify(facts) !== told)) {
        isForced = false;
        told = JSON.stringify(facts);
        pace.hasNews();
        const answer = await askAsHelper({ type: 'helper/look', page: facts });
        if (signal.aborted) return;
        if (!answer) return lookOnceMore();
        ({ plan, nonce, dashboardName } = answer);
        panel.dock(answer.place);
        if (page.kind !== 'form') forgetForm();
        await carryOut(page);
      } else if (plan.kind === 'capture' && heldKey !== undefined) await capture(plan.consumerName);
      if (page.kind === 'form') await watchForm(page);
      panel.keepClear(page.kind === 'form' ? page.save : undefined);
    } catch {
      lookOnceMore();
    } finally {
      rest();
    }
  };

  /** A message or its answer was lost, as when the background was just stopped: look, and act, once more. */
  const lookOnceMore = () => {
    isForced = true;
    actedOn = '';
    setTimeout(schedule, askAgainMs);
  };

  /** What changed while something was done is looked at now. */
  const rest = () => {
    isBusy = false;
    if (!isMissed) return;
    isMissed = false;
    schedule();
  };

  /** Nothing is told of a page that may still be coming; once it has come to rest, that it is not understood. */
  const unclearFacts = (page: Page): PageFacts | undefined => {
    if (page.kind !== 'unclear') {
      clearTimeout(unclearTimer);
      unclearTimer = undefined;
      isUnclear = false;
      return undefined;
    }
    if (isUnclear) return { kind: 'unclear', workspace: page.workspace };
    unclearTimer ??= setTimeout(() => {
      isUnclear = true;
      schedule();
    }, unclearMs);
    return undefined;
  };

  const forgetForm = () => {
    filling = undefined;
    isUndone = false;
    complaint = undefined;
    outlines.clear();
  };

  const carryOut = async (page: Page) => {
    const once = `${plan.kind} ${told}`;
    const isFresh = actedOn !== once;
    actedOn = once;
    switch (plan.kind) {
      case 'nothing':
        return show({ kind: 'hidden' });
      case 'introduce':
        return show({ kind: 'introduce' });
      case 'offer':
        return show({
          kind: 'offer',
          canFill: page.kind === 'form',
          canCapture: page.kind === 'list' || page.kind === 'pair',
          canPoint: page.kind === 'unclear',
        });
      case 'redirect':
        return show(plan);
      case 'log-in':
      case 'ask':
        return show({ kind: plan.kind });
      case 'open-form':
        show({ kind: 'busy', what: 'opening' });
        if (isFresh) pressOnList((list) => (plan.kind === 'open-form' ? list.create : undefined));
        return;
      case 'fill':
        if (page.kind === 'form' && !filling && !isUndone) await fill(page, plan.wanted, false);
        return;
      case 'not-saved':
        return show({ kind: 'not-saved' });
      case 'choose-workspace':
        return show({ kind: 'choose-workspace' });
      case 'capture':
        if (isFresh) await capture(plan.consumerName);
        return;
      case 'inspect':
        if (isFresh) await inspect(page, plan.keyHint);
        return;
      case 'follow':
        return show({ ...plan, isKept: page.kind === 'pair' });
    }
  };

  /**
   * Presses what is on the list now, not what was there before something was waited for: a list that is still loading is
   * drawn anew in between. Again while the list stays.
   */
  const pressOnList = (find: (list: List) => HTMLElement | undefined, left = presses) => {
    clearTimeout(pressTimer);
    const page = lookAt(document);
    if (page.kind !== 'list' && page.kind !== 'unclear') return;
    const target = page.kind === 'list' ? find(page) : undefined;
    target?.click();
    const ms = target ? pressAgainMs : comesSoonMs;
    if (left > 1) pressTimer = setTimeout(() => pressOnList(find, left - 1), ms);
  };

  const editLinkOf = (list: List, name: string): HTMLElement | undefined => {
    const entry = list.entries.find((each) => each.name === name);
    return plan.kind === 'inspect' && entry ? editLink(entry) : undefined;
  };

  const fill = async (page: Extract<Page, { kind: 'form' }>, wanted: WantedConsumer, overwrite: boolean) => {
    show({ kind: 'busy', what: 'filling' });
    filling = await fillForm(page.root, page.generation, wanted, {
      settle: () => settle(document.body),
      overwrite,
      signal,
    });
    isUndone = false;
    await reportName(page);
    showForm(page);
  };

  const wantedNow = () =>
    plan.kind === 'fill' || plan.kind === 'offer' || plan.kind === 'not-saved' ? plan.wanted : undefined;

  /** The form as it stands: what was filled, with what the person changed since. */
  const showForm = (page: Extract<Page, { kind: 'form' }>) => {
    const wanted = wantedNow();
    if (!wanted || !filling) return;
    const now = inspectForm(page.root, page.generation, wanted);
    const items = new Map(filling.items.map((each) => [each.item, each.state]));
    for (const { item, state } of now) {
      const before = items.get(item);
      if (state === 'right' && before === 'filled') continue;
      if (state === 'missing' && !items.has(item)) continue;
      items.set(item, state);
    }
    const shown = now.map((each) => each.item);
    for (const [item, state] of items) if (state === 'extra' && !shown.includes(item)) items.delete(item);
    outlines.show(isUndone ? [] : now.filter((each) => each.state === 'right').map((each) => each.element));
    show({ kind: 'form', items: [...items].map(([item, state]) => ({ item, state })), complaint, isUndone });
  };

  let reportedName = '';
  /** As it stands in the form, even when Save follows faster than anything can be reported. */
  let typedName = '';
  const noteName = (page: Page) => {
    if (page.kind !== 'form' || plan.kind !== 'fill') return;
    const field = findTextField(page.root, page.generation.fields.name);
    if (field) typedName = field.element.value.trim();
  };
  const reportName = async (page: Extract<Page, { kind: 'form' }>) => {
    noteName(page);
    const name = typedName;
    if (name === '' || name === reportedName || plan.kind !== 'fill') return;
    await askAsHelper({ type: 'helper/filled', nonce, name });
    reportedName = name;
  };

  const watchForm = async (page: Extract<Page, { kind: 'form' }>) => {
    if (!filling) return;
    // The name before the complaint: a complaint is about the name that was sent, a new name puts it right.
    await reportName(page);
    const said = page.complaint;
    if (said !== complaint) {
      if (said && plan.kind === 'fill') await askAsHelper({ type: 'helper/refused', nonce, complaint: said });
      complaint = said;
    }
    showForm(page);
  };

  const capture = async (consumerName: string | undefined) => {
    const isOffered = plan.kind === 'offer';
    if (heldKey === undefined) show({ kind: 'busy', what: 'reading' });
    const taken = await capturePair(() => lookAt(document), consumerName, heldKey);
    switch (taken.kind) {
      case 'open-a-row':
        return show({ kind: 'trouble', trouble: 'open-a-row' });
      case 'half':
        heldKey = taken.key;
        return show({ kind: 'half' });
      case 'failed':
        show({ kind: 'unreadable', reason: taken.reason });
        if (!isOffered) await askAsHelper({ type: 'helper/unreadable', nonce, reason: taken.reason });
        return;
      case 'captured':
        heldKey = undefined;
        return handIn(taken.consumer, taken.pair);
    }
  };

  const handIn = async (consumer: string, pair: ShownPair) => {
    const isOffered = plan.kind === 'offer';
    const answer = await askAsHelper({
      type: 'helper/pair',
      nonce,
      consumer: consumer || typedName,
      ...pair,
    });
    if (!answer?.kept) return show({ kind: 'trouble', trouble: 'not-kept' });
    show({ kind: isOffered ? 'waiting' : 'kept' });
  };

  /** Lets the person point at the two values; what they choose is checked like any other pair. */
  const point = async () => {
    pointing = new AbortController();
    const ended = AbortSignal.any([signal, pointing.signal]);
    const chosen = await pointAtPair(document, panel.owns, (step) => show({ kind: 'pointing', step }), ended);
    pointing = undefined;
    if (signal.aborted) return;
    if (!chosen) {
      isForced = true;
      return schedule();
    }
    if (chosen.kind === 'none') return show({ kind: 'unreadable', reason: chosen.reason });
    await handIn('', chosen.pair);
  };

  const inspect = async (page: Page, keyHint: string) => {
    show({ kind: 'busy', what: 'reading' });
    if (page.kind === 'list') {
      const entry = await findByKey(page, keyHint, () => lookAt(document));
      await askAsHelper({ type: 'helper/found', nonce, name: entry?.name ?? null });
      if (entry) pressOnList((list) => editLinkOf(list, entry.name));
    } else if (page.kind === 'form') {
      const settings = await readForm(page.root, page.generation, () => settle(document.body));
      await askAsHelper({ type: 'helper/form-read', nonce, settings: settings ?? null });
    }
  };

  const inTurn = (action: (page: Page) => Promise<void> | void) => async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await action(lookAt(document));
    } finally {
      rest();
    }
  };

  const actions: PanelActions = {
    fill: inTurn(async (page) => {
      const wanted = wantedNow();
      if (page.kind === 'form' && wanted) await fill(page, wanted, true);
      else if (page.kind === 'list') page.create?.click();
    }),
    undo: inTurn(async (page) => {
      if (page.kind !== 'form' || !filling) return;
      await filling.undo();
      isUndone = true;
      showForm(page);
    }),
    capture: inTurn(() => capture(plan.kind === 'capture' ? plan.consumerName : undefined)),
    point: () => void (pointing ? pointing.abort() : point()),
    go: (address) => location.assign(address),
    open: () => void askAsHelper({ type: 'helper/open' }),
    place(place) {
      // Should it not be written down, only the next page does not know.
      askAsHelper({ type: 'helper/place', place }).catch(() => undefined);
    },
  };

  const observer = new MutationObserver((changes) => {
    if (changes.some((change) => !panel.owns(change.target))) schedule();
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const onInput = () => {
    noteName(lookAt(document));
    scheduleSoon();
  };
  document.addEventListener('input', onInput, { capture: true, signal });
  addEventListener('popstate', scheduleSoon, { signal });
  addEventListener('pageshow', scheduleSoon, { signal });
  onLookAgain(() => {
    isForced = true;
    scheduleSoon();
  }, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(unclearTimer);
    clearTimeout(pressTimer);
    outlines.clear();
  });
  schedule();
}

/** What is told of a page. Nothing while it is still coming. */
function factsOf(page: Page): PageFacts | undefined {
  switch (page.kind) {
    case 'list':
      return {
        kind: 'list',
        workspace: page.workspace,
        names: page.entries.map((each) => each.name),
        pairIn: page.generation.pairIn,
      };
    case 'form':
      return { kind: 'form', workspace: page.workspace, purpose: page.purpose };
    case 'pair':
    case 'settings':
      return { kind: page.kind, workspace: page.workspace };
    case 'workspaces':
      return { kind: 'workspaces', managed: page.managed };
    case 'not-found':
    case 'no-access':
    case 'sign-in':
    case 'wrong-place':
      return { kind: page.kind };
    case 'elsewhere':
      return { kind: 'other' };
    case 'unclear':
      return undefined;
  }
}
