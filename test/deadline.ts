/** Names the environment variable that says when a run begins its last scenario; milliseconds since the epoch. */
export const deadlineVariable = 'KEYFERRY_TEST_DEADLINE';

/** When a run that may take so many seconds from now begins its last scenario. Throws if that is no number. */
export function deadlineIn(seconds: string): string {
  const ms = Number(seconds) * 1_000;
  if (seconds.trim() === '' || Number.isNaN(ms))
    throw new Error(`--within "${seconds}" is no number of seconds`);
  return String(Date.now() + ms);
}

/**
 * The order in which a run takes them. One with a deadline may not come to the last, so it begins each minute at another one, and no
 * file is always among those.
 */
export function inTurn<Each>(files: readonly Each[], deadline: string | undefined): readonly Each[] {
  if (deadline === undefined) return files;
  const first = Math.floor(Number(deadline) / 60_000) % files.length;
  return [...files.slice(first), ...files.slice(0, first)];
}
