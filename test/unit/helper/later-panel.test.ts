// @vitest-environment jsdom

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLaterPanel } from '../../../src/helper/later-panel';
import type { Panel, PanelActions, PanelTerms, PanelWorld } from '../../../src/helper/panel/state';

const world = globalThis as PanelWorld;
const terms: PanelTerms = { dashboardName: 'Auth0', generation: 'clients', workspace: 'acme' };
const actions = {} as PanelActions;
const place = { corner: 'top-left', isCollapsed: true } as const;

let leaving: AbortController;
/** The real panel, as soon as its script has run. */
const real = { show: vi.fn(), dock: vi.fn(), keepClear: vi.fn(), owns: vi.fn(() => true) } satisfies Panel;
const run = () => {
  world.keyferryPanel = () => real;
};
const bring = vi.fn(async () => run());

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  bring.mockImplementation(async () => run());
  delete world.keyferryPanel;
  leaving = new AbortController();
});
afterEach(() => vi.useRealTimers());

const later = () => createLaterPanel(document, leaving.signal, bring);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it('asks for no script where there is nothing to say', async () => {
  const panel = later();
  panel.dock(place);
  panel.show({ kind: 'hidden' }, terms, actions);
  panel.keepClear(undefined);
  expect(panel.owns(document.body)).toBe(false);
  await pass(60_000);
  expect(bring).not.toHaveBeenCalled();
});

it('asks once, and begins with what was asked of it last', async () => {
  const panel = later();
  const save = document.createElement('button');
  panel.dock(place);
  panel.show({ kind: 'busy', what: 'opening' }, terms, actions);
  panel.show({ kind: 'introduce' }, terms, actions);
  panel.keepClear(save);
  await pass(0);
  expect(bring).toHaveBeenCalledOnce();
  expect(real.show.mock.calls).toEqual([[{ kind: 'introduce' }, terms, actions]]);
  expect(real.dock.mock.calls).toEqual([[place]]);
  expect(real.keepClear.mock.calls).toEqual([[save]]);
  panel.show({ kind: 'hidden' }, terms, actions);
  expect(real.show).toHaveBeenLastCalledWith({ kind: 'hidden' }, terms, actions);
  expect(panel.owns(document.body)).toBe(true);
});

it('shows nothing that is over by the time that the script comes', async () => {
  let come = () => {};
  bring.mockImplementation(
    () =>
      new Promise((resolve) => {
        come = () => resolve(run());
      }),
  );
  const panel = later();
  panel.show({ kind: 'introduce' }, terms, actions);
  panel.show({ kind: 'hidden' }, terms, actions);
  come();
  await pass(0);
  expect(real.show).not.toHaveBeenCalled();
});

it('takes the script that has come although its answer was lost', async () => {
  bring.mockImplementation(async () => {
    run();
    throw new Error('No answer');
  });
  later().show({ kind: 'introduce' }, terms, actions);
  await pass(0);
  expect(real.show).toHaveBeenCalledOnce();
});

it('asks again where nobody heard it, and not for ever', async () => {
  bring.mockRejectedValueOnce(new Error('No one'));
  later().show({ kind: 'introduce' }, terms, actions);
  await pass(10_000);
  expect(bring).toHaveBeenCalledTimes(2);
  expect(real.show).toHaveBeenCalledOnce();

  bring.mockClear();
  bring.mockRejectedValue(new Error('No one'));
  delete world.keyferryPanel;
  later().show({ kind: 'introduce' }, terms, actions);
  await pass(60_000);
  expect(bring).toHaveBeenCalledTimes(5);
});

it('makes no panel on a page that the helper has left', async () => {
  bring.mockImplementation(async () => {
    leaving.abort();
    run();
  });
  later().show({ kind: 'introduce' }, terms, actions);
  await pass(10_000);
  expect(real.show).not.toHaveBeenCalled();
});
