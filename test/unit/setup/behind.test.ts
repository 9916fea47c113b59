import { expect, it } from 'vitest';
import { keepBehind } from '../../../src/setup/journey/behind';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';

const setup = (id: string): Journey => ({ ...newJourney({ id }), stage: { kind: 'done' } });
const look = (id: string, more: Partial<Journey> = {}): Journey => ({
  ...newJourney({ id, mode: 'check' }),
  stage: { kind: 'done' },
  ...more,
});
const captured: Journey = { ...newJourney({ id: 'pair', mode: 'existing' }), stage: { kind: 'confirming' } };
const withTest = look('test', { hasTestApplication: true });
const withUndo = look('undo', { switchedFor: ['login'] });

it.each([
  ['a setup', setup('a'), [], ['a'], []],
  ['a look', look('l'), [], ['l'], []],
  ['a pair that waits for consent, and the setup behind it', captured, [setup('a')], ['pair', 'a'], []],
  ['a pair that waits for consent, and the look behind it', captured, [look('l')], ['pair', 'l'], []],
  ['a setup in place of a look at it', look('l'), [setup('a')], ['a'], ['l']],
  ['a newer look in place of an older one', look('l'), [look('k')], ['l'], ['k']],
  ['a look that has left its test application', withTest, [setup('a')], ['test', 'a'], []],
  ['a look that can be undone, beside a newer one', look('l'), [withUndo], ['l', 'undo'], []],
  ['the same journey once', setup('a'), [setup('a')], ['a'], []],
] as const)('keeps %s', (_, present, behind, kept, gone) => {
  const found = keepBehind(present, behind);
  expect(found.kept.map(({ id }) => id)).toEqual(kept);
  expect(found.gone.map(({ id }) => id)).toEqual(gone);
});
