import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { inOrder } from '../../../src/setup/check-course';
import { fixOf, type Point } from '../../../src/setup/points';
import { fixes, type ProblemCode, problem } from '../../../src/setup/problems';
import { checking, production, start } from '../../screens/journeys';
import { englishBrowser } from './english';

// No symptom without a way on: whatever stopped a setup has a button, or a field, and so has every point that is wrong.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/pages/asks/entering', async () => ({
  ...(await import('../../../src/pages/asks/fresh-credential')),
  ...(await import('../../../src/pages/asks/paste-pair')),
  ...(await import('../../../src/pages/asks/unlock')),
}));
const { Stopped } = await import('../../../src/pages/asks/stopped');
const { PointFixes } = await import('../../../src/pages/parts/fixes');

const commands = {
  refusal: undefined,
  fieldProblem: undefined,
  isBusy: false,
  run: async () => {},
  repeat: async () => {},
};
const pressable = (root: Element) =>
  [...root.querySelectorAll('button:not(:disabled), input')].map((each) => each.textContent);

beforeAll(() => {
  Object.assign(englishBrowser, { permissions: { contains: async () => true } });
});
afterEach(cleanup);

it.each(Object.keys(fixes) as ProblemCode[])('%s has a way on', (code) => {
  const { container } = render(
    <Stopped
      problem={problem(code, 'something')}
      journey={start()}
      profile={production}
      commands={commands}
      decide={() => {}}
      isSmall={false}
    />,
  );
  expect(pressable(container)).not.toEqual([]);
});

it.each(inOrder([]).filter((id) => id !== 'test' && id !== 'otherCallback'))(
  'a wrong point has: %s',
  (id) => {
    const wrong = { point: id, state: 'bad', params: ['Shop'] } as Point;
    expect(fixOf(wrong, [wrong])).toBeDefined();
    const journey = { ...checking(true), points: [wrong] };
    const { container } = render(
      <PointFixes point={wrong} journey={journey} profile={production} commands={commands} />,
    );
    expect(pressable(container)).toHaveLength(1);
  },
);
