// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clearClipboard,
  clearsByItself,
  copySecret,
  copyText,
} from '../../../src/extension/platform/clipboard';
import { Secret } from '../../../src/secret';

/** A clipboard as a page sees it: only while in front can the page write to it and hear of it. */
class Clipboard extends EventTarget {
  content = '';
  isInFront = true;
  allows = true;
  private hasMissed = false;

  async writeText(text: string) {
    if (!this.isInFront || !this.allows) throw new DOMException('not in front', 'NotAllowedError');
    this.change(text);
  }

  /** Anybody copies something. */
  change(text: string) {
    this.content = text;
    if (this.isInFront) setTimeout(() => this.tell(), 1);
    else this.hasMissed = true;
  }

  leave() {
    this.isInFront = false;
  }

  comeBack() {
    this.isInFront = true;
    dispatchEvent(new Event('focus'));
    if (this.hasMissed) setTimeout(() => this.tell(), 1);
    this.hasMissed = false;
  }

  private tell() {
    this.dispatchEvent(new Event('clipboardchange'));
  }
}

let clipboard: Clipboard;
beforeEach(() => {
  vi.useFakeTimers();
  clipboard = new Clipboard();
  vi.stubGlobal('navigator', { clipboard });
  vi.spyOn(document, 'hasFocus').mockImplementation(() => clipboard.isInFront);
});
afterEach(async () => {
  Object.assign(clipboard, { isInFront: true, allows: true });
  await clearClipboard();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

describe('where the browser tells that something else was copied', () => {
  beforeEach(() => {
    vi.stubGlobal('ClipboardChangeEvent', Event);
  });

  it('is cleared a while after the last copy', async () => {
    await copySecret(new Secret('first'));
    await seconds(50);
    await copySecret(new Secret('second'));
    await seconds(50);
    expect(clipboard.content).toBe('second');
    await seconds(50);
    expect(clipboard.content).toBe('');
  });

  it('is cleared when the page comes back, where it was not in front by then', async () => {
    await copySecret(new Secret('value'));
    clipboard.leave();
    await seconds(600);
    expect(clipboard.content).toBe('value');
    clipboard.comeBack();
    await seconds(5);
    expect(clipboard.content).toBe('');
  });

  it('is cleared in time by a page that was away in between, and has missed nothing', async () => {
    await copySecret(new Secret('value'));
    clipboard.leave();
    await seconds(20);
    clipboard.comeBack();
    await seconds(100);
    expect(clipboard.content).toBe('');
  });

  it('is cleared the next time, where the page is gone again at once', async () => {
    await copySecret(new Secret('value'));
    clipboard.leave();
    await seconds(600);
    clipboard.comeBack();
    clipboard.leave();
    await seconds(600);
    expect(clipboard.content).toBe('value');
    clipboard.comeBack();
    await seconds(5);
    expect(clipboard.content).toBe('');
  });

  it.each([
    ['before its time', 20],
    ['just as its time comes', 60.999],
    ['after its time', 600],
  ])('leaves alone what was copied elsewhere %s', async (_, count) => {
    await copySecret(new Secret('value'));
    clipboard.leave();
    await seconds(count);
    clipboard.change('somebody else’s');
    clipboard.comeBack();
    await seconds(600);
    await clearClipboard();
    expect(clipboard.content).toBe('somebody else’s');
  });

  it('leaves alone what was copied while the page is in front', async () => {
    await copySecret(new Secret('value'));
    await seconds(20);
    clipboard.change('of another program');
    await seconds(600);
    expect(clipboard.content).toBe('of another program');
  });
});

it('stays until the person says so, where the browser does not tell what else was copied', async () => {
  expect(clearsByItself()).toBe(false);
  await copySecret(new Secret('value'));
  clipboard.leave();
  await seconds(600);
  clipboard.change('somebody else’s');
  clipboard.comeBack();
  await seconds(600);
  expect(clipboard.content).toBe('somebody else’s');
  await clearClipboard();
  expect(clipboard.content).toBe('');
});

it('is left alone when nothing of ours is on it', async () => {
  clipboard.content = 'somebody else’s';
  await clearClipboard();
  expect(clipboard.content).toBe('somebody else’s');
});

it('is left alone when something of ours is on it that is not secret', async () => {
  await copySecret(new Secret('value'));
  await copyText('a report');
  await clearClipboard();
  expect(clipboard.content).toBe('a report');
});

it('is cleared by the next press where one was refused', async () => {
  await copySecret(new Secret('value'));
  clipboard.allows = false;
  await clearClipboard();
  clipboard.allows = true;
  await clearClipboard();
  expect(clipboard.content).toBe('');
});

it('says when the browser does not let it be copied', async () => {
  clipboard.allows = false;
  await expect(copySecret(new Secret('value'))).rejects.toThrow();
});
