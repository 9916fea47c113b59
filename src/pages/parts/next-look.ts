/** Between two looks, in milliseconds. */
const pauseMs = 700;

/**
 * Waits until a tab is to be looked at again. Ends sooner when the page comes to the front, since behind others the browser lets it wait for
 * a minute, when `signal` is aborted, and when whatever `listen` listens to happens.
 */
export const untilNextLook = (
  signal: AbortSignal,
  listen?: (end: () => void, isOver: AbortSignal) => void,
): Promise<void> =>
  new Promise((resolve) => {
    const isOver = new AbortController();
    const end = () => {
      isOver.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, pauseMs);
    listen?.(end, isOver.signal);
    document.addEventListener('visibilitychange', end, { signal: isOver.signal });
    signal.addEventListener('abort', end, { signal: isOver.signal });
  });
