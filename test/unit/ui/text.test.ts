import { expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));

const { t } = await import('../../../src/extension/words/text');

it.each(['\u202e', '\u2067', '\u200f', '\u061c'])('no name turns around what stands after it: %j', (turn) => {
  const said = t('problem_pairContradicted_why', `real${turn}`, `${turn}one`, 'other');
  expect(said).toContain('The list has one; what was read has other.');
  expect(said).not.toContain(turn);
});

it('leaves every letter of a name as it is', () => {
  expect(t('problem_pairContradicted_what', 'שלום\u200d–Ünï')).toContain('“שלום\u200d–Ünï”');
});
