/** How long to wait, in milliseconds, before a page that has changed is looked at. */
export interface Pace {
  /** How long to wait for the next look. */
  pause(): number;
  /** A look found something new, or the person did something: what follows is looked at soon again. */
  hasNews(): void;
}

const shortestMs = 60;
const longestMs = 2_000;
/** This many looks in a row may find nothing new before the page is taken for one that changes all the time. */
const patience = 20;
/** A page that stays still this long after a pause has come to rest. */
const restMs = 1_000;

/** A page that changes all the time is looked at less and less often, so that it can't make the helper work without end. */
export function createPace(now: () => number): Pace {
  let looks = 0;
  let nextAt = 0;
  return {
    pause() {
      if (now() - nextAt > restMs) looks = 0;
      looks += 1;
      const ms = Math.min(shortestMs * 2 ** Math.max(0, looks - patience), longestMs);
      nextAt = now() + ms;
      return ms;
    },
    hasNews() {
      looks = 0;
    },
  };
}
