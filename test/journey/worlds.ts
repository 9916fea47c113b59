import {
  afterAll,
  afterEach,
  beforeEach,
  inject,
  it as register,
  type TestAPI,
  type TestContext,
} from 'vitest';
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

/** `npm test` is the usual run; `npm run test:exhaustive` has what that leaves out, so that CI has everything in both browsers. */
const isExhaustive = process.env.KEYFERRY_EXHAUSTIVE !== undefined;

/** A scenario that is soaked runs in whichever browser it is soaked in, and stands in its file so many times. */
const isSoaked = process.env.KEYFERRY_SOAK !== undefined;
const times = Number(process.env.KEYFERRY_SOAK ?? 1);

/** Whether this run has what the usual run has in this browser, or has not. */
const isHere = (isUsual: boolean): boolean => isSoaked || isUsual !== isExhaustive;

/** How a file has its scenarios. */
interface Scenarios extends Pick<TestAPI, 'each' | 'for'> {
  (name: string, scenario: (test: TestContext) => unknown, timeout?: number): void;
}

/** Each time under a name of its own, so that nothing is written over what another one left to be looked at. */
const namesOf = (name: string): readonly string[] =>
  times > 1 ? Array.from({ length: times }, (_, index) => `${name} (${index + 1} of ${times})`) : [name];

const all: Scenarios = Object.assign(
  (name: string, scenario: (test: TestContext) => unknown, timeout?: number) => {
    for (const each of namesOf(name)) register(each, scenario, timeout);
  },
  { each: register.each.bind(register), for: register.for.bind(register) },
);
const nothing = Object.assign(() => {}, {
  each: () => () => {},
  for: () => () => {},
}) as unknown as Scenarios;

/** A scenario that the usual run has in both browsers. */
export const it: Scenarios = isHere(true) ? all : nothing;

/**
 * A scenario that the usual run has in these browsers only, and the exhaustive run in the others: for what the browser
 * has no part in, or another scenario of the usual run shows there.
 */
export const itIn = (...usual: BrowserName[]): Scenarios =>
  isHere(usual.includes(browserName)) ? all : nothing;

/** The cases of a matrix that the usual run has in a browser: every one unless told. */
export type Usual<Case> = Readonly<Partial<Record<BrowserName, (each: Case, index: number) => boolean>>>;

/** A scenario for each case of a matrix; the exhaustive run has the cases that the usual one leaves out. */
export function itEach<Case extends readonly unknown[]>(
  cases: readonly Case[],
  usual: Usual<Case>,
): (name: string, scenario: (...given: Case) => Promise<void>, timeout?: number) => void {
  const isUsual = usual[browserName] ?? (() => true);
  const here = cases.filter((each, index) => isHere(isUsual(each, index)));
  return (name, scenario, timeout) => {
    for (const each of namesOf(name))
      register.each(here.map((given) => [...given] as unknown as [unknown, ...unknown[]]))(
        each,
        (...given) => scenario(...(given as unknown as Case)),
        timeout,
      );
  };
}

/** For `itEach`: the cases of these names. */
export const named =
  <Case extends readonly [string, ...unknown[]]>(...names: Case[0][]) =>
  ([name]: Case): boolean =>
    names.includes(name);

/** For `itEach`: none of the cases. */
export const none = (): boolean => false;

/** Makes what the scenarios of a file have in common, once, and only where this run has one of them. */
export function beforeFirst(make: () => Promise<void>): void {
  let made: Promise<void> | undefined;
  beforeEach(() => {
    made ??= make();
    return made;
  });
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

/** Opens one world for all the tests of a file, searches it for leaks unless told, and closes it after the last one. */
export function worldForAllTests({ isSearched = true } = {}): (options?: WorldOptions) => Promise<World> {
  let world: World | undefined;
  afterEach((test) => keepWhatFailed(world, test));
  afterAll(() => (isSearched ? leave(world) : world?.close()));
  return async (options) => {
    world ??= await openHere(options);
    return world;
  };
}
