// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HelperMessage } from '../../../src/extension/messages';

/** What the background answers, as the test wants it. */
let answer: (message: HelperMessage) => Promise<unknown>;
vi.mock('../../../src/extension/ask', () => ({
  askAsHelper: (message: HelperMessage) => answer(message),
  isExtensionAlive: () => true,
  onLookAgain: () => undefined,
}));
const { conduct } = await import('../../../src/helper/conductor');

const until = (isTrue: () => boolean) =>
  vi.waitFor(() => expect(isTrue()).toBe(true), { timeout: 5_000, interval: 10 });

const openForm = { plan: { kind: 'open-form' }, nonce: 'n', dashboardName: 'Auth0' };

/** Draws the list anew, as Bitbucket does while it loads; gives back how often the new button was pressed. */
function draw(): () => number {
  let presses = 0;
  document.body.innerHTML = `<main><h1>OAuth clients</h1><button type="button">Create OAuth client</button>
    <table><thead><tr><th>Name</th><th>Client ID</th><th>Actions</th></tr></thead><tbody></tbody></table></main>`;
  document.querySelector('button')?.addEventListener('click', () => {
    presses += 1;
  });
  return () => presses;
}

let leaving: AbortController;
beforeEach(() => {
  leaving = new AbortController();
});
afterEach(() => {
  leaving.abort();
  document.body.innerHTML = '';
});
const start = () =>
  conduct(
    { show: () => undefined, owns: () => false, dock: () => undefined, keepClear: () => undefined },
    leaving,
  );

it('presses the button that is there after the answer, not the one that was there before', async () => {
  const first = draw();
  let second = () => 0;
  answer = async () => {
    second = draw();
    return openForm;
  };
  start();
  await until(() => second() > 0);
  expect(first()).toBe(0);
});

it('waits for a list that is just being drawn', async () => {
  draw();
  answer = async () => {
    document.body.innerHTML = '<main><h1>OAuth clients</h1></main>';
    return openForm;
  };
  start();
  await until(() => document.querySelector('button') === null);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const presses = draw();
  await until(() => presses() > 0);
});

it('asks once more when a question is lost, and when its answer is', async () => {
  const presses = draw();
  let asked = 0;
  answer = async () => {
    asked += 1;
    if (asked === 1) throw new Error('Could not establish connection');
    return asked === 2 ? undefined : openForm;
  };
  start();
  await until(() => presses() > 0);
  expect(asked).toBe(3);
});
