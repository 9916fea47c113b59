import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, type Rolldown } from 'vite';
import { enterProfile } from './person/person';
import { openWorld } from './person/world';
import { seed } from './standins';

// `npm run dev`: rebuilds whenever a file changes, and reloads the extension in a browser on the stand-ins. Chromium, or
// Firefox with --firefox; without a window with --headless.

const { values: flags } = parseArgs({
  options: {
    firefox: { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
  },
});
const name = flags.firefox ? 'firefox' : 'chrome';
const folder = fileURLToPath(new URL(`../dist/dev/${name}`, import.meta.url));

/** Builds into its own folder, and again after each change; calls back when a build is done. */
async function watch(onBuilt: () => void): Promise<Rolldown.RolldownWatcher> {
  mkdirSync(folder, { recursive: true });
  const watcher = await build({ mode: name, logLevel: 'warn', build: { outDir: folder, watch: {} } });
  if (!('on' in watcher)) throw new Error('The build does not watch');
  watcher.on('event', (event) => {
    if (event.code === 'END') onBuilt();
    if (event.code === 'ERROR') console.error(event.error.message);
  });
  return watcher;
}

async function main(): Promise<void> {
  let builds = 0;
  let onNext: () => void = () => undefined;
  const first = new Promise<void>((resolve) => {
    onNext = resolve;
  });
  const watcher = await watch(() => {
    builds += 1;
    onNext();
  });
  await first;
  const world = await openWorld({
    browser: flags.firefox ? 'firefox' : 'chromium',
    headless: flags.headless,
    extension: folder,
  });
  await world.extension.grantHost(seed.tenant.domain);
  await enterProfile(world);
  const { email, password } = seed.person;
  console.log(`Open in ${name}, on the stand-ins. Bitbucket: ${email}, password "${password}".`);
  onNext = () => {
    const number = builds;
    world.extension.reload().then(
      () => console.log(`Reloaded (build ${number}).`),
      (error: unknown) => console.error(error instanceof Error ? error.message : error),
    );
  };
  await new Promise<void>((resolve) => world.extension.browser.once('disconnected', () => resolve()));
  await watcher.close();
  await world.close().catch(() => undefined);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
