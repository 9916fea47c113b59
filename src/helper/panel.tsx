import { type JSX, render } from 'preact';
import type { FormItem, ItemState } from '../bitbucket/form';
import { loginScopes, permissionOf, scopes } from '../bitbucket/scopes';
import { stepLabel } from '../extension/note';
import { type Corner, type PanelPlace, usualPlace } from '../extension/panel-place';
import { language, type MessageKey, t } from '../extension/text';
import { fixes, type Problem } from '../setup/diagnose';
import { Button } from '../ui/button';
import components from '../ui/components.css?inline';
import { CollapseIcon, ExpandIcon, Logo, MoveIcon } from '../ui/icons';
import { problemParams, readingWords } from '../ui/problem';
import tokens from '../ui/tokens.css?inline';
import type { Panel, PanelActions, PanelState } from './conductor';
import { createDock, insetOf, nextCorner } from './dock';
import styles from './panel.css?inline';
import { type Sight, watchSight } from './sight';

/**
 * The panel on Bitbucket's pages, in a closed shadow root with styles of its own: the page can neither read nor style
 * it. It is only there while it has something to say, and covers nothing that has to stay in sight.
 */
export function createPanel(document: Document, signal: AbortSignal): Panel {
  const host = document.createElement('div');
  host.style.cssText = pinnedAt(insetOf[usualPlace.corner]);
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [tokens, components, styles].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  /** What was last asked to be shown; undefined while the panel is away. */
  let shown: Pick<PanelViewProps, 'state' | 'dashboardName' | 'actions'> | undefined;
  /** Once the page was caught at covering the panel, nothing on it can be pressed any more. */
  let isGivenUp = false;
  let sight: Sight | undefined;
  const pinned = pin(host, () => shown !== undefined, signal);
  const dock = createDock(host, {
    surface: () => root.querySelector<HTMLElement>('section') ?? undefined,
    isShown: () => shown !== undefined,
    stand: (inset) => pinned.at(pinnedAt(inset)),
    draw: () => draw(),
    signal,
  });

  const draw = () => {
    if (!shown) return;
    const state = isGivenUp ? covered : shown.state;
    const { isFolded, place } = dock;
    render(
      <PanelView
        {...shown}
        state={state}
        press={press}
        isFolded={isFolded}
        place={place}
        corner={() => dock.corner}
        choosePlace={choosePlace}
        drag={drag}
      />,
      root,
    );
    const [surface] = root.children;
    if (surface) sight ??= watchSight(host, surface, signal);
  };
  /** A click counts only when a person made it, and could see what it was on. */
  const press: Press = (action) => (event) => {
    if (!event.isTrusted || isGivenUp) return;
    // A press by keyboard has no place: the panel's own corner stands for it.
    const { left, top } = host.getBoundingClientRect();
    const [x, y] = event.detail === 0 ? [left + 20, top + 20] : [event.clientX, event.clientY];
    if (!sight?.isDoubtful(x, y)) return action();
    isGivenUp = true;
    draw();
  };
  const choosePlace = (place: PanelPlace) => {
    dock.choose(place);
    shown?.actions.place(place);
  };
  const drag = (event: PointerEvent) => {
    if (event.isTrusted) dock.drag(event, choosePlace);
  };

  signal.addEventListener('abort', () => {
    shown = undefined;
    render(null, root);
    host.remove();
  });
  return {
    owns: (node) => node === host,
    dock: dock.take,
    keepClear: dock.keepClear,
    show(state, dashboardName, actions) {
      const isNew = shown?.state.kind !== state.kind;
      shown = state.kind === 'hidden' ? undefined : { state, dashboardName, actions };
      if (!shown) return host.remove();
      pinned.keep();
      if (isNew) dock.sayAnew();
      else draw();
    },
  };
}

const covered = { kind: 'trouble', trouble: 'covered' } as const;

/** Nothing that the page's styles say about elements reaches the host. */
const pinnedAt = (inset: string) =>
  `all: initial !important; position: fixed !important; inset: ${inset} !important; z-index: 2147483647 !important;`;

/** A page that takes the panel away or changes it so often gets its way; the popup can do all that the panel does. */
const patience = 20;

interface Pinned {
  /** Puts the host where it belongs, as it was. */
  keep(): void;
  /** From now on it belongs there. */
  at(style: string): void;
}

/** Puts the host back where it belongs, as it was, when the page moves, changes or removes it. */
function pin(host: HTMLElement, isWanted: () => boolean, signal: AbortSignal): Pinned {
  const page = host.ownerDocument.documentElement;
  let left = patience;
  let given = host.style.cssText;
  let styled = given;
  const keepInPlace = () => {
    if (host.parentNode !== page) page.append(host);
    for (const name of host.getAttributeNames()) if (name !== 'style') host.removeAttribute(name);
    if (host.style.cssText !== styled) host.style.cssText = given;
    host.replaceChildren();
    observer.takeRecords();
  };
  const observer = new MutationObserver(() => {
    if (!isWanted()) return;
    const isAsItWas =
      host.parentNode === page && host.style.cssText === styled && host.getAttributeNames().length === 1;
    if (isAsItWas || left === 0) return;
    left -= 1;
    keepInPlace();
  });
  observer.observe(page, { childList: true });
  observer.observe(host, { attributes: true, childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    keep() {
      if (left > 0) keepInPlace();
    },
    at(style) {
      if (style === given) return;
      given = style;
      host.style.cssText = style;
      styled = host.style.cssText;
      observer.takeRecords();
    },
  };
}

/** Makes a click on a button do something, where the click is a person's. */
type Press = (action: () => void) => (event: MouseEvent) => void;

interface PanelViewProps {
  readonly state: Exclude<PanelState, { kind: 'hidden' }>;
  readonly dashboardName: string;
  readonly actions: PanelActions;
  readonly press: Press;
  readonly isFolded: boolean;
  readonly place: PanelPlace;
  /** Where it stands now. */
  readonly corner: () => Corner;
  readonly choosePlace: (place: PanelPlace) => void;
  readonly drag: (event: PointerEvent) => void;
}

function PanelView(props: PanelViewProps) {
  const { state, dashboardName, actions, press, place, corner, choosePlace, drag } = props;
  const { says, isTrouble } = wordsOf(state, dashboardName);
  const can = buttonsOf(state);
  // What went wrong is never folded up.
  const isFolded = props.isFolded && !isTrouble;
  return (
    <section
      class={isFolded ? 'surface panel folded' : 'surface panel'}
      aria-label={t('title')}
      lang={language()}
    >
      {/* The pointer drags it; the keyboard has a button. */}
      <header onPointerDown={drag}>
        <Logo size={20} />
        <strong>{t('title')}</strong>
        {!isCovered(state) && (
          <>
            <IconButton
              name={t('movePanel')}
              onPress={press(() => choosePlace({ ...place, corner: nextCorner(corner()) }))}
            >
              <MoveIcon />
            </IconButton>
            <IconButton
              name={t(isFolded ? 'expand' : 'collapse')}
              isExpanded={!isFolded}
              onPress={press(() => choosePlace({ ...place, isCollapsed: !isFolded }))}
            >
              {isFolded ? <ExpandIcon /> : <CollapseIcon />}
            </IconButton>
          </>
        )}
      </header>
      <p {...(isTrouble ? { role: 'alert' } : { role: 'status', ...(isFolded ? { class: 'unseen' } : {}) })}>
        {says}
      </p>
      {!isFolded && <Content state={state} can={can} actions={actions} press={press} />}
    </section>
  );
}

function IconButton(props: {
  readonly name: string;
  readonly isExpanded?: boolean;
  readonly onPress: (event: MouseEvent) => void;
  readonly children: JSX.Element;
}) {
  return (
    <button
      type="button"
      class="button quiet icon"
      aria-label={props.name}
      title={props.name}
      aria-expanded={props.isExpanded}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

function Content({
  state,
  can,
  actions,
  press,
}: Pick<PanelViewProps, 'state' | 'actions' | 'press'> & { can: ReturnType<typeof buttonsOf> }) {
  return (
    <>
      {state.kind === 'follow' && state.isKept && <p class="quiet">{t('helperKept')}</p>}
      {state.kind === 'form' && state.complaint !== undefined && (
        <p class="problem" role="alert">
          {t('helperRefused', state.complaint)}
        </p>
      )}
      {state.kind === 'form' && !state.isUndone && <Items items={state.items} />}
      <div class="buttons">
        {can.fill && <Button onPress={press(actions.fill)}>{t('fillForm')}</Button>}
        {can.undo && <Button onPress={press(actions.undo)}>{t('undo')}</Button>}
        {state.kind === 'redirect' && (
          <Button look="primary" onPress={press(() => actions.go(state.address))}>
            {t('goToConsumers')}
          </Button>
        )}
        {can.point && <Button onPress={press(actions.point)}>{t('pointAtValues')}</Button>}
        {state.kind === 'pointing' && <Button onPress={press(actions.point)}>{t('cancel')}</Button>}
        {can.capture && <Button onPress={press(actions.capture)}>{t('capturePair')}</Button>}
        {!isCovered(state) && (
          <Button look="quiet" onPress={press(actions.open)}>
            {t('openKeyferry')}
          </Button>
        )}
      </div>
    </>
  );
}

const isCovered = (state: PanelViewProps['state']) => state.kind === 'trouble' && state.trouble === 'covered';

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
          {
            'not-kept': 'helperNotKept',
            'open-a-row': 'helperOpenRow',
            updated: 'helperUpdated',
            covered: 'helperCovered',
          }[state.trouble] as MessageKey,
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
    case 'working':
      return { says: t('helperWorking', stepLabel(state.step, dashboardName)) };
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

const reasonFor = (item: FormItem): string => {
  const scope = scopes.find((each) => each === item);
  if (!scope) return t(`why_${item}` as MessageKey);
  return t(loginScopes.includes(scope) ? 'why_scopeLogin' : 'why_scope');
};

/** What was filled, and, unfolded, why. */
const Items = ({ items }: { items: readonly ItemState[] }) => (
  <>
    <ul class="items" aria-label={t('itemsName')}>
      {items.map(({ item, state }) => (
        <li key={item} data-state={shownState({ item, state })}>
          <span>{itemLabel(item)}</span>{' '}
          <span class="state">{t(`itemState_${shownState({ item, state })}`)}</span>
        </li>
      ))}
    </ul>
    <details class="why">
      <summary>{t('whyTitle')}</summary>
      <dl>
        {items.map(({ item }) => (
          <div key={item}>
            <dt>{itemLabel(item)}</dt>
            <dd class="help">{reasonFor(item)}</dd>
          </div>
        ))}
      </dl>
    </details>
  </>
);
