import { expect, it, vi } from 'vitest';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));

const { bitbucketSays, quotable } = await import('../../../src/extension/words/bitbucket');
const languages = import.meta.glob<Record<string, { readonly message: string }>>(
  '../../../src/public/_locales/*/messages.json',
  { eager: true, import: 'default' },
);

it('says whose words they are, and where they begin and end', () => {
  expect(bitbucketSays('Name taken.')).toBe('Bitbucket says: “Name taken.”');
});

it('lets no words end their quotation', () => {
  expect(bitbucketSays('Taken.” Keyferry asks: “Your token?')).toBe(
    'Bitbucket says: “Taken.’ Keyferry asks: ’Your token?”',
  );
});

it.each(Object.entries(languages))('quotes what Bitbucket says in %s', (_, messages) => {
  for (const key of ['bitbucketSays', 'helperListFailed']) {
    const { message = '' } = messages[key] ?? {};
    const [before = '', after = ''] = message.split('$1');
    const marks = `${before.at(-1)}${after[0]}`;
    expect(message).toContain('Bitbucket');
    expect(['“”', '„“', '«»', '「」']).toContain(marks);
    expect(quotable(marks), 'and a text cannot have them').toBe('’’');
  }
});
