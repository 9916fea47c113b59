import browser from 'webextension-polyfill';

/**
 * Holds a window at an address that a site leads on from at once: the browser asks for another one below it instead. The rule for
 * that is there until the browser ends, or it is taken back, and fits only one login, by its `state`.
 */

export interface Hold {
  readonly address: string;
  /** On the same site, where nothing is. */
  readonly at: string;
  /** Only where the query has this `state`. */
  readonly state: string;
}

/** Ids of these rules, apart from those of any others. */
const firstId = 7001;

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Holds it there, and returns the rule's id. */
export async function hold({ address, at, state }: Hold): Promise<number> {
  const api = browser.declarativeNetRequest;
  const taken = (await api.getSessionRules()).map((each) => each.id);
  let id = firstId;
  while (taken.includes(id)) id += 1;
  await api.updateSessionRules({
    addRules: [
      {
        id,
        condition: {
          regexFilter: `^${literally(address)}(\\?(?:.*&)?state=${literally(state)}(?:&.*)?)$`,
          isUrlFilterCaseSensitive: true,
          resourceTypes: ['main_frame'],
        },
        action: { type: 'redirect', redirect: { regexSubstitution: `${at}\\1` } },
      },
    ],
  });
  return id;
}

/** Lets go of it again; no error where there is no such rule. */
export const release = (id: number): Promise<void> =>
  browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
