import { launchChromium } from '../browsers/chromium';
import type { ExtensionBrowser } from '../browsers/extension-browser';
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
  /** Chromium unless told. */
  readonly browser?: BrowserName;
  readonly headless?: boolean;
  /** Another extension than the one that was built: its folder, or in Firefox its package. */
  readonly extension?: string;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const standins = await startStandins(options);
  try {
    const launch = options.browser === 'firefox' ? launchFirefox : launchChromium;
    const extension = await launch({
      ports: standins.ports,
      headless: options.headless ?? true,
      ...(options.extension ? { extension: options.extension } : {}),
    });
    return {
      standins,
      extension,
      async close() {
        await extension.close();
        await standins.close();
      },
    };
  } catch (error) {
    await standins.close();
    throw error;
  }
}
