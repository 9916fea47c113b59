// @vitest-environment node

import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { ask } = await import('../../../src/extension/messages/ask');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const backgroundThat = (answers: () => Promise<unknown>) =>
  Object.assign(fakeBrowser.runtime, { sendMessage: answers });

const unanswered = { kind: 'refused', problem: { code: 'unanswered', params: [] } };

it('gives back what the background answers', async () => {
  backgroundThat(async () => ({ kind: 'done' }));
  expect(await ask({ type: 'setup/go-on' })).toEqual({ kind: 'done' });
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['breaks off', () => Promise.reject(new Error('The message port closed'))],
  ['ends without an answer', () => Promise.resolve(undefined)],
])('says that there was no answer, where the background %s', async (_, answers) => {
  backgroundThat(answers);
  expect(await ask({ type: 'setup/go-on' })).toEqual(unanswered);
});

it('does not wait for ever', async () => {
  backgroundThat(() => new Promise(() => undefined));
  const asked = ask({ type: 'setup/go-on' });
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await asked).toEqual(unanswered);
});
