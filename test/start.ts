import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { type BrowserName, requireBrowser } from './browsers/install';
import { find, grantAccess, pageAt, press, resultPage, setUpFrom } from './person/person';
import { type Shown, type ShownWorld, shown } from './shown';
import { seed } from './standins';
import type { Generation } from './standins/bitbucket/store';
import { showTryOut, type TryOutLine } from './try-out';

// `npm start`: the built extension in a real Chromium, or with --firefox in a real Firefox, with a stand-in for Bitbucket, and one for
// Auth0 or another dashboard itself. With a display the person uses it; without one, or with --auto, it walks the journey itself.

const { values: flags } = parseArgs({
  options: {
    auto: { type: 'boolean', default: false },
    dashboard: { type: 'string', default: 'auth0' },
    firefox: { type: 'boolean', default: false },
    generation: { type: 'string', default: 'clients' },
  },
});

const artifacts = 'artifacts';
const browser: BrowserName = flags.firefox ? 'firefox' : 'chromium';

async function main(): Promise<void> {
  const generation = readGeneration(flags.generation);
  const dashboard = readDashboard(flags.dashboard);
  requireBrowser(browser);
  console.log('Building the extension …');
  build();
  const hasDisplay = platform() !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  const isAuto = flags.auto || !hasDisplay;
  const open = await dashboard.open({ generation, browser, headless: isAuto });
  try {
    await (isAuto ? walk(dashboard, open, generation) : hand(dashboard, open));
  } finally {
    await open.close();
  }
}

/** Builds quietly; shows the build's output if it fails. */
function build(): void {
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url));
  const run = spawnSync(process.execPath, [vite, 'build', '--mode', flags.firefox ? 'firefox' : 'chrome'], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`The build failed.\n${run.stdout}${run.stderr}`);
}

function readGeneration(text: string): Generation {
  if (text === 'clients' || text === 'consumers') return text;
  throw new Error(`--generation is "clients" or "consumers", not "${text}"`);
}

function readDashboard(id: string): Shown {
  const dashboard = shown[id];
  if (dashboard) return dashboard;
  const known = Object.keys(shown).map((each) => `"${each}"`);
  throw new Error(`--dashboard is ${known.join(' or ')}, not "${id}"`);
}

/** Leaves the browser to the person, with a profile filled in and one tab that says what to press, until it is closed. */
async function hand({ what, end, hasLoginTest, lookAt }: Shown, { world, saveProfile }: ShownWorld) {
  await saveProfile();
  const { email, password } = seed.person;
  const lines: TryOutLine[] = [
    {
      text: 'Press “Set up Bitbucket login” below. Later you find it behind Keyferry’s button in the toolbar.',
      doneBy: 'begun',
    },
    { text: `Log in to Bitbucket as ${email} with the password “${password}”.`, doneBy: 'logIn' },
    { text: 'The form fills itself. Press Save.', doneBy: 'create' },
    {
      text: `${hasLoginTest ? 'In the login window press Grant access. ' : ''}This tab comes back: ${end}`,
      doneBy: 'over',
    },
  ];
  await showTryOut(world, what, lines);
  const name = flags.firefox ? 'Firefox' : 'Chromium';
  console.log(`
${name} is open, with Keyferry installed and a profile saved. ${what}

${lines.map(({ text }, index) => `  ${index + 1}. ${text}`).join('\n')}
${lookAt}
Close the browser to end.`);
  const { browser: opened } = world.extension;
  await new Promise<void>((resolve) => {
    opened.once('disconnected', () => resolve());
    // A Mac's browser goes on after its last window is closed.
    opened.on('targetdestroyed', async () => {
      if ((await opened.pages().catch(() => [])).length === 0) resolve();
    });
  });
}

/** The steps as the extension's own screens name them, in the words of the pages that are shown. */
const stepLabels = ({ name, hasLoginTest }: Shown, generation: Generation) => {
  const labels: (readonly [string, string])[] = [
    ['logIn', 'Log in to Bitbucket'],
    ['create', generation === 'clients' ? 'Create the OAuth client' : 'Create the consumer'],
    ['capture', generation === 'clients' ? 'Get Client ID and Secret' : 'Get the Key and Secret'],
    ['send', `Send to ${name}`],
    ['enable', 'Enable for your applications'],
  ];
  return hasLoginTest ? [...labels, ['test', 'Test the login'] as const] : labels;
};

/** Walks the journey through the real toolbar popup, and reports each step as it is done. */
async function walk(dashboard: Shown, open: ShownWorld, generation: Generation): Promise<void> {
  const { world } = open;
  mkdirSync(artifacts, { recursive: true });
  const settings = await open.saveProfile();
  const bitbucket = await setUpFrom(world, settings);
  const labels = stepLabels(dashboard, generation);
  const sayStep = (index: number, page: Page) => sayDone(settings, labels[index] ?? ['', ''], index, page);
  await sayStep(0, bitbucket);
  await press(bitbucket, 'Save');
  if (dashboard.hasLoginTest) {
    const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
    await find(consent, 'button', 'Grant access');
  } else await find(await resultPage(world), 'heading', dashboard.end);
  await sayStep(1, bitbucket);
  const popup = await world.extension.openPopup(bitbucket);
  for (const step of [2, 3, 4]) await sayStep(step, popup);
  if (dashboard.hasLoginTest) {
    await grantAccess(world);
    const result = await resultPage(world);
    await find(result, 'heading', dashboard.end);
    await sayStep(5, result);
  }
  console.log(`\n${await open.proof()}  Pictures of each step are in ${artifacts}/`);
}

interface StepDone {
  readonly step: string;
  readonly at: number;
}

/** Prints a finished step with the seconds since the start, and takes a picture of where it happened. */
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
  console.log(`${index + 1}. ${label.padEnd(30)} ${seconds} s   ${picture}`);
}

// If there is nothing left to wait for before it is done, that is no success.
process.exitCode = 1;
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`\nLogin doesn’t work yet: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
