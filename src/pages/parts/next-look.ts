/** Between two looks, in milliseconds. */
const pauseMs = 700;

/**
 * Waits until it is time to look at a tab again. Ends sooner when `signal` is aborted, when what `listen` listens to happens, and
 * when the page comes to the front: behind others, the browser may make it wait for a minute.
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
