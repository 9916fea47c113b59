import { dialogAround, textFields } from '../bitbucket/find';
import {
  type FormItem,
  inspectStrange,
  isText,
  neededItems,
  readForm,
  type WantedConsumer,
} from '../bitbucket/form';
import { type Generation, generations, today } from '../bitbucket/generations';
import type { Page } from '../bitbucket/page';
import type { ShownPair } from '../bitbucket/pair';
import { partsByWords } from '../bitbucket/parts';
import { askAsHelper, isExtensionAlive, onLookAgain } from '../extension/messages/ask';
import { hint } from '../secret';
import type { HelperPlan } from '../setup/helper-plan';
import { capturePair, lookAt } from './capture';
import { copyText } from './copy-text';
import { createFacts } from './facts';
import { createFormSession } from './form-session';
import { findByKey, findEdit } from './inspect';
import { createPace } from './pace';
import { createPairWatch } from './pair-watch';
import type { FormSheet, Panel, PanelActions, PanelState } from './panel/state';
import { pointAtPair } from './pointing';
import { putWherePicked } from './putting';
import { settle } from './settle';

type List = Extract<Page, { kind: 'list' }>;
type FormPage = Extract<Page, { kind: 'form' }>;
type PairPage = Extract<Page, { kind: 'pair' }>;

/** Whether a pair is shown in a dialog, which can be closed. */
const isInDialog = (page: Page): boolean => page.kind === 'pair' && dialogAround(page.place) !== undefined;

const noAnswer: PanelState = { kind: 'trouble', trouble: 'no-answer' };

const adviceMs = 30_000;
const askAgainMs = 1_000;
/** A press without effect after this long came before the page was ready: it is repeated. What is not there yet is looked for sooner. */
const pressAgainMs = 2_000;
const comesSoonMs = 150;
const presses = 12;
/** A pair that cannot be read for so long is told to the background; it is read on all the same. */
const unreadableMs = 3_000;

/**
 * Looks at the page whenever it changes, tells the background what it is, and does what the plan for it says. Ends,
 * and leaves nothing behind, when the signal does.
 */
export function conduct(panel: Panel, leaving: AbortController): void {
  const { signal } = leaving;
  const pace = createPace(Date.now);
  const form = createFormSession(signal);
  let told = '';
  let plan: HelperPlan = { kind: 'nothing' };
  let nonce = '';
  let dashboardName = '';
  let generation: Generation | undefined;
  /** The document's language when it was first understood: a browser that translates it changes that. */
  let language: string | undefined;
  let complaint: string | undefined;
  /** The page on which the plan was carried out, so that each is acted on once. */
  let actedOn = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let isForced = false;
  let isMissed = false;
  /** What the person pressed while something was under way. */
  const pressed: (() => void)[] = [];
  /** The Key that this document showed a step before its Secret. */
  let heldKey: string | undefined;
  /** What a pair's place said when it was last tried to read. */
  let triedReading = '';
  /** What was said of it where it could not be read. */
  let saidUnreadable: PanelState | undefined;
  let unreadableTimer: ReturnType<typeof setTimeout> | undefined;
  let picking: AbortController | undefined;
  /** Why the last picking led to nothing, while the page stays as it was then. */
  let saidOfPicking: PanelState | undefined;
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  let againTimer: ReturnType<typeof setTimeout> | undefined;

  const show = (state: PanelState) => {
    if (signal.aborted) return;
    const terms = { dashboardName, generation: (generation ?? today).id };
    panel.show(state, terms, actions);
  };

  const schedule = () => {
    if (signal.aborted) return;
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

  const facts = createFacts(scheduleSoon);
  const watch = createPairWatch(() => void tellMissed(), signal);

  const lookHere = (): Page => lookAt(document, language);

  const look = async () => {
    if (signal.aborted || picking) return;
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
      const page = lookHere();
      if (page.kind === 'elsewhere' && page.route.kind === 'other') return leaving.abort();
      if ('generation' in page) {
        ({ generation } = page);
        language ??= document.documentElement.lang;
      }
      const seen = facts.of(page);
      const said = JSON.stringify(seen);
      if (seen && (isForced || said !== told)) {
        isForced = false;
        if (said !== told) saidOfPicking = undefined;
        told = said;
        pace.hasNews();
        const answer = await askAsHelper({ type: 'helper/look', page: seen });
        if (signal.aborted) return;
        if (!answer) return lookOnceMore();
        ({ plan, nonce, dashboardName } = answer);
        panel.dock(answer.place);
        if (page.kind !== 'form') forgetForm();
        // What is shown once more is read once more.
        if (page.kind !== 'pair') triedReading = '';
        await carryOut(page);
      } else if (plan.kind === 'capture' && page.kind === 'pair') await takeShown(page, plan.consumerName);
      else if (page.kind === 'unclear') showStrange();
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
    if (signal.aborted) return;
    lookAnew();
    clearTimeout(againTimer);
    againTimer = setTimeout(schedule, askAgainMs);
  };

  const lookAnew = () => {
    isForced = true;
    actedOn = '';
    triedReading = '';
  };

  /** What was pressed, and what changed, while something was done has its turn now. */
  const rest = () => {
    isBusy = false;
    const next = pressed.shift();
    if (next) return next();
    if (!isMissed) return;
    isMissed = false;
    schedule();
  };

  const forgetForm = () => {
    form.forget();
    complaint = undefined;
  };

  const carryOut = async (page: Page) => {
    const once = `${plan.kind} ${told}`;
    const isFresh = actedOn !== once;
    actedOn = once;
    if (plan.kind !== 'await-pair') watch.end();
    if (plan.kind !== 'capture' || page.kind !== 'pair') forgetUnreadable();
    switch (plan.kind) {
      case 'nothing':
        return show({ kind: 'hidden' });
      case 'introduce':
      case 'log-in':
      case 'translated':
      case 'choose-workspace':
        return show({ kind: plan.kind });
      case 'not-saved':
        return show({ kind: 'not-saved', consumerName: plan.wanted.name, isPart: plan.isPart });
      case 'offer':
        if (saidOfPicking) return show(saidOfPicking);
        // What the person's press has found out is not taken back by a look that was on its way.
        if (page.kind === 'pair' && saidUnreadable && triedReading === JSON.stringify(page.reading))
          return show(saidUnreadable);
        return show({
          kind: 'offer',
          canFill: page.kind === 'form',
          canCapture: page.kind === 'list' || page.kind === 'pair',
          canPoint: page.kind === 'unclear',
        });
      case 'redirect':
      case 'list-waits':
        return show(plan);
      case 'ask':
        return page.kind === 'unclear' ? showStrange() : show({ kind: 'ask', sheet: undefined });
      case 'open-form':
        show({ kind: 'busy', what: 'opening' });
        if (isFresh) void pressOnList((list) => (plan.kind === 'open-form' ? list.create : undefined));
        return;
      case 'fill':
        watch.forget();
        if (page.kind === 'form' && !form.isFilled) await fill(page, plan.wanted, false);
        return;
      case 'await-pair':
        show({ kind: 'awaiting', consumerName: plan.consumerName });
        return watch.begin();
      case 'capture':
        if (page.kind === 'pair') return takeShown(page, plan.consumerName);
        if (isFresh) await captureInRow(plan.consumerName);
        return;
      case 'inspect':
        if (isFresh) await inspect(page, plan.keyHint);
        return;
      case 'follow': {
        const isPair = page.kind === 'pair' && page.reading.kind === 'pair';
        const isShown = isPair && hint(page.reading.pair.key) === plan.held;
        // Of another pair than the one on the page nothing is said beside it.
        return show({
          ...plan,
          isShown: isShown && isInDialog(page),
          held: isPair && !isShown ? undefined : plan.held,
        });
      }
    }
  };

  /**
   * Presses what is on the list now, not what was there before something was waited for: a list that is still loading is
   * drawn anew in between. Again while the list stays.
   */
  const pressOnList = async (
    find: (list: List) => HTMLElement | undefined | Promise<HTMLElement | undefined>,
    left = presses,
  ): Promise<void> => {
    clearTimeout(pressTimer);
    const page = lookHere();
    if (page.kind !== 'list' && page.kind !== 'unclear') return;
    const target = page.kind === 'list' ? await find(page) : undefined;
    if (signal.aborted) return;
    target?.click();
    const ms = target ? pressAgainMs : comesSoonMs;
    if (left > 1) pressTimer = setTimeout(() => void pressOnList(find, left - 1), ms);
  };

  const fill = async (page: FormPage, wanted: WantedConsumer, overwrite: boolean) => {
    show({ kind: 'busy', what: 'filling' });
    await form.fill(page, wanted, overwrite);
    await reportName(page);
    showForm(page);
  };

  const wantedNow = () =>
    plan.kind === 'fill' || plan.kind === 'offer' || plan.kind === 'not-saved' || plan.kind === 'ask'
      ? plan.wanted
      : undefined;

  /** The form as it stands: what was filled, with what the person changed since. */
  const showForm = (page: FormPage) => {
    const wanted = wantedNow();
    if (!wanted || !form.isFilled) return;
    const items = form.look(page, wanted);
    const sheet = { items, wanted, needed: neededItems(page.generation, wanted) };
    show({ kind: 'form', sheet, complaint, isUndone: form.isUndone });
  };

  /** A page that is not understood, with what it has so far of what the form needs. */
  const showStrange = () => {
    if (plan.kind !== 'ask') return;
    // The marks of the picking, as they go, are changes of the page, too.
    if (saidOfPicking) return show(saidOfPicking);
    const { wanted } = plan;
    if (!wanted) return show({ kind: 'ask', sheet: undefined });
    const { body } = document;
    const { pathname } = location;
    const own = generations.find((each) => each.formPath.test(pathname));
    // The words of the permissions are the same in every generation.
    const parts = partsByWords(body, own ?? today);
    const items = inspectStrange(body, own, wanted, parts);
    const hasValue = items.some(({ item, state }) => isText(item) && state === 'right');
    // Where nothing can be written it is no form; after one it may be what comes then.
    const isNoForm = textFields(body).length === 0 || (plan.isFilled && !hasValue);
    if (isNoForm) return show({ kind: 'ask', sheet: undefined });
    const sheet: FormSheet = {
      items: items.map((each) => ({ ...each, tab: undefined })),
      wanted,
      needed: items.map((each) => each.item),
    };
    show({ kind: 'ask', sheet });
    const isNamed = items.some(({ item, state }) => item === 'name' && state === 'right');
    if (isNamed) void tellName(wanted.name).catch(lookOnceMore);
  };

  let reportedName = '';
  /** As it stands in the form, even when Save follows faster than anything can be reported. */
  let typedName = '';
  const noteName = (page: Page) => {
    if (page.kind !== 'form' || plan.kind !== 'fill') return;
    const field = page.parts.field('name');
    if (field) typedName = field.element.value.trim();
  };
  const reportName = async (page: FormPage) => {
    noteName(page);
    if (plan.kind === 'fill') await tellName(typedName);
  };
  const tellName = async (name: string) => {
    if (name === '' || name === reportedName) return;
    await askAsHelper({ type: 'helper/filled', nonce, name });
    reportedName = name;
  };

  const watchForm = async (page: FormPage) => {
    if (!form.isFilled) return;
    // The name before the complaint: a complaint is about the name that was sent, a new name puts it right.
    await reportName(page);
    const said = page.complaint;
    if (said !== complaint) {
      if (said && plan.kind === 'fill') await askAsHelper({ type: 'helper/refused', nonce, complaint: said });
      complaint = said;
    }
    showForm(page);
  };

  /** Takes what a dialog or a page of its own shows, as often as that changes until it is a pair. */
  const takeShown = async (page: PairPage, consumerName: string | undefined) => {
    const reading = JSON.stringify(page.reading);
    if (reading === triedReading) return;
    triedReading = reading;
    saidUnreadable = undefined;
    watch.end();
    if (heldKey === undefined) show({ kind: 'busy', what: 'reading-shown' });
    const taken = await capturePair(lookHere, consumerName, heldKey);
    if (taken.kind === 'half') {
      heldKey = taken.key;
      return show({ kind: 'half' });
    }
    if (taken.kind === 'captured') {
      const now = lookHere();
      // What was uncovered on the way is what was taken: it is not taken once more.
      if (now.kind === 'pair' && now.reading.kind === 'pair' && now.reading.pair.secret === taken.pair.secret)
        triedReading = JSON.stringify(now.reading);
      return show(await handIn(taken.consumer, taken.pair));
    }
    const reason = taken.kind === 'failed' ? taken.reason : 'no-key';
    saidUnreadable = { kind: 'unreadable', reason, isShownOnce: true };
    show(saidUnreadable);
    if (plan.kind !== 'capture' || signal.aborted) return;
    unreadableTimer ??= setTimeout(() => void tellUnreadable(reason), unreadableMs);
  };

  const forgetUnreadable = () => {
    clearTimeout(unreadableTimer);
    unreadableTimer = undefined;
  };

  const tellUnreadable = (reason: string) =>
    askAsHelper({ type: 'helper/unreadable', nonce, reason }).catch(lookOnceMore);

  /** No dialog came. Should it come after all, its pair is taken. */
  const tellMissed = () => askAsHelper({ type: 'helper/no-pair', nonce }).catch(lookOnceMore);

  const captureInRow = async (consumerName: string | undefined) => {
    show({ kind: 'busy', what: 'reading' });
    const taken = await capturePair(lookHere, consumerName, undefined);
    switch (taken.kind) {
      case 'open-a-row':
        return show({ kind: 'trouble', trouble: 'open-a-row' });
      case 'captured':
        return show(await handIn(taken.consumer, taken.pair));
      case 'half':
      case 'failed': {
        const reason = taken.kind === 'half' ? 'no-secret' : taken.reason;
        show({ kind: 'unreadable', reason, isShownOnce: false });
        if (plan.kind === 'capture') await tellUnreadable(reason);
      }
    }
  };

  /** Gives the pair to the vault; gives back what is to be said of it. */
  const handIn = async (consumer: string, pair: ShownPair): Promise<PanelState> => {
    const isOffered = plan.kind === 'offer';
    forgetUnreadable();
    const answer = await askAsHelper({
      type: 'helper/pair',
      nonce,
      consumer: consumer || typedName,
      ...pair,
    });
    if (!answer?.kept) return { kind: 'trouble', trouble: 'not-kept' };
    heldKey = undefined;
    if (isOffered) return { kind: 'waiting' };
    return { kind: 'kept', keyHint: hint(pair.key), isShown: isInDialog(lookHere()) };
  };

  /** Lets the person pick something on the page. Nothing else is done meanwhile; afterwards the page is looked at anew. */
  const pick = async (let_: (signal: AbortSignal) => Promise<PanelState | undefined>) => {
    if (picking) return picking.abort();
    picking = new AbortController();
    saidOfPicking = undefined;
    const after = await let_(AbortSignal.any([signal, picking.signal])).finally(() => {
      picking = undefined;
    });
    if (signal.aborted) return;
    if (after?.kind === 'unreadable' || after?.kind === 'trouble') saidOfPicking = after;
    if (after) show(after);
    isForced = true;
    scheduleSoon();
  };

  /** The two values; what is chosen is checked like any other pair. */
  const point = () =>
    pick(async (ended) => {
      const onStep = (step: 'key' | 'secret') => show({ kind: 'pointing', step });
      const chosen = await pointAtPair(document, panel.owns, onStep, ended);
      if (chosen?.kind === 'none')
        return { kind: 'unreadable', reason: chosen.reason, isShownOnce: plan.kind === 'capture' };
      return chosen && handIn('', chosen.pair).catch(() => noAnswer);
    });

  /** The field for one of the form's values. */
  const put = (item: FormItem) =>
    pick(async (ended) => {
      const wanted = wantedNow();
      if (!isText(item) || !wanted) return undefined;
      show({ kind: 'putting', item });
      await putWherePicked(document, panel.owns, wanted[item], ended);
      return undefined;
    });

  const inspect = async (page: Page, keyHint: string) => {
    show({ kind: 'busy', what: 'reading' });
    if (page.kind === 'list') {
      const entry = await findByKey(keyHint, lookHere);
      await askAsHelper({ type: 'helper/found', nonce, name: entry?.name ?? null });
      if (entry)
        void pressOnList(async (list) => {
          const here = list.entries.find((each) => each.name === entry.name);
          // Drawn anew, a list is back on its first page.
          const now = here ?? (await findByKey(keyHint, lookHere));
          return plan.kind === 'inspect' && now ? findEdit(now) : undefined;
        });
    } else if (page.kind === 'form') {
      const settings = await readForm(page.parts, () => settle(document.body));
      await askAsHelper({ type: 'helper/form-read', nonce, settings: settings ?? null });
    }
  };

  const sayNoAnswer = () => show(noAnswer);

  /** Does what was pressed, as soon as nothing else is under way; says where its answer was lost. */
  const inTurn = (action: (page: Page) => Promise<void> | void) => () => {
    const act = async () => {
      isBusy = true;
      try {
        await action(lookHere());
      } catch {
        sayNoAnswer();
      } finally {
        rest();
      }
    };
    if (isBusy) pressed.push(() => void act());
    else void act();
  };

  const actions: PanelActions = {
    fill: inTurn(async (page) => {
      const wanted = wantedNow();
      if (page.kind === 'form' && wanted) await fill(page, wanted, true);
      else if (page.kind === 'list') page.create.click();
    }),
    undo: inTurn(async (page) => {
      if (page.kind !== 'form' || !form.isFilled) return;
      await form.undo();
      showForm(page);
    }),
    capture: inTurn(async (page) => {
      triedReading = '';
      const name = plan.kind === 'capture' ? plan.consumerName : undefined;
      await (page.kind === 'pair' ? takeShown(page, name) : captureInRow(name));
    }),
    point: () => void point(),
    put: (item) => void put(item),
    lead: (item) =>
      inTurn(async (page) => {
        if (page.kind === 'form') await form.lead(page, item);
      })(),
    copy: copyText,
    go: (address) => location.assign(address),
    open: () => {
      askAsHelper({ type: 'helper/open' }).catch(sayNoAnswer);
    },
    place(place) {
      // Should it not be written down, only the next page does not know.
      askAsHelper({ type: 'helper/place', place }).catch(() => undefined);
    },
  };

  const observer = new MutationObserver((changes) => {
    const own = changes.filter((change) => !panel.owns(change.target));
    if (own.length === 0) return;
    watch.note(own, generations);
    schedule();
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const onInput = () => {
    if (plan.kind === 'fill') noteName(lookHere());
    scheduleSoon();
  };
  document.addEventListener('input', onInput, { capture: true, signal });
  // What is animated into sight changes nothing in the document when it is there.
  for (const end of ['animationend', 'transitionend'] as const)
    document.addEventListener(end, schedule, { capture: true, signal });
  addEventListener('popstate', scheduleSoon, { signal });
  addEventListener('pageshow', scheduleSoon, { signal });
  onLookAgain(() => {
    isForced = true;
    scheduleSoon();
  }, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    facts.end();
    clearTimeout(timer);
    clearTimeout(unreadableTimer);
    clearTimeout(pressTimer);
    clearTimeout(againTimer);
  });
  schedule();
}
