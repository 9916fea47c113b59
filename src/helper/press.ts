import type { Page } from '../bitbucket/page';

type List = Extract<Page, { kind: 'list' }>;

/** What to press on a list as it is now; nothing where there is nothing to press, or nothing any more. */
type Find = (list: List) => HTMLElement | undefined | Promise<HTMLElement | undefined>;

/** Presses what is found, until that leads somewhere. */
export type Press = (find: Find) => Promise<void>;

/** A press without effect after this long came before the page was ready, and is repeated. What is not there yet is looked for sooner. */
const pressAgainMs = 2_000;
const comesSoonMs = 150;
const presses = 12;

/**
 * Returns what presses something on the list until that leads somewhere, again and again while the list stays. It finds what to
 * press anew each time: a list that is still loading may be drawn anew in between.
 */
export function createPress(look: () => Page, signal: AbortSignal): Press {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));

  const press = async (find: Find, left: number): Promise<void> => {
    clearTimeout(timer);
    const page = look();
    if (page.kind !== 'list' && page.kind !== 'unclear') return;
    const target = page.kind === 'list' ? await find(page) : undefined;
    if (signal.aborted) return;
    target?.click();
    const ms = target ? pressAgainMs : comesSoonMs;
    if (left > 1) timer = setTimeout(() => void press(find, left - 1), ms);
  };
  return (find) => press(find, presses);
}
