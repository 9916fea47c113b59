import browser from 'webextension-polyfill';

/** The versions of the extension and of the browser that it is in. */
export const versions = (): { readonly extension: string; readonly browser: string } => ({
  extension: browser.runtime.getManifest().version,
  browser: /(?:Firefox|Edg|Chrome)\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent,
});

/** Every permission that the manifest has or may ask for, as the browser names it. */
export function permissionsAsked(): readonly string[] {
  const manifest: object = browser.runtime.getManifest();
  const lists: object[] = Object.entries(manifest).flatMap(([name, listed]) =>
    /permissions$/.test(name) && Array.isArray(listed) ? listed : [],
  );
  return lists.map(String);
}

/** The keys that open the popup, as the browser writes them; undefined where there are none. */
export async function shortcut(): Promise<string | undefined> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === '_execute_action')?.shortcut || undefined;
}
