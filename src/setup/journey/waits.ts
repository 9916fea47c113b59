/** How long a setup waits for what may never come, in milliseconds. Pure. */

/** The helper's first word on a page: Bitbucket's pages take some seconds, and no more. */
export const firstWordMs = 20_000;

const firstTryMs = 30_000;
const longestTryMs = 10 * 60_000;

/** Until the network is tried once more, whatever the browser says of it: longer each time. `tries`: so many were in vain. */
export const untilNextTryMs = (tries: number): number => Math.min(firstTryMs * 2 ** tries, longestTryMs);
