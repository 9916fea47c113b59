// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import type { Profile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { after, filled, works } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { More } = await import('../../../src/pages/popup/more');

afterEach(cleanup);

const byHand = {
  id: 'p',
  name: 'Rockets',
  workspace: 'acme',
  scopes: [],
  dashboard: 'other',
  tool: 'gitea',
  callbackUrl: 'https://git.acme.example/user/oauth2/bitbucket/callback',
} as unknown as Profile;

function draw(journey: Journey | undefined, of: Profile = profile('p'), isAside = false) {
  const run = vi.fn(async () => undefined);
  const onChosen = vi.fn();
  const onFillPage = vi.fn();
  const commands = { refusal: undefined, fieldProblem: undefined, isBusy: false, run, repeat: run };
  render(
    <More
      journey={journey}
      isAside={isAside}
      profile={of}
      commands={commands}
      isSide={false}
      onFillPage={onFillPage}
      onChosen={onChosen}
    />,
  );
  const list = screen.getByRole('list', { name: 'More' });
  return {
    run,
    onChosen,
    names: within(list)
      .getAllByRole('button')
      .map((each) => each.textContent),
  };
}

const side = 'Open in the side panel';
const looks = ['Run test login', 'Check setup', 'New Secret'];

it.each([
  ['before a setup', undefined, undefined, [...looks, 'Use an existing consumer', side]],
  ['while one is under way', after(newJourney(), ...filled), undefined, ['Discard setup', side]],
  [
    'after one',
    after(newJourney(), ...works),
    undefined,
    [...looks, 'Use an existing consumer', 'Set up Bitbucket login', 'Undo', 'Discard setup', side],
  ],
  [
    'where all is done by hand',
    undefined,
    byHand,
    ['Fill the page in this tab', 'Use an existing consumer', side],
  ],
])('has %s what can be done then', (_, journey, of, names) => {
  expect(draw(journey, of).names).toEqual(names);
});

it('undoes nothing of a setup that is not in front', () => {
  expect(draw(after(newJourney(), ...works), profile('p'), true).names).not.toContain('Undo');
});

it('folds up with what was chosen, and has it done', async () => {
  const { run, onChosen } = draw(undefined);
  fireEvent.click(screen.getByRole('button', { name: 'Check setup' }));
  await expect.poll(() => run.mock.calls).toEqual([[{ type: 'setup/start', mode: 'check' }]]);
  expect(onChosen).toHaveBeenCalledOnce();
});
