import { isListedAs } from '../bitbucket/list';
import type { Page } from '../bitbucket/page';
import { askAsHelper, isExtensionAlive } from '../extension/messages/ask-as-helper';
import { hint } from '../secret';
import type { HelperPlan } from '../setup/helper-plan';
import { createActions } from './actions';
import { isRedirected } from './capture';
import { createFacts } from './facts';
import { createFormFilling } from './form-filling';
import { createHandIn, isInDialog } from './hand-in';
import { inspect } from './inspect';
import { createPairWatch } from './pair-watch';
import type { Panel } from './panel/state';
import { createPicking } from './picking';
import { createPress } from './press';
import { createRetiring } from './retire';
import { isForeign, strangeState } from './strange';
import { createTurns } from './turns';
import { openVisit } from './visit';
import { watchPage } from './watch';

const adviceMs = 30_000;

/**
 * Looks at the page whenever it changes, tells the background what it is, and does what the plan for it says. Ends,
 * and leaves nothing behind, when the signal does.
 */
export function conduct(panel: Panel, leaving: AbortController): void {
  const { signal } = leaving;
  /** The page that the plan is for, as it was told. */
  let told = '';
  /** Whether the next look tells the page even if it has not changed. */
  let isForced = false;
  /** The page on which the plan was carried out, so that each is acted on once. */
  let actedOn = '';

  const visit = openVisit(panel, () => actions, signal);
  /** Tells the page once more, even if it has not changed. */
  const lookAnew = () => {
    isForced = true;
    watch.scheduleSoon();
  };
  /** A message or its answer was lost, as when the background was just stopped: look, and act, once more. */
  const lookOnceMore = () => {
    if (signal.aborted) return;
    isForced = true;
    actedOn = '';
    pairs.forget();
    watch.again();
  };

  /** Keeps the background awake for Save: a new document would cut off a message that wakes it only then. */
  const stayAwake = () => {
    if (form.isFilled) lookAnew();
  };

  const turns = createTurns(() => watch.schedule());
  const facts = createFacts(() => watch.scheduleSoon());
  signal.addEventListener('abort', facts.end);
  const press = createPress(visit.look, signal);
  const form = createFormFilling(visit, lookOnceMore);
  /** No dialog came. If one comes after all, its pair is taken; one that has just come is about to be looked at. */
  const tellMissed = () => {
    if (visit.look().kind !== 'pair') void visit.tell('helper/no-pair', {}).catch(lookOnceMore);
  };
  const pairWatch = createPairWatch(tellMissed, signal);
  const pairs = createHandIn(visit, form, pairWatch, lookOnceMore);
  const picking = createPicking(visit, pairs.handIn, panel.owns, lookAnew);
  const retiring = createRetiring(visit);
  const actions = createActions(visit, turns, form, pairs, picking);

  const look = () => {
    if (!signal.aborted && !picking.isOn) turns.look(lookNow, lookOnceMore);
  };

  const lookNow = async () => {
    if (!isExtensionAlive()) return sayUpdated();
    const page = visit.look();
    if (page.kind === 'elsewhere' && page.route.kind === 'other') return leaving.abort();
    visit.understand(page);
    const seen = facts.of(page);
    const said = JSON.stringify(seen);
    if (seen && (isForced || said !== told)) {
      isForced = false;
      if (said !== told) picking.forget();
      told = said;
      watch.hasNews();
      const answer = await askAsHelper({ type: 'helper/look', page: seen, isRedirected: isRedirected() });
      // While the person picks on a page, nothing is said of it; it is looked at again afterwards.
      if (signal.aborted || picking.isOn) return;
      if (!answer) return lookOnceMore();
      visit.take(answer);
      panel.dock(answer.place);
      if (page.kind !== 'form') form.forget();
      // What is shown again is read again.
      if (page.kind !== 'pair') pairs.forget();
      await carryOut(visit.plan, page);
    } else if (visit.plan.kind === 'capture' && page.kind === 'pair')
      await pairs.takeShown(page, visit.plan.consumerName);
    else if (page.kind === 'unclear') showStrange();
    if (page.kind === 'form') await form.looked(page);
    if (visit.plan.kind === 'retire') retiring.keep(page);
    panel.keepClear(page.kind === 'form' ? page.save : undefined);
  };

  const sayUpdated = () => {
    visit.show({ kind: 'trouble', trouble: 'updated' });
    watch.disconnect();
    // Long enough for its one line of advice to be read.
    setTimeout(() => leaving.abort(), adviceMs);
  };

  const carryOut = async (plan: HelperPlan, page: Page) => {
    const once = `${plan.kind} ${told}`;
    const isFresh = actedOn !== once;
    actedOn = once;
    if (plan.kind !== 'await-pair') pairWatch.end();
    if (plan.kind !== 'retire') retiring.end();
    if (plan.kind !== 'capture' || page.kind !== 'pair') pairs.end();
    switch (plan.kind) {
      case 'nothing':
        return visit.show({ kind: 'hidden' });
      case 'introduce':
      case 'log-in':
      case 'translated':
      case 'under-way':
        return visit.show({ kind: plan.kind });
      case 'offered':
        return visit.show({ kind: 'waiting' });
      case 'not-saved':
        return visit.show({ kind: 'not-saved', consumerName: plan.wanted.name, isPart: plan.isPart });
      case 'offer':
        return showOffer(page);
      case 'redirect':
      case 'elsewhere':
      case 'list-waits':
      case 'choose-workspace':
        return visit.show(plan);
      case 'ask':
        return page.kind === 'unclear'
          ? showStrange()
          : visit.show({ kind: 'ask', sheet: undefined, isForeign: isForeign(document.body) });
      case 'open-form':
        visit.show({ kind: 'busy', what: 'opening' });
        if (isFresh) void press((list) => (visit.plan.kind === 'open-form' ? list.create : undefined));
        return;
      case 'fill':
        pairWatch.forget();
        if (page.kind === 'form' && !form.isFilled) await form.fill(page, plan.wanted, false);
        return;
      case 'mend':
        return mend(plan, page);
      case 'await-pair':
        visit.show({ kind: 'awaiting', consumerName: plan.consumerName });
        return pairWatch.begin();
      case 'capture':
        if (page.kind === 'pair') return pairs.takeShown(page, plan.consumerName);
        if (isFresh) await pairs.takeInRow(plan.consumerName);
        return;
      case 'inspect':
        if (isFresh) await inspect(visit, press, page, plan);
        return;
      case 'retire':
        if (isFresh) await retiring.look(plan);
        return;
      case 'follow':
        return showCourse(plan, page);
    }
  };

  /** Another consumer's form is left alone. */
  const mend = async (plan: Extract<HelperPlan, { kind: 'mend' }>, page: Page) => {
    if (page.kind !== 'form' || form.isFilled) return;
    const name = page.parts.field('name')?.element.value;
    if (name === undefined || !isListedAs(name, plan.consumerName)) return visit.show({ kind: 'hidden' });
    await form.fill(page, plan.wanted, true);
  };

  const showOffer = (page: Page) =>
    visit.show(
      // A look that was under way does not replace what the person's press has found out.
      picking.said ??
        pairs.saidOf(page) ?? {
          kind: 'offer',
          canFill: page.kind === 'form',
          canCapture: page.kind === 'list' || page.kind === 'pair',
          canPoint: page.kind === 'unclear',
        },
    );

  /** A page that is not understood, with what it already has of what the form needs. */
  const showStrange = () => {
    const { plan } = visit;
    if (plan.kind !== 'ask') return;
    // The picking's marks change the page, too, as they go.
    if (picking.said) return visit.show(picking.said);
    const state = strangeState(document.body, location.pathname, plan);
    visit.show(state);
    const isNamed = state.sheet?.items.some((each) => each.item === 'name' && each.state === 'right');
    if (isNamed && plan.wanted) void form.tellName(plan.wanted.name).catch(lookOnceMore);
  };

  const showCourse = (plan: Extract<HelperPlan, { kind: 'follow' }>, page: Page) => {
    const isPair = page.kind === 'pair' && page.reading.kind === 'pair';
    const isShown = isPair && hint(page.reading.pair.key) === plan.held;
    // Nothing is said of the held pair beside another one, or beside one that nobody can read.
    const held = page.kind === 'pair' && !isShown ? undefined : plan.held;
    visit.show({ ...plan, isShown: isShown && isInDialog(page), held });
  };

  const watch = watchPage(
    {
      look,
      changed: pairWatch.note,
      typed: form.typed,
      stirred: stayAwake,
      movedOn: lookAnew,
      owns: panel.owns,
    },
    signal,
  );
}
