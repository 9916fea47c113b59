import type { Page } from 'puppeteer-core';
import type { World } from './person/world';

/** A line of the list, and when it is done: the setup has begun, has passed a step, or is over. */
export interface TryOutLine {
  readonly text: string;
  readonly doneBy: 'begun' | 'logIn' | 'create' | 'over';
}

/**
 * Leaves one tab open: the extension's own page on which a setup begins and ends, with what to press, and above it a list whose lines
 * are ticked as they happen.
 */
export async function showTryOut(
  { extension }: World,
  lead: string,
  lines: readonly TryOutLine[],
): Promise<Page> {
  const page = await extension.openPage('src/pages/result/index.html');
  await page.evaluate(inPage(lead, lines));
  await page.bringToFront();
  const others = (await extension.openPages()).filter((each) => each.page !== page);
  await Promise.all(others.map((each) => each.page.close()));
  return page;
}

/** Runs in the page, beside what the extension draws there: this tab, and no other, shows the setup's end. */
const inPage = (lead: string, lines: readonly TryOutLine[]): string => `(async () => {
  const { id } = await chrome.tabs.getCurrent();
  await chrome.storage.session.set({ shown: { what: '', tabId: id } });
  const aside = document.createElement('aside');
  aside.setAttribute('aria-label', 'Try it');
  aside.style.cssText = 'display: block; max-width: 608px; margin: 24px auto 0; padding: 16px; border-radius: 8px;' +
    'font: 14px/1.5 system-ui, sans-serif; color: var(--text); background: var(--raised)';
  const lead = document.createElement('p');
  lead.textContent = ${JSON.stringify(lead)};
  lead.style.margin = '0 0 8px';
  const list = document.createElement('ol');
  list.style.cssText = 'margin: 0; padding-inline-start: 20px';
  const lines = ${JSON.stringify(lines)}.map(({ text, doneBy }) => {
    const line = document.createElement('li');
    line.textContent = text;
    list.append(line);
    return { line, text, doneBy };
  });
  aside.append(lead, list);
  document.documentElement.insertBefore(aside, document.body);
  const tick = (journey) => {
    for (const { line, text, doneBy } of lines) {
      const isDone = journey !== undefined && (doneBy === 'begun' ||
        (doneBy === 'over' ? journey.stage.kind === 'done' : journey.record.some((each) => each.step === doneBy)));
      line.textContent = (isDone ? '✓ ' : '') + text;
    }
  };
  chrome.storage.onChanged.addListener(({ journey }) => { if (journey) tick(journey.newValue); });
})()`;
