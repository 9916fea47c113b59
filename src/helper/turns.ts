/** One thing at a time on a page: looks, and what the person presses. */
export interface Turns {
  /** Looks now. While something is under way it only notes that a look was missed. */
  look(work: Work, lost: () => void): void;
  /** Does what was pressed, now or as soon as everything before it is done. */
  press(work: Work, lost: () => void): void;
}

type Work = () => Promise<void> | void;

/**
 * Keeps looks and presses apart. `lost`: called where one of them fails; `missed`: called once all that was under way is done, if
 * any look was missed meanwhile.
 */
export function createTurns(missed: () => void): Turns {
  let isBusy = false;
  let isMissed = false;
  /** What the person pressed while something was under way. */
  const pressed: (() => void)[] = [];

  const start = async (work: Work, lost: () => void) => {
    isBusy = true;
    try {
      await work();
    } catch {
      lost();
    } finally {
      rest();
    }
  };

  /** Now it is the turn of what was pressed, or changed, meanwhile. */
  const rest = () => {
    isBusy = false;
    const next = pressed.shift();
    if (next) return next();
    if (!isMissed) return;
    isMissed = false;
    missed();
  };

  return {
    look(work, lost) {
      if (isBusy) isMissed = true;
      else void start(work, lost);
    },
    press(work, lost) {
      if (isBusy) pressed.push(() => void start(work, lost));
      else void start(work, lost);
    },
  };
}
