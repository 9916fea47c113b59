import { render } from 'preact';
import { type PanelPosition, usualPlace } from '../../extension/messages/panel-corner';
import components from '../../ui/components.css?inline';
import tokens from '../../ui/tokens.css?inline';
import { createDock, insetOf } from './dock';
import styles from './panel.css?inline';
import { isVeiled, type Sight, watchSight } from './sight';
import type { Panel } from './state';
import { type PanelContent, PanelView, type Press } from './view';

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
  let shown: PanelContent | undefined;
  /** Once the page was caught covering the panel, nothing on it can be pressed any more. */
  let isGivenUp = false;
  let sight: Sight | undefined;
  let looking = new AbortController();
  const pinned = pin(host, () => shown !== undefined, signal);
  const dock = createDock(host, {
    surface: () => root.querySelector<HTMLElement>('section') ?? undefined,
    isShown: () => shown !== undefined,
    stand: (inset) => pinned.at(pinnedAt(inset)),
    draw: () => draw(),
    signal,
  });

  /** What was noted about its old place counts no more. */
  const lift = (): boolean => {
    if (!pinned.lift()) return false;
    looking.abort();
    looking = new AbortController();
    sight = undefined;
    return true;
  };
  const draw = () => {
    if (!shown) return;
    const state = isGivenUp ? covered : shown.state;
    lift();
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
    if (surface) sight ??= watchSight(host, surface, AbortSignal.any([signal, looking.signal]));
  };
  /** A click counts only when a person made it, and could see what it was on. */
  const press: Press = (action) => (event) => {
    if (!event.isTrusted || isGivenUp) return;
    // Nobody has seen yet what was just lifted out of a filter.
    if (lift()) return draw();
    // A press by keyboard has no place: the panel's own corner stands for it.
    const { left, top } = host.getBoundingClientRect();
    const [x, y] = event.detail === 0 ? [left + 20, top + 20] : [event.clientX, event.clientY];
    if (!sight?.isDoubtful(x, y)) return action();
    isGivenUp = true;
    draw();
  };
  const choosePlace = (place: PanelPosition) => {
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
    keepClear(save) {
      if (shown && lift()) draw();
      dock.keepClear(save);
    },
    show(state, terms, actions) {
      const isNew = shown?.state.kind !== state.kind;
      shown = state.kind === 'hidden' ? undefined : { state, terms, actions };
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

/** A page that takes the panel away or changes it this often gets its way; the popup can do all that the panel does. */
const patience = 20;

interface Pinned {
  /** Puts the host where it belongs, as it was. */
  keep(): void;
  /** Puts it into the top layer where the page is drawn through a filter, or dimmed; whether it was not there before. */
  lift(): boolean;
  /** From now on it belongs there. */
  at(style: string): void;
}

/** Puts the host back where it belongs, as it was, when the page moves, changes or removes it. */
function pin(host: HTMLElement, isWanted: () => boolean, signal: AbortSignal): Pinned {
  const page = host.ownerDocument.documentElement;
  let left = patience;
  let given = host.style.cssText;
  let styled = given;
  let isLifted = false;
  const names = () => (isLifted ? ['popover', 'style'] : ['style']);
  const isNamedAsItWas = () => String(host.getAttributeNames().sort()) === String(names());
  const keepInPlace = () => {
    if (host.parentNode !== page) page.append(host);
    for (const name of host.getAttributeNames()) if (!names().includes(name)) host.removeAttribute(name);
    if (isLifted && host.popover !== 'manual') host.popover = 'manual';
    if (host.style.cssText !== styled) host.style.cssText = given;
    host.replaceChildren();
    if (isLifted && !host.matches(':popover-open')) host.showPopover();
    observer.takeRecords();
  };
  const observer = new MutationObserver(() => {
    if (!isWanted()) return;
    const isAsItWas = host.parentNode === page && host.style.cssText === styled && isNamedAsItWas();
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
    lift() {
      if (isLifted || !('showPopover' in host) || !isVeiled(page)) return false;
      isLifted = true;
      if (left > 0) keepInPlace();
      return true;
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
