import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

interface Known {
  /** The environment's choice goes before everything else. */
  readonly variable: string;
  readonly commands: readonly string[];
  readonly paths: readonly string[];
  readonly debianPackage: string;
  readonly advice: string;
}

const known: Record<BrowserName, Known> = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
    debianPackage: 'chromium',
    advice: 'Install Chromium or Chrome (on macOS: brew install --cask google-chrome)',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    paths: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    debianPackage: 'firefox-esr',
    advice: 'Install Firefox (on macOS: brew install --cask firefox)',
  },
};

/** Where a browser is on this machine; undefined if it is not there. */
export function findBrowser(name: BrowserName): string | undefined {
  const { variable, commands, paths } = known[name];
  const own = process.env[variable];
  if (own) return existsSync(own) ? own : undefined;
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((each) => join(folder, each)));
  return [...inPath, ...paths].find((path) => existsSync(path));
}

/**
 * Where a browser is, after installing it on Debian and its kin if that needs no password.
 * @throws Error that says exactly what to install, if it can't be done from here
 */
export function requireBrowser(name: BrowserName): string {
  const found = findBrowser(name);
  if (found) return found;
  const { debianPackage, advice, variable } = known[name];
  const isDebian =
    platform() === 'linux' &&
    existsSync('/etc/debian_version') &&
    !readFileSync('/etc/os-release', 'utf8').includes('ID=ubuntu');
  if (isDebian) {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const run = (...command: string[]) => {
      const [program = '', ...rest] = [...sudo, ...command];
      return (
        spawnSync(program, rest, {
          stdio: 'inherit',
          env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        }).status === 0
      );
    };
    console.log(`Installing ${debianPackage} …`);
    if (run('apt-get', 'update', '-qq'))
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', debianPackage);
    const installed = findBrowser(name);
    if (installed) return installed;
  }
  const byHand = isDebian
    ? `run: sudo apt-get install ${debianPackage}`
    : `${advice}, or set ${variable} to where it is`;
  throw new Error(`${name === 'chromium' ? 'Chromium' : 'Firefox'} was not found. ${byHand}.`);
}
