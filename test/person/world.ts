import { type ExtensionBrowser, launchChromium } from '../browsers/chromium';
import { type StandinOptions, type Standins, startStandins } from '../standins';

/** Stand-ins for both sites, and a browser with the built extension that reaches nothing else. */
export interface World {
  readonly standins: Standins;
  readonly extension: ExtensionBrowser;
  close(): Promise<void>;
}

export async function openWorld(
  options: StandinOptions & { readonly headless?: boolean } = {},
): Promise<World> {
  const standins = await startStandins(options);
  try {
    const extension = await launchChromium({ ports: standins.ports, headless: options.headless ?? true });
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
