import { afterAll } from 'vitest';

// An effect that Preact has deferred ends at its own timer, 35 ms later, and then cancels its frame: that needs a window.
if ('window' in globalThis) afterAll(() => new Promise((resolve) => setTimeout(resolve, 60)));
