/** How long a setup waits for what may never come, in milliseconds. Pure. */

/** The helper's first word on a page: Bitbucket's pages take some seconds, and no more. */
export const firstWordMs = 20_000;

const firstTryMs = 30_000;
const longestTryMs = 10 * 60_000;

/** How long until the network is tried again, whatever the browser says of it; longer each time. `tries`: how many failed. */
export const untilNextTryMs = (tries: number): number => Math.min(firstTryMs * 2 ** tries, longestTryMs);
