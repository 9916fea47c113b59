import browser from 'webextension-polyfill';

/**
 * Some servers refuse every request with the `Origin` of an extension, which a browser sends with all but GET. A rule of the browser's
 * own takes it off: of this extension's requests to the hosts that are asked, and of no others, while one of them is under way.
 * Source: declarativeNetRequest, https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest.
 */

const lockOf = (host: string): string => `keyferry without origin ${host}`;

/** Each host has a rule of its own: a 31-bit FNV-1a of it. */
const idOf = (host: string): number =>
  [...host].reduce((hash, each) => Math.imul(hash ^ (each.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261) &
    0x7fff_ffff || 1;

const ruleFor = (host: string) => ({
  id: idOf(host),
  priority: 1,
  action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
  condition: {
    // No other port, and none of the hosts below it.
    urlFilter: `|https://${host}/`,
    initiatorDomains: [new URL(browser.runtime.getURL('')).host],
    resourceTypes: ['xmlhttprequest'],
  },
});

const change = (addRules: readonly ReturnType<typeof ruleFor>[], removeRuleIds: readonly number[]) =>
  browser.declarativeNetRequest.updateSessionRules({
    addRules: [...addRules],
    removeRuleIds: [...removeRuleIds],
  } as Parameters<typeof browser.declarativeNetRequest.updateSessionRules>[0]);

/**
 * Sends a request to a host, without its `Origin`. The last of the extension's contexts to end such a request removes the rule: a
 * context that dies meanwhile holds nobody up, and leaves its rule to the next one.
 */
export async function withoutOrigin<Answer>(host: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await navigator.locks.request(lockOf(host), { mode: 'shared' }, async () => {
      await change([ruleFor(host)], [idOf(host)]);
      return await send();
    });
  } finally {
    await endFor(host);
  }
}

/** Unless somebody else is using it. */
const endFor = (host: string): Promise<void> =>
  navigator.locks.request(lockOf(host), { ifAvailable: true }, async (lock) => {
    if (lock) await change([], [idOf(host)]);
  });

/** Removes what a stopped context has left, when the extension wakes. */
export async function endLeftRules(): Promise<void> {
  const left = await browser.declarativeNetRequest.getSessionRules();
  for (const { condition } of left) {
    const [, host] = /^\|https:\/\/([^/]+)\/$/.exec(condition.urlFilter ?? '') ?? [];
    if (host !== undefined) await endFor(host);
  }
}
