import { render } from 'preact';
import type { FormItem, ItemState } from '../bitbucket/form';
import { permissionOf, scopes } from '../bitbucket/scopes';
import { language, type MessageKey, t } from '../extension/text';
import { fixes, type Problem } from '../setup/diagnose';
import { Button } from '../ui/button';
import components from '../ui/components.css?inline';
import { problemParams, readingWords } from '../ui/problem';
import tokens from '../ui/tokens.css?inline';
import type { Panel, PanelActions, PanelState } from './conductor';
import styles from './panel.css?inline';

/**
 * The panel on Bitbucket's pages, in a closed shadow root with styles of its own: the page can neither read nor style
 * it. It is only there while it has something to say.
 */
export function createPanel(document: Document, signal: AbortSignal): Panel {
  const host = document.createElement('div');
  // Nothing that the page's styles say about elements reaches the host.
  host.style.cssText =
    'all: initial !important; position: fixed !important; inset: auto 16px 16px auto !important; z-index: 2147483647 !important;';
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [tokens, components, styles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  signal.addEventListener('abort', () => {
    render(null, root);
    host.remove();
  });
  return {
    owns: (node) => node === host,
    show(state, dashboardName, actions) {
      if (state.kind === 'hidden') return host.remove();
      if (!host.isConnected) document.documentElement.append(host);
      render(<PanelView state={state} dashboardName={dashboardName} actions={actions} />, root);
    },
  };
}

interface PanelViewProps {
  readonly state: Exclude<PanelState, { kind: 'hidden' }>;
  readonly dashboardName: string;
  readonly actions: PanelActions;
}

function PanelView({ state, dashboardName, actions }: PanelViewProps) {
  const { says, isTrouble } = wordsOf(state, dashboardName);
  const can = buttonsOf(state);
  return (
    <section class="surface panel" aria-label={t('title')} lang={language()}>
      <header>
        <strong>{t('title')}</strong>
      </header>
      {isTrouble ? <p role="alert">{says}</p> : <p role="status">{says}</p>}
      {state.kind === 'follow' && state.isKept && <p class="quiet">{t('helperKept')}</p>}
      {state.kind === 'form' && state.complaint !== undefined && (
        <p class="problem" role="alert">
          {t('helperRefused', state.complaint)}
        </p>
      )}
      {state.kind === 'form' && !state.isUndone && <Items items={state.items} />}
      <div class="buttons">
        {can.fill && <Button onPress={trusted(actions.fill)}>{t('fillForm')}</Button>}
        {can.undo && <Button onPress={trusted(actions.undo)}>{t('undo')}</Button>}
        {state.kind === 'redirect' && (
          <Button look="primary" onPress={trusted(() => actions.go(state.address))}>
            {t('goToConsumers')}
          </Button>
        )}
        {can.point && <Button onPress={trusted(actions.point)}>{t('pointAtValues')}</Button>}
        {state.kind === 'pointing' && <Button onPress={trusted(actions.point)}>{t('cancel')}</Button>}
        {can.capture && <Button onPress={trusted(actions.capture)}>{t('capturePair')}</Button>}
        <Button look="quiet" onPress={trusted(actions.open)}>
          {t('openKeyferry')}
        </Button>
      </div>
    </section>
  );
}

/** A click counts only when a person made it. */
const trusted = (action: () => void) => (event: MouseEvent) => {
  if (event.isTrusted) action();
};

function wordsOf(
  state: PanelViewProps['state'],
  dashboardName: string,
): { says: string; isTrouble?: boolean } {
  switch (state.kind) {
    case 'introduce':
      return { says: t('helperIntroduce') };
    case 'offer':
      return { says: t('helperOffer', dashboardName) };
    case 'redirect':
      return { says: t('helperWrongPlace') };
    case 'log-in':
      return { says: t('helperLogIn') };
    case 'ask':
      return { says: t('helperAsk'), isTrouble: true };
    case 'pointing':
      return { says: t(state.step === 'key' ? 'helperPointKey' : 'helperPointSecret') };
    case 'half':
      return { says: t('helperHalf') };
    case 'busy':
      return {
        says: t(
          { opening: 'helperOpening', filling: 'helperFilling', reading: 'helperReading' }[
            state.what
          ] as MessageKey,
        ),
      };
    case 'form':
      return { says: state.isUndone ? t('helperUndone') : t('helperForm') };
    case 'not-saved':
      return { says: t('helperNotSaved') };
    case 'choose-workspace':
      return { says: t('helperWorkspace') };
    case 'kept':
      return { says: t('helperKept') };
    case 'waiting':
      return { says: t('helperWaiting') };
    case 'trouble':
      return {
        says: t(
          { 'not-kept': 'helperNotKept', 'open-a-row': 'helperOpenRow', updated: 'helperUpdated' }[
            state.trouble
          ] as MessageKey,
        ),
        isTrouble: true,
      };
    case 'unreadable':
      return {
        says: t('helperUnreadable', readingWords(state.reason)),
        isTrouble: true,
      };
    case 'follow':
      return followWords(state, dashboardName);
  }
}

function followWords(state: Extract<PanelState, { kind: 'follow' }>, dashboardName: string) {
  switch (state.state) {
    case 'done':
      return { says: t('helperDone') };
    case 'stopped':
      return { says: state.problem ? problemWords(state.problem) : t('helperStopped'), isTrouble: true };
    case 'needs-you':
      return { says: t('helperNeedsYou') };
    case 'working': {
      const step = state.step === 'send' ? t('step_send', dashboardName) : t(`step_${state.step}`);
      return { says: t('helperWorking', step) };
    }
  }
}

/** What happened and what to do; the reasons are in the popup. */
const problemWords = (problem: Problem): string => {
  const params = problemParams(problem);
  return `${t(`problem_${problem.code}_what`, ...params)} ${t(`problem_${problem.code}_todo`, ...params)}`;
};

function buttonsOf(state: PanelViewProps['state']) {
  return {
    fill: (state.kind === 'offer' && state.canFill) || state.kind === 'form' || state.kind === 'not-saved',
    undo: state.kind === 'form' && !state.isUndone,
    point:
      state.kind === 'ask' ||
      state.kind === 'unreadable' ||
      (state.kind === 'offer' && state.canPoint) ||
      (state.kind === 'follow' && state.problem !== undefined && fixes[state.problem.code] === 'paste'),
    capture:
      (state.kind === 'offer' && state.canCapture) ||
      state.kind === 'unreadable' ||
      (state.kind === 'trouble' && state.trouble === 'open-a-row'),
  };
}

const itemLabel = (item: FormItem): string => {
  const scope = scopes.find((each) => each === item);
  if (!scope) return t(`item_${item}` as MessageKey);
  const { group, label } = permissionOf(scope);
  return `${group}: ${label}`;
};

/** The dashboard does not care what a consumer is called or says of itself: there the person's own words are right. */
const shownState = ({ item, state }: ItemState) =>
  state === 'kept' && ['name', 'description', 'url'].includes(item) ? 'own' : state;

const Items = ({ items }: { items: readonly ItemState[] }) => (
  <ul class="items" aria-label={t('itemsName')}>
    {items.map(({ item, state }) => (
      <li key={item} data-state={shownState({ item, state })}>
        <span>{itemLabel(item)}</span>{' '}
        <span class="state">{t(`itemState_${shownState({ item, state })}`)}</span>
      </li>
    ))}
  </ul>
);
