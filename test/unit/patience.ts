import { vi } from 'vitest';

/** How long a unit test waits for what is to come, in milliseconds: a busy machine is no failure. */
const patienceMs = 30_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: patienceMs,
    ...(typeof options === 'number' ? { timeout: options } : options),
  });

if ('document' in globalThis) {
  const { configure } = await import('@testing-library/preact');
  configure({ asyncUtilTimeout: patienceMs });
}
