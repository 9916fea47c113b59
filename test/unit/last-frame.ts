import { afterAll } from 'vitest';

// An effect that Preact has put off ends at its own timer, 35 ms later, and takes its frame back then: there has to be a window still.
if ('window' in globalThis) afterAll(() => new Promise((resolve) => setTimeout(resolve, 60)));
