import { afterAll, afterEach, inject } from 'vitest';
import type { RunningBrowser } from '../browsers/extension-browser';
import type { BrowserName } from '../browsers/install';
import { launch, openWorldIn, type World, type WorldOptions } from '../person/world';
import { expectNoLeaks } from './leaks';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserName;
  }
}

/** The browser that this run of the scenarios is in. */
export const browserName: BrowserName = inject('browser');

/** One browser for all the files that a worker of the test runner works off; it ends with the worker. */
const held = globalThis as { keyferryBrowser?: Promise<RunningBrowser> };
const runningBrowser = (): Promise<RunningBrowser> => {
  held.keyferryBrowser ??= launch(browserName);
  return held.keyferryBrowser;
};

const openHere = async (options?: WorldOptions): Promise<World> =>
  openWorldIn(await runningBrowser(), options);

/** Looks for what was left where it does not belong, and closes the world whatever was found. */
async function leave(world: World | undefined): Promise<void> {
  try {
    if (world) await expectNoLeaks(world);
  } finally {
    await world?.close();
  }
}

/** Opens a world for a test, and closes it after it. */
export function worldForEachTest(): (options?: WorldOptions) => Promise<World> {
  let world: World | undefined;
  afterEach(async () => {
    const left = world;
    world = undefined;
    await leave(left);
  });
  return async (options) => {
    world = await openHere(options);
    return world;
  };
}

/** Opens one world for all the tests of a file, and closes it after the last one. */
export function worldForAllTests(): (options?: WorldOptions) => Promise<World> {
  let world: World | undefined;
  afterAll(() => leave(world));
  return async (options) => {
    world ??= await openHere(options);
    return world;
  };
}
