import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { requireBrowser } from './browsers/install';
import { find, grantAccess, pageAt, press, resultPage, saveProfile, setUpFrom } from './person/person';
import { openWorld, type World } from './person/world';
import { seed } from './standins';
import type { Generation } from './standins/bitbucket/store';

// `npm start`: the built extension in a real Chromium, on stand-ins for Bitbucket and Auth0. With a display it is the
// person's; without one, or with --auto, it walks the journey itself.

const { values: flags } = parseArgs({
  options: {
    auto: { type: 'boolean', default: false },
    generation: { type: 'string', default: 'clients' },
  },
});

const artifacts = 'artifacts';

async function main(): Promise<void> {
  const generation = readGeneration(flags.generation);
  requireBrowser('chromium');
  console.log('Building the extension …');
  build();
  const hasDisplay = platform() !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  const isAuto = flags.auto || !hasDisplay;
  const world = await openWorld({ generation, headless: isAuto });
  try {
    await (isAuto ? walk(world, generation) : hand(world));
  } finally {
    await world.close();
  }
}

/** Builds quietly; what the build says is shown when it fails. */
function build(): void {
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
  const run = spawnSync(process.execPath, [vite, 'build', '--mode', 'chrome'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`The build failed.\n${run.stdout}${run.stderr}`);
}

function readGeneration(text: string): Generation {
  if (text === 'clients' || text === 'consumers') return text;
  throw new Error(`--generation is "clients" or "consumers", not "${text}"`);
}

/** Leaves the browser to the person, with a profile filled in, until it is closed. */
async function hand(world: World): Promise<void> {
  const settings = await saveProfile(world);
  await settings.bringToFront();
  const { email, password } = seed.person;
  console.log(`
Chromium is open, with Keyferry installed and a profile saved. Bitbucket and Auth0 are stand-ins on this machine.

  1. Press the Keyferry button in the toolbar (it may be behind the puzzle piece), then "Set up Bitbucket login".
  2. Log in to Bitbucket as ${email} with the password "${password}".
  3. The form fills itself. Press Save.
  4. In the login window press Grant access. The result page opens: It works!

Close the browser to end.`);
  await new Promise<void>((resolve) => world.extension.browser.once('disconnected', () => resolve()));
}

/** The steps as the extension's own screens name them, in the words of the pages that are shown. */
const stepLabels = (generation: Generation) =>
  [
    ['logIn', 'Log in to Bitbucket'],
    ['create', generation === 'clients' ? 'Create the OAuth client' : 'Create the consumer'],
    ['capture', generation === 'clients' ? 'Get Client ID and Secret' : 'Get Key and Secret'],
    ['send', 'Send to Auth0'],
    ['enable', 'Enable the connection'],
    ['test', 'Test the connection'],
  ] as const;

/** Walks the journey through the real toolbar popup, and says each step as it is done. */
async function walk(world: World, generation: Generation): Promise<void> {
  mkdirSync(artifacts, { recursive: true });
  const settings = await saveProfile(world);
  const bitbucket = await setUpFrom(world, settings);
  const labels = stepLabels(generation);
  const sayStep = (index: number, page: Page) => sayDone(settings, labels[index] ?? ['', ''], index, page);
  await sayStep(0, bitbucket);
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await find(consent, 'button', 'Grant access');
  await sayStep(1, bitbucket);
  const popup = await world.extension.openPopup(bitbucket);
  for (const step of [2, 3, 4]) await sayStep(step, popup);
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  await sayStep(5, result);
  console.log(`\nIt works!  Pictures of each step are in ${artifacts}/`);
}

interface StepDone {
  readonly step: string;
  readonly at: number;
}

/** Prints a step that is done with the seconds since the start, and takes a picture of where it happened. */
async function sayDone(
  settings: Page,
  [id, label]: readonly [string, string],
  index: number,
  page: Page,
): Promise<void> {
  const { journey } = (await settings.evaluate(`chrome.storage.local.get('journey')`)) as {
    journey: { startedAt: number; record: StepDone[] };
  };
  const done = journey.record.find((each) => each.step === id);
  if (!done) throw new Error(`The step "${label}" was not done`);
  const picture = `${artifacts}/${index + 1}-${id}.png`;
  await page.screenshot({ path: picture as `${string}.png` });
  const seconds = ((done.at - journey.startedAt) / 1000).toFixed(1).padStart(5);
  console.log(`${index + 1}. ${label.padEnd(24)} ${seconds} s   ${picture}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\nIt does not work yet: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
