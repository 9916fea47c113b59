import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clearClipboard, copySecret } from '../../../src/extension/platform/clipboard';
import { Secret } from '../../../src/secret';

let content = '';
let isAllowed = true;
beforeEach(() => {
  vi.useFakeTimers();
  content = '';
  isAllowed = true;
  vi.stubGlobal('navigator', {
    clipboard: {
      writeText: async (text: string) => {
        if (!isAllowed) throw new DOMException('not in front', 'NotAllowedError');
        content = text;
      },
    },
  });
});
afterEach(async () => {
  isAllowed = true;
  await clearClipboard();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('is cleared a minute after the last copy', async () => {
  await copySecret(new Secret('first'));
  await vi.advanceTimersByTimeAsync(59_000);
  await copySecret(new Secret('second'));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(content).toBe('second');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(content).toBe('');
});

it('is cleared as soon as the browser allows, where it does not at once', async () => {
  await copySecret(new Secret('value'));
  isAllowed = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(content).toBe('value');
  isAllowed = true;
  dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(0);
  expect(content).toBe('');
});

it('is left alone when nothing of ours is on it', async () => {
  content = 'somebody else’s';
  await clearClipboard();
  expect(content).toBe('somebody else’s');
});

it('says when the browser does not let it be copied', async () => {
  isAllowed = false;
  await expect(copySecret(new Secret('value'))).rejects.toThrow();
});
