// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lookAt } from '../../../src/helper/capture';
import { createPress } from '../../../src/helper/press';
import { drawList, pass, setUp, tearDown } from './conducting';
import { drawForm } from './form-page';

let leaving: AbortController;
const press = () => createPress(() => lookAt(document), leaving.signal);

beforeEach(() => {
  setUp();
  leaving = new AbortController();
});
afterEach(() => {
  leaving.abort();
  tearDown();
});

/** Draws a list whose button does that; returns how often it was pressed. */
function draw(leadsTo: () => void = () => undefined): () => number {
  drawList();
  let presses = 0;
  document.querySelector('button')?.addEventListener('click', () => {
    presses += 1;
    leadsTo();
  });
  return () => presses;
}

it('presses at once, and not again where that leads somewhere', async () => {
  const presses = draw(() => {
    history.replaceState(null, '', '/acme/workspace/settings/oauth-clients/new');
    drawForm();
  });
  await press()((list) => list.create);
  expect(presses()).toBe(1);
  // Long enough for one more look at where the press has led.
  await pass(2_100);
  expect(vi.getTimerCount()).toBe(0);
  expect(presses()).toBe(1);
});

it('presses again while the list stays, but not without end', async () => {
  const presses = draw();
  await press()((list) => list.create);
  await pass(1_900);
  expect(presses()).toBe(1);
  await pass(200);
  expect(presses()).toBe(2);
  await pass(120_000);
  expect(presses()).toBe(12);
  expect(vi.getTimerCount()).toBe(0);
});

it('looks sooner for a list, or for what is on it, that is not there yet', async () => {
  document.body.innerHTML = '<main><h1>OAuth clients</h1></main>';
  let isWanted = false;
  await press()((list) => (isWanted ? list.create : undefined));
  const presses = draw();
  await pass(200);
  expect(presses()).toBe(0);
  isWanted = true;
  await pass(200);
  expect(presses()).toBe(1);
});

it('presses something else instead, once that is asked for', async () => {
  const presses = draw();
  const other = document.createElement('button');
  const isPressed = vi.fn();
  other.addEventListener('click', isPressed);
  const one = press();
  await one((list) => list.create);
  await one(() => other);
  await pass(10_000);
  expect(presses()).toBe(1);
  expect(isPressed.mock.calls.length).toBeGreaterThan(1);
});

it('presses nothing any more where the helper leaves, not even what is found after that', async () => {
  const presses = draw();
  const one = press();
  await one((list) => list.create);
  let found = (): void => undefined;
  const finding = new Promise<void>((resolve) => {
    found = resolve;
  });
  const second = one(async (list) => {
    await finding;
    return list.create;
  });
  leaving.abort();
  found();
  await second;
  await pass(60_000);
  expect(presses()).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});
