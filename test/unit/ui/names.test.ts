import { fakeBrowser } from '@webext-core/fake-browser';
import { expect, it, vi } from 'vitest';

let language = 'en';
vi.mock('webextension-polyfill', () => ({
  default: Object.assign(fakeBrowser, {
    i18n: { getUILanguage: () => language, getMessage: () => language },
  }),
}));
const { named } = await import('../../../src/extension/words/names');

it.each([
  ['en', ['Auth0'], 'Auth0', 'Auth0'],
  ['en', ['Auth0', 'Example'], 'Auth0 and Example', 'Auth0 or Example'],
  ['de', ['Auth0', 'Example'], 'Auth0 und Example', 'Auth0 oder Example'],
])('in %s, %j are all %j, and any of them %j', (its, names, all, any) => {
  language = its;
  expect(named(names, 'all')).toBe(all);
  expect(named(names, 'any')).toBe(any);
});
