import type { Page } from 'puppeteer-core';
import { find, findField, waitFor } from './person';

/** What a person does with only a keyboard: no click, and only keys move the focus. */

/** The name of what has the focus: its label, or its text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });

/** Whether the focus is visible: on the extension's own pages, something is drawn around what has it. */
const isFocusShown = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || !location.protocol.endsWith('-extension:')) return true;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  });

/** Goes there by Tab alone, or back by Shift and Tab; the focus must be visible all the way. */
export async function tabTo(page: Page, name: string, way: 'on' | 'back' = 'on'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    const now = await focused(page);
    if (now === name) return;
    passed.push(now.slice(0, 40));
    if (way === 'back') await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (way === 'back') await page.keyboard.up('Shift');
    const isShown = await waitFor(async () => (await isFocusShown(page)) || undefined);
    if (!isShown) throw new Error(`Nothing shows the focus at "${await focused(page)}"`);
  }
  throw new Error(`Tab never comes to "${name}", but to ${passed.join(' · ')}`);
}

export async function pressByKey(page: Page, name: string, key: 'Enter' | ' ' = 'Enter'): Promise<void> {
  await find(page, 'button', name);
  await tabTo(page, name);
  await page.keyboard.press(key);
}

export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Nobody types a token. */
export async function pasteInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
}
