import type { Page } from 'puppeteer-core';
import { loginScopes } from '../../src/bitbucket/scopes';
import { profile } from '../fixtures/profile';
import { seed } from '../standins';
import type { World } from './world';

/** One more profile of the same tenant, as the settings save it, by default with its credential. `page`: any of the extension's. */
export async function addProfile(
  { standins }: World,
  page: Page,
  name: string,
  { hasCredential = true } = {},
): Promise<void> {
  const id = `of ${name}`;
  const more = profile(id, {
    name,
    workspace: seed.workspace.slug,
    scopes: [...loginScopes],
    domain: seed.tenant.domain,
    loginDomain: seed.tenant.domain,
  });
  const token = {
    kind: 'token',
    token: await standins.auth0.managementToken(),
    until: Date.now() + 30 * 60_000,
  };
  const credentials = hasCredential ? { [`credential:${id}`]: token } : {};
  await page.evaluate(`(async () => {
    const { profiles } = await chrome.storage.local.get('profiles');
    profiles.profiles.push(${JSON.stringify(more)});
    await chrome.storage.local.set({ profiles });
    await chrome.storage.session.set(${JSON.stringify(credentials)});
  })()`);
}
