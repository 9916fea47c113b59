// @vitest-environment jsdom
import { cleanup } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { told } from '../../../src/setup/journey/told';
import { fixes } from '../../../src/setup/problems';
import { failures } from '../../screens/failures';
import { standings } from '../../screens/journeys';
import { stateName, states } from '../../screens/states';
import { wordsOfStates } from '../../screens/words';
import { type Drawn, missing, wordsOf } from '../../screens/words-shown';
import { englishBrowser } from '../ui/english';
import { draw } from './draw';

// Every state with a picture in the gallery shows what its name says, and reads as somebody new to Keyferry needs it: one title, at
// most one button that stands out and, if something went wrong, what happened, why, and what to do.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
afterEach(cleanup);

/** These ask a tenant about a token, so they are drawn only in a browser, in every-screen-is-accessible. */
const needsTenant = states.filter((each) => each.hasToken);

const drawn = (root: Element): Drawn => ({
  text: root.textContent ?? '',
  main: [...root.querySelectorAll('.primary')].map((each) => each.textContent ?? ''),
});

const todo = 'What to do:';

it.each(
  states.filter((each) => !needsTenant.includes(each)).map((each) => [each.page, each.name, each] as const),
)('the %s: %s', async (_page, _name, screen) => {
  const root = await draw(screen);
  await vi.waitFor(() => expect(missing(wordsOf(screen), drawn(root))).toEqual([]), { timeout: 20_000 });
  expect(root.querySelectorAll('h1')).toHaveLength(1);
  for (const alert of root.querySelectorAll('[role=alert]')) {
    const said = [...alert.querySelectorAll('p')].map((each) => each.textContent ?? '');
    const last = said.findIndex((each) => each.startsWith(todo));
    if (last === -1) continue;
    // What happened is in its heading, in the page's own, or in the line above; a quotation is no reason.
    expect(alert.querySelector('h2') ?? root.querySelector('h1, [role=status]')).not.toBeNull();
    expect(said.slice(0, last).filter((each) => !/ says: “/.test(each))).toHaveLength(1);
    expect(said.slice(last + 1)).toEqual([]);
  }
});

describe('there is a picture', () => {
  const pictured = (page: 'popup' | 'result') => states.filter((each) => each.page === page);

  it.each(Object.keys(told))('of the stage %s, on the result page and on the popup', (stage) => {
    for (const page of ['result', 'popup'] as const)
      expect(pictured(page).filter(({ journey }) => journey?.stage.kind === stage)).not.toEqual([]);
  });

  it.each(Object.keys(fixes))('of the problem %s', (code) => {
    expect(
      pictured('result').filter(
        ({ journey }) => journey?.stage.kind === 'stopped' && journey.stage.problem.code === code,
      ),
    ).not.toEqual([]);
  });

  it('of each way to stand at a stage', () => {
    const kinds = new Set(Object.values(standings).flatMap((all) => all.map(({ journey }) => journey)));
    const shown = new Set(pictured('result').map(({ journey }) => journey && withoutTimes(journey)));
    expect([...kinds].filter((each) => !shown.has(withoutTimes(each)))).toEqual([]);
  });

  it('of each name once, and words for no other', () => {
    const names = states.map(stateName);
    expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
    const own = new Set(failures.map(stateName));
    const said = Object.keys(wordsOfStates).filter((each) => !each.startsWith('panel: '));
    expect(said.toSorted()).toEqual(names.filter((each) => !own.has(each)).toSorted());
  });
});

const withoutTimes = (journey: object): string =>
  JSON.stringify(journey, (_, value: unknown) => (typeof value === 'number' && value > 1e12 ? 0 : value));
