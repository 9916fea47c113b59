import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real server as a child process of the tests: it ends as soon as its standard input does. */

/**
 * For a shell that leads its own process group: runs a server until the shell's input ends, as it does when its starter ends in any way.
 * Then it kills its whole process group at once: a server that is asked to end may wait for its connections.
 */
export const whileWanted =
  'exec 3<&0; "$0" "$@" </dev/null & server=$!; { cat <&3 >/dev/null; kill -s KILL -- -$$; } & wait $server';

const isRunning = (server: ChildProcess): boolean => server.exitCode === null && server.signalCode === null;

/** Ends it, and waits until it is gone; also fine if it already is. */
export function endProcess(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (!isRunning(server)) return resolve();
    server.once('exit', () => resolve());
    server.stdin?.end();
  });
}

/** Waits until it answers there; rejects with its output if it ends first, or takes longer than that (milliseconds). */
export async function untilUp(
  server: ChildProcess,
  { name, url, longestMs }: { readonly name: string; readonly url: string; readonly longestMs: number },
): Promise<void> {
  let said = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (part) => {
      said = (said + part).slice(-2_000);
    });
  const deadline = Date.now() + longestMs;
  while (Date.now() < deadline && isRunning(server)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${name} did not come up: ${said.trim()}`);
}
