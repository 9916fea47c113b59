// @vitest-environment jsdom
import { mkdirSync, writeFileSync } from 'node:fs';
import { cleanup } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import de from '../../../src/public/_locales/de/messages.json';
import en from '../../../src/public/_locales/en/messages.json';
import es from '../../../src/public/_locales/es/messages.json';
import ja from '../../../src/public/_locales/ja/messages.json';
import { readingOf } from '../../screens/reading';
import { stateName, states } from '../../screens/states';
import { type Messages, translated, wordsOf } from '../../screens/words-shown';
import { englishBrowser } from '../ui/english';
import { draw } from './draw';

// Only the words of each screen, in order, as somebody hears them: written into a file for each language, to be read through. Unless asked
// for, only a part of the screens is checked.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
afterEach(cleanup);

const languages: Readonly<Record<string, Messages>> = { en, de, es, ja };
const patience = { timeout: 20_000 };
const isAll = process.env.KEYFERRY_READING !== undefined;
const read = states.filter((each, index) => !each.hasToken && (isAll || index % 24 === 0));

it.each(Object.entries(languages))(
  'reads from the first heading to the last button, in %s',
  async (language, messages) => {
    Object.assign(englishBrowser.i18n, {
      getUILanguage: () => language,
      getMessage: (key: string, params: readonly string[] = []) =>
        (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, index) => params[Number(index) - 1] ?? ''),
    });
    const lines: string[] = [];
    for (const each of read) {
      const { main } = translated({ ...wordsOf(each), says: [] }, en, messages);
      const root = await draw(each);
      // What a screen has to look up comes a moment later.
      const reading = await vi.waitFor(() => {
        const lines = readingOf(root);
        if (main !== undefined) expect(lines.join('\n'), stateName(each)).toContain(`[[${main}`);
        return lines;
      }, patience);
      lines.push(`=== ${stateName(each)}`, ...reading, '');
      expect(
        reading.filter((line) => line.startsWith('# ')),
        stateName(each),
      ).toHaveLength(1);
      // Elements without a name for people who cannot see them.
      expect(
        reading.filter((line) => /\[\]|<:|\(\)/.test(line)),
        stateName(each),
      ).toEqual([]);
    }
    if (!isAll) return;
    mkdirSync('artifacts/reading', { recursive: true });
    writeFileSync(`artifacts/reading/${language}.txt`, lines.join('\n'));
  },
  300_000,
);
