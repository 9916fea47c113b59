import { launchChromium } from '../browsers/chromium';
import type { ExtensionBrowser, LaunchOptions, RunningBrowser } from '../browsers/extension-browser';
import { launchFirefox } from '../browsers/firefox';
import type { BrowserName } from '../browsers/install';
import { type StandinOptions, type Standins, startStandins } from '../standins';

/** Stand-ins for both sites, and a browser with the built extension that reaches nothing else. */
export interface World {
  readonly standins: Standins;
  readonly extension: ExtensionBrowser;
  close(): Promise<void>;
}

export interface WorldOptions extends StandinOptions {
  /** An extension other than the build: its folder, or in Firefox its package. */
  readonly extension?: string;
  /** Leaves the first steps open, which open by themselves after the installation; another extension may have none. */
  readonly keepsFirstSteps?: boolean;
}

export const launch = (
  name: BrowserName,
  options: LaunchOptions = { headless: true },
): Promise<RunningBrowser> => (name === 'firefox' ? launchFirefox(options) : launchChromium(options));

/** A world in a browser that outlives it. */
export async function openWorldIn(running: RunningBrowser, options: WorldOptions = {}): Promise<World> {
  const standins = await startStandins(options);
  try {
    const { extension, keepsFirstSteps = false } = options;
    const installed = await running.install({
      ports: standins.ports,
      keepsFirstSteps,
      ...(extension ? { extension } : {}),
    });
    return {
      standins,
      extension: installed,
      async close() {
        await installed.leave();
        await standins.close();
      },
    };
  } catch (error) {
    await standins.close();
    throw error;
  }
}

/** A world in a browser of its own. */
export async function openWorld(
  options: WorldOptions & { readonly browser?: BrowserName; readonly headless?: boolean } = {},
): Promise<World> {
  const running = await launch(options.browser ?? 'chromium', { headless: options.headless ?? true });
  try {
    const { standins, extension } = await openWorldIn(running, options);
    return {
      standins,
      extension,
      async close() {
        await running.close();
        await standins.close();
      },
    };
  } catch (error) {
    await running.close();
    throw error;
  }
}
