// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { noActions } from '../../screens/no-actions';
import { panelKinds, panelPictures, panelTerms } from '../../screens/panel-pictures';
import { wordsOfStates } from '../../screens/words';
import { missing } from '../../screens/words-shown';
import { englishBrowser } from '../ui/english';

// Each picture of the panel on Bitbucket's pages shows what its name says: its headline, its rows, and the one button that stands out.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { PanelView } = await import('../../../src/helper/panel/view');
afterEach(cleanup);

const nothing = () => undefined;
it.each(panelPictures.map((each) => [each.name, each] as const))('%s', (name, { state }) => {
  const { container } = render(
    <PanelView
      state={state}
      terms={panelTerms}
      actions={noActions}
      press={(action) => () => action()}
      isFolded={false}
      place={{ corner: 'bottom-right', isCollapsed: false }}
      corner={() => 'bottom-right'}
      choosePlace={nothing}
      drag={nothing}
    />,
  );
  const words = wordsOfStates[`panel: ${name}`];
  expect(
    words &&
      missing(words, {
        text: container.textContent ?? '',
        main: [...container.querySelectorAll('.primary')].map((each) => each.textContent ?? ''),
      }),
  ).toEqual([]);
});

it('there is a picture of each kind', () => {
  const pictured = panelPictures.map(({ state }) => state.kind);
  expect(panelKinds.filter((kind) => !pictured.some((each) => each === kind))).toEqual([]);
});
