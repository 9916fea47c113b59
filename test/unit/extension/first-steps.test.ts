import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { enteredIn } from '../../../src/setup/profiles/draft';
import { beginningOf, draftFrom } from '../../../src/setup/profiles/first-steps';
import { oldFirstSteps as old } from '../../fixtures/first-steps';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { keptWelcome } = await import('../../../src/extension/store/first-steps');

beforeEach(() => fakeBrowser.reset());

it('what version 0.1 has kept of the first steps is found again', async () => {
  await fakeBrowser.storage.local.set({ welcome: old });
  const found = await keptWelcome.read();
  expect(found).toEqual({ ...old, dashboard: 'auth0' });
  if (!found) return;
  const draft = draftFrom(found);
  expect(draft).toMatchObject({ id: 'new', dashboard: 'auth0', workspace: 'acme' });
  expect(enteredIn(draft)).toMatchObject({
    domain: 'acme.eu.auth0.com',
    signIn: 'machine',
    clientId: 'theClientId',
  });
  await keptWelcome.write(beginningOf(draft));
  const { step: _, ...since } = found;
  expect(await keptWelcome.read()).toEqual({ ...since, loginDomain: '' });
});

it.each([{ profileId: 7 }, { dashboard: 'okta' }, { domain: 7 }])(
  'what is not such is not: %o',
  async (part) => {
    await fakeBrowser.storage.local.set({ welcome: { ...old, ...part } });
    expect(await keptWelcome.read()).toBeUndefined();
  },
);
