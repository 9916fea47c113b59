import { onLookAgain } from '../extension/messages/ask-as-helper';
import { createPace } from './pace';

/** What makes the helper look at its page: it looks soon after something has changed there, or somebody did something. */
export interface Watch {
  /** The page may have changed. */
  schedule(): void;
  /** Somebody did something. */
  scheduleSoon(): void;
  /** An answer was lost: after a while, once. */
  again(): void;
  /** A look found something new: what follows is looked at soon. */
  hasNews(): void;
  /** Stops looking at what the page draws. */
  disconnect(): void;
}

/** What is told when something happens on the page. */
export interface Watcher {
  /** The time for a look has come. */
  look(): void;
  /** The page has drawn something, or taken it away. */
  changed(changes: readonly MutationRecord[]): void;
  /** Somebody types. */
  typed(): void;
  /** Somebody is at the page: called every twenty seconds at most. */
  stirred(): void;
  /** The background says that the setup has moved on. */
  movedOn(): void;
  /** Whether a node is the helper's own, so that its changes are not the page's. */
  owns(node: Node): boolean;
}

const askAgainMs = 1_000;
/** Shorter than the time after which a browser lets a background sleep. */
const stirredMs = 20_000;

/** Watches the document that it runs in until the signal ends it; the first look comes soon. */
export function watchPage(watcher: Watcher, signal: AbortSignal): Watch {
  const pace = createPace(Date.now);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let againTimer: ReturnType<typeof setTimeout> | undefined;

  const schedule = () => {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      watcher.look();
    }, pace.pause());
  };
  const scheduleSoon = () => {
    pace.hasNews();
    schedule();
  };

  const observer = new MutationObserver((changes) => {
    const own = changes.filter((change) => !watcher.owns(change.target));
    if (own.length === 0) return;
    watcher.changed(own);
    schedule();
  });
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  const onInput = () => {
    watcher.typed();
    scheduleSoon();
  };
  document.addEventListener('input', onInput, { capture: true, signal });
  let stirredAt = Number.NEGATIVE_INFINITY;
  const onStir = () => {
    if (Date.now() - stirredAt < stirredMs) return;
    stirredAt = Date.now();
    watcher.stirred();
  };
  for (const kind of ['pointermove', 'keydown'] as const)
    addEventListener(kind, onStir, { capture: true, passive: true, signal });
  // What an animation brings into sight changes nothing in the document by then.
  for (const end of ['animationend', 'transitionend'] as const)
    document.addEventListener(end, schedule, { capture: true, signal });
  addEventListener('popstate', scheduleSoon, { signal });
  addEventListener('pageshow', scheduleSoon, { signal });
  onLookAgain(watcher.movedOn, signal);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(againTimer);
  });

  schedule();
  return {
    schedule,
    scheduleSoon,
    again() {
      clearTimeout(againTimer);
      againTimer = setTimeout(schedule, askAgainMs);
    },
    hasNews: pace.hasNews,
    disconnect: () => observer.disconnect(),
  };
}
