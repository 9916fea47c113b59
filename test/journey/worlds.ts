import {
  afterAll,
  afterEach,
  beforeEach,
  expect,
  inject,
  it as register,
  type TestAPI,
  type TestContext,
} from 'vitest';
import { type RunningBrowser, removeFolders } from '../browsers/extension-browser';
import type { BrowserName } from '../browsers/install';
import { keepEvidence } from '../person/evidence';
import { launch, openWorldIn, type World, type WorldOptions } from '../person/world';
import { expectNoLeaks } from './leaks';

declare module 'vitest' {
  interface ProvidedContext {
    browser: BrowserName;
  }
}

/** The browser in which this run's scenarios run. */
export const browserName: BrowserName = inject('browser');

/** One browser for all files of one test runner's worker; it ends with the worker. */
const held = globalThis as { keyferryBrowser?: Promise<RunningBrowser> };
const runningBrowser = (): Promise<RunningBrowser> => {
  if (!held.keyferryBrowser) {
    process.prependOnceListener('SIGTERM', endNow);
    held.keyferryBrowser = launch(browserName);
  }
  return held.keyferryBrowser;
};

/**
 * The test runner ends a worker by SIGTERM, and half a second later by SIGKILL. The driver's library would first remove the
 * browser's profile, and if that took longer the browser would be left running; as the process exits, it kills it at once.
 */
function endNow(): void {
  process.once('exit', removeFolders);
  process.exit();
}

/** `npm test` is the usual run; `npm run test:exhaustive` runs what that leaves out, so that CI runs everything in both browsers. */
const isExhaustive = process.env.KEYFERRY_EXHAUSTIVE !== undefined;

/** A soaked scenario runs in whichever browser it is soaked in, so many times. */
const isSoaked = process.env.KEYFERRY_SOAK !== undefined;
const times = Number(process.env.KEYFERRY_SOAK ?? 1);

/** Whether this run includes what the usual run includes, or leaves out, in this browser. */
const isHere = (isUsual: boolean): boolean => isSoaked || isUsual !== isExhaustive;

/** How a file registers its scenarios. */
interface Scenarios extends Pick<TestAPI, 'each' | 'for'> {
  (name: string, scenario: (test: TestContext) => unknown, timeout?: number): void;
}

/** Each repetition has its own name, so that none overwrites another's evidence. */
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

/** A scenario that the usual run runs in both browsers. */
export const it: Scenarios = isHere(true) ? all : nothing;

/**
 * A scenario that the usual run runs only in these browsers, and the exhaustive run in the others: for what does not
 * depend on the browser, or another scenario of the usual run covers there.
 */
export const itIn = (...usual: BrowserName[]): Scenarios =>
  isHere(usual.includes(browserName)) ? all : nothing;

/** The cases of a matrix that the usual run runs in a browser; all by default. */
export type Usual<Case> = Readonly<Partial<Record<BrowserName, (each: Case, index: number) => boolean>>>;

/** A scenario for each case of a matrix; the exhaustive run runs the cases that the usual one leaves out. */
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

/** For `itEach`: the cases with these names. */
export const named =
  <Case extends readonly [string, ...unknown[]]>(...names: Case[0][]) =>
  ([name]: Case): boolean =>
    names.includes(name);

/** For `itEach`: none of the cases. */
export const none = (): boolean => false;

/** Makes what the scenarios of a file share, once, and only if this run has one of them. */
export function beforeFirst(make: () => Promise<void>): void {
  let made: Promise<void> | undefined;
  beforeEach(() => {
    made ??= make();
    return made;
  });
}

const openHere = async (options?: WorldOptions): Promise<World> =>
  openWorldIn(await runningBrowser(), options);

/** What a failed scenario leaves behind as evidence. `name`: its full one, or that of its file. */
async function keep(world: World, name: string, when = 'in'): Promise<void> {
  const path = await keepEvidence(world, `${browserName} ${when} ${name.replace(/^\S*\/|\.test\.ts/g, '')}`);
  console.log(`What the failure left is in ${path}/`);
}

/** After a test: if it failed, it leaves evidence. For a world that none of the functions below has opened. */
export async function keepIfFailed(world: World | undefined, { task }: TestContext): Promise<void> {
  if (world && task.result?.state === 'fail') await keep(world, task.fullName);
}

/**
 * Looks for leaks, and for what went wrong where a scenario watched the requests, and closes the world whatever was found. If it is that
 * which failed, it leaves evidence, too.
 */
async function leave(world: World | undefined, name: string, isSearched = true): Promise<void> {
  try {
    expect(world?.standins.watching.failures ?? []).toEqual([]);
    if (world && isSearched) await expectNoLeaks(world);
  } catch (error) {
    if (world) await keep(world, name, 'after');
    throw error;
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
    await keepIfFailed(left, test);
    await leave(left, test.task.fullName);
  });
  return async (options) => {
    world = await openHere(options);
    return world;
  };
}

/** Opens one world for all tests of a file, searches it for leaks by default, and closes it after the last test. */
export function worldForAllTests({ isSearched = true } = {}): (options?: WorldOptions) => Promise<World> {
  let world: World | undefined;
  let name = '';
  afterEach(async (test) => {
    name = test.task.file.name;
    await keepIfFailed(world, test);
  });
  afterAll(() => leave(world, name, isSearched));
  return async (options) => {
    world ??= await openHere(options);
    return world;
  };
}
