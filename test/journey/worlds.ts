import { afterAll, afterEach, inject, type TestContext } from 'vitest';
import type { RunningBrowser } from '../browsers/extension-browser';
import type { BrowserName } from '../browsers/install';
import { keepEvidence } from '../person/evidence';
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

/** `npm test` runs the usual scenarios, `npm run test:exhaustive` the cases that it leaves out in one browser. */
const isExhaustive = process.env.KEYFERRY_EXHAUSTIVE !== undefined;

/**
 * The cases of a matrix that run here and now: all of them in Chromium; in Firefox the usual ones, and the rest in the
 * exhaustive run. For what is known to be the same code in both browsers, and proved case by case in unit tests.
 */
export function casesFor<Case>(
  all: readonly Case[],
  isUsual: (each: Case, index: number) => boolean,
): readonly Case[] {
  if (browserName === 'chromium') return isExhaustive ? [] : all;
  return all.filter((each, index) => isUsual(each, index) !== isExhaustive);
}

const openHere = async (options?: WorldOptions): Promise<World> =>
  openWorldIn(await runningBrowser(), options);

/** What a scenario that failed leaves behind to be looked at. */
async function keepWhatFailed(world: World | undefined, { task }: TestContext): Promise<void> {
  if (!world || task.result?.state !== 'fail') return;
  const path = await keepEvidence(
    world,
    `${browserName} ${task.file.name.replace(/^.*\/|\.test\.ts$/g, '')} ${task.name}`,
  );
  console.log(`What the failure left is in ${path}/`);
}

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
  afterEach(async (test) => {
    const left = world;
    world = undefined;
    await keepWhatFailed(left, test);
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
  afterEach((test) => keepWhatFailed(world, test));
  afterAll(() => leave(world));
  return async (options) => {
    world ??= await openHere(options);
    return world;
  };
}
