// @vitest-environment jsdom
import { fakeBrowser } from '@webext-core/fake-browser';
import { useEffect, useState } from 'preact/hooks';
import { afterEach, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({
  default: Object.assign(fakeBrowser, {
    i18n: { getUILanguage: () => 'en', getMessage: (key: string) => key },
  }),
}));
const { render } = await import('preact');
const { lazily } = await import('../../../src/ui/lazily');
const { showPage } = await import('../../../src/ui/show-page');

const isShown = () => document.body.dataset.arriving === undefined;
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
afterEach(() => render(null, document.body));

/** A part whose code loads when the test says so. */
function part<Props extends object>(draw: (props: Props) => preact.JSX.Element) {
  let arrive = (_: { Part: typeof draw }) => {};
  const Part = lazily(
    () =>
      new Promise<{ Part: typeof draw }>((resolve) => {
        arrive = resolve;
      }),
    (from) => from.Part,
  );
  return { Part, arrive: () => arrive({ Part: draw }) };
}

it('shows a page once its parts are there, and those of its parts', async () => {
  const inner = part(() => <p>inner</p>);
  const outer = part(() => (
    <div>
      outer <inner.Part />
    </div>
  ));
  showPage(
    'title',
    <main>
      <outer.Part />
      <button type="button">Discard</button>
    </main>,
  );
  await settled();
  expect(isShown()).toBe(false);
  outer.arrive();
  await settled();
  expect(document.body.textContent).toBe('outer Discard');
  expect(isShown()).toBe(false);
  inner.arrive();
  await expect.poll(isShown).toBe(true);
  expect(document.body.textContent).toBe('outer innerDiscard');
});

function Read() {
  const [isRead, note] = useState(false);
  useEffect(() => void setTimeout(() => note(true), 30), []);
  return isRead ? <main>read</main> : null;
}

it('waits for content that has to be read first', async () => {
  showPage('title', <Read />);
  expect(isShown()).toBe(false);
  await expect.poll(isShown).toBe(true);
  expect(document.body.textContent).toBe('read');
});

it('is not held up for long by a part that never comes', async () => {
  const never = part(() => <p />);
  showPage(
    'title',
    <main>
      <never.Part />
      there
    </main>,
  );
  await expect.poll(isShown, { timeout: 5_000 }).toBe(true);
  expect(document.body.textContent).toBe('there');
});
