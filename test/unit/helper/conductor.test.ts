// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CheckedPair, checkShape } from '../../../src/bitbucket/pair';
import { hint } from '../../../src/secret';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import { wanted } from '../../screens/panel-states';
import {
  background,
  conducted,
  dots,
  drawList,
  openDialog,
  pagesTold,
  pair,
  pass,
  setUp,
  tearDown,
  told,
} from './conducting';

vi.mock('../../../src/extension/messages/ask-as-helper', async () => (await import('./conducting')).fakeAsk);
/** What a person points at: there are no real browser events here. */
const pointing = vi.hoisted(() => ({ chosen: undefined as CheckedPair | undefined }));
vi.mock('../../../src/helper/pointing', () => ({ pointAtPair: async () => pointing.chosen }));

beforeEach(setUp);
afterEach(tearDown);

const openForm: HelperPlan = { kind: 'open-form' };
const offer: HelperPlan = { kind: 'offer', wanted };

/** Redraws the list, as Bitbucket does while it loads; returns how often its button was pressed. */
function draw(): () => number {
  drawList();
  let presses = 0;
  document.querySelector('button')?.addEventListener('click', () => {
    presses += 1;
  });
  return () => presses;
}

describe('opens the form', () => {
  beforeEach(() => {
    background.plan = () => openForm;
  });

  it('with the button that is there after the answer, not the one that was there before', async () => {
    const first = draw();
    let second = () => 0;
    background.onLook = async () => {
      second = draw();
    };
    await conducted();
    await pass(500);
    expect(second()).toBe(1);
    expect(first()).toBe(0);
  });

  it('from a list that is just being drawn', async () => {
    draw();
    background.onLook = async () => {
      document.body.innerHTML = '<main><h1>OAuth clients</h1></main>';
    };
    await conducted();
    await pass(200);
    const presses = draw();
    await pass(500);
    expect(presses()).toBe(1);
  });

  it('with another press, where the first one came too early for the page', async () => {
    const presses = draw();
    await conducted();
    await pass(1_500);
    expect(presses()).toBe(1);
    await pass(1_500);
    expect(presses()).toBe(2);
  });

  it('and asks once more when a question is lost, and when its answer is', async () => {
    const presses = draw();
    let asked = 0;
    background.onLook = async () => {
      asked += 1;
      if (asked < 3) throw new Error('Could not establish connection');
    };
    await conducted();
    await pass(4_000);
    expect(presses()).toBeGreaterThan(0);
    expect(asked).toBe(3);
  });
});

describe('tells of a list', () => {
  const lists = () => pagesTold().map((page) => page.kind);

  it('that is empty, once it has stood so for a moment', async () => {
    drawList([], '');
    await conducted();
    await pass(2_300);
    expect(lists()).toEqual([]);
    await pass(500);
    expect(pagesTold()).toEqual([
      { kind: 'list', workspace: 'acme', names: [], keys: [], isPart: false, pairIn: 'dialog' },
    ]);
  });

  it('at once, where something is in it', async () => {
    drawList(['Login']);
    await conducted();
    await pass(100);
    expect(pagesTold()).toMatchObject([{ kind: 'list', names: ['Login'] }]);
  });

  it('that what seemed empty has something in it, where that came in time', async () => {
    drawList([], '');
    await conducted();
    await pass(2_000);
    drawList(['Login']);
    await pass(3_000);
    expect(pagesTold()).toMatchObject([{ kind: 'list', names: ['Login'] }]);
  });

  it('that it is still loading, after four seconds, and what it has then', async () => {
    background.plan = (page) =>
      page.kind === 'list-waits' ? { ...page } : { kind: 'choose-workspace', found: [] };
    drawList([], '<span role="progressbar" aria-label="Loading"></span>');
    const panel = await conducted();
    await pass(3_900);
    expect(lists()).toEqual([]);
    await pass(500);
    expect(pagesTold()).toEqual([{ kind: 'list-waits', workspace: 'acme', reason: 'loading', says: '' }]);
    expect(panel.now()).toMatchObject({ kind: 'list-waits', reason: 'loading' });
    drawList(['Login']);
    await pass(1_000);
    expect(lists()).toEqual(['list-waits', 'list']);
    expect(panel.now()?.kind).toBe('choose-workspace');
  });

  it('that Bitbucket could not load it, at once and in its words', async () => {
    drawList([], '<div>Something went wrong. <button type="button">Try again</button></div>');
    await conducted();
    await pass(200);
    expect(pagesTold()).toEqual([
      { kind: 'list-waits', workspace: 'acme', reason: 'failed', says: 'Something went wrong.' },
    ]);
  });
});

describe('looks in a list for the client of a Key', () => {
  const found = () => told('helper/found').map(({ name, isWhole }) => ({ name, isWhole }));
  beforeEach(() => {
    background.plan = (page) =>
      page.kind === 'list'
        ? { kind: 'inspect', keyHint: hint(pair.key), consumerName: undefined }
        : { kind: 'nothing' };
  });

  it('and does not say that it is not there as long as the list may still come', async () => {
    drawList([], '');
    await conducted();
    await pass(7_000);
    expect(found()).toEqual([]);
    drawList(['Login']);
    const cell = document.querySelectorAll('tbody td')[1];
    if (cell) cell.textContent = pair.key;
    await pass(2_000);
    // Once for each list that was reported: the empty one, and this one.
    expect(found()).toEqual(Array(2).fill({ name: 'Login', isWhole: true }));
  });

  it('and says that it did not see the list, where that never comes', async () => {
    drawList([], '');
    await conducted();
    await pass(20_000);
    expect(found()).toEqual([{ name: null, isWhole: false }]);
  });

  it('and says that it did not see all of it, where a Key cannot be read', async () => {
    drawList(['Login']);
    const cell = document.querySelectorAll('tbody td')[1];
    if (cell) cell.textContent = '••••';
    await conducted();
    await pass(2_000);
    expect(found()).toEqual([{ name: null, isWhole: false }]);
  });

  it('and says that it is not there, where the list says so', async () => {
    drawList();
    await conducted();
    await pass(2_000);
    expect(found()).toEqual([{ name: null, isWhole: true }]);
  });
});

it('tells of a page that is not understood after four seconds', async () => {
  document.body.innerHTML = '<main><h1>Something new</h1></main>';
  await conducted();
  await pass(3_900);
  expect(pagesTold()).toEqual([]);
  await pass(500);
  expect(pagesTold()).toEqual([{ kind: 'unclear', workspace: 'acme' }]);
});

it('tells nothing of a translated page but that it is one', async () => {
  background.plan = () => ({ kind: 'translated' });
  drawList(['Anmeldung', 'Probe']);
  document.documentElement.classList.add('translated-ltr');
  const panel = await conducted();
  await pass(5_000);
  expect(pagesTold()).toEqual([{ kind: 'translated', workspace: 'acme' }]);
  expect(panel.now()).toEqual({ kind: 'translated' });
  document.documentElement.classList.remove('translated-ltr');
  drawList(['Login']);
  await pass(1_000);
  expect(pagesTold().at(-1)).toMatchObject({ kind: 'list', names: ['Login'] });
});

it('reads no pair in a dialog that the browser has translated, and reads it in the original', async () => {
  background.plan = (page) =>
    page.kind === 'pair' ? { kind: 'capture', consumerName: 'Login' } : { kind: 'translated' };
  drawList(['Login']);
  openDialog(pair);
  document.documentElement.classList.add('translated-ltr');
  const panel = await conducted();
  await pass(5_000);
  expect(pagesTold()).toEqual([{ kind: 'translated', workspace: 'acme' }]);
  expect(told('helper/pair')).toEqual([]);
  expect(panel.now()).toEqual({ kind: 'translated' });
  document.documentElement.classList.remove('translated-ltr');
  await pass(2_000);
  expect(told('helper/pair')).toMatchObject([pair]);
});

describe('a press on the panel', () => {
  beforeEach(() => {
    background.plan = () => offer;
  });

  it.each([['capture'], ['open']] as const)('whose answer is lost says so: %s', async (action) => {
    drawList(['Login']);
    openDialog(pair);
    background.answer = async () => {
      throw new Error('No answer');
    };
    const panel = await conducted();
    await pass(500);
    expect(panel.now()?.kind).toBe('offer');
    panel.press()[action]();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'trouble', trouble: 'no-answer' });
    expect(panel.hasShown('kept') || panel.hasShown('waiting')).toBe(false);
  });

  it('on a pair that cannot be read keeps what it said, whatever is looked at after it', async () => {
    drawList(['Login']);
    const panel = await conducted();
    await pass(500);
    const dialog = openDialog({ ...pair, secret: dots });
    panel.press().capture();
    await pass(2_000);
    expect(pagesTold().map((page) => page.kind)).toEqual(['list', 'pair']);
    expect(panel.now()).toEqual({ kind: 'unreadable', reason: 'masked', isShownOnce: true });
    (dialog.querySelector('dd:last-of-type span') as Element).textContent = pair.secret;
    background.lookAgain();
    await pass(1_000);
    expect(panel.now()).toMatchObject({ kind: 'offer', canCapture: true });
  });

  it('that led to two values which are no pair keeps saying why, whatever is looked at after it', async () => {
    document.body.innerHTML = '<h1>Ready</h1><span>one</span><span>two</span>';
    background.plan = (page) =>
      page.kind === 'unclear' ? { kind: 'ask', wanted: undefined, isFilled: false } : offer;
    const swapped = checkShape({ key: pair.secret, secret: pair.key });
    pointing.chosen = swapped;
    const panel = await conducted();
    await pass(10_000);
    expect(panel.now()).toEqual({ kind: 'ask', sheet: undefined, isForeign: false });
    panel.press().point();
    // The marks on what was picked go, which makes the helper look at the page.
    await pass(0);
    document.querySelector('span')?.setAttribute('style', '');
    await pass(1_000);
    const said = { kind: 'unreadable', reason: 'swapped', isShownOnce: false };
    expect(panel.now()).toEqual(said);
    background.lookAgain();
    await pass(1_000);
    expect(panel.now()).toEqual(said);
    pointing.chosen = checkShape(pair);
    background.answer = async () => {
      throw new Error('No answer');
    };
    panel.press().point();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'trouble', trouble: 'no-answer' });
    pointing.chosen = undefined;
    panel.press().point();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'ask', sheet: undefined, isForeign: false });
    pointing.chosen = swapped;
    panel.press().point();
    await pass(1_000);
    drawList(['Login']);
    await pass(1_000);
    expect(panel.now()).toMatchObject({ kind: 'offer' });
  });

  it('that gets no answer while a pair is pointed at or handed in can be made again', async () => {
    drawList(['Login']);
    openDialog(pair);
    let isLost = true;
    background.answer = async () => {
      if (isLost) throw new Error('No answer');
      return { kept: true };
    };
    const panel = await conducted();
    await pass(500);
    panel.press().capture();
    await pass(1_000);
    isLost = false;
    panel.press().capture();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'waiting' });
  });

  it('while something is under way is carried out afterwards', async () => {
    const presses = draw();
    const panel = await conducted();
    await pass(500);
    let answer = (): void => undefined;
    background.onLook = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    background.lookAgain();
    await pass(500);
    panel.press().fill();
    panel.press().open();
    await pass(500);
    expect(presses()).toBe(0);
    answer();
    await pass(500);
    expect(presses()).toBe(1);
    expect(told('helper/open')).toHaveLength(1);
  });

  it('and each of several, one after the other', async () => {
    const presses = draw();
    const panel = await conducted();
    await pass(500);
    let answer = (): void => undefined;
    background.onLook = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    background.lookAgain();
    await pass(500);
    for (let press = 0; press < 3; press += 1) panel.press().fill();
    answer();
    await pass(500);
    expect(presses()).toBe(3);
  });
});

describe('leaves nothing behind', () => {
  const capture: HelperPlan = { kind: 'capture', consumerName: 'Login' };

  /** Each with how long what has begun may take to end. */
  const moments: readonly [string, () => unknown, HelperPlan, number, number][] = [
    ['while a list is quiet', () => drawList([], ''), openForm, 500, 0],
    ['between two presses', () => drawList(), openForm, 1_000, 0],
    [
      'while a pair is awaited',
      () => drawList(['Login']),
      { kind: 'await-pair', consumerName: 'Login' },
      1_000,
      0,
    ],
    ['while a pair cannot be read', () => void openDialog({ ...pair, secret: dots }), capture, 1_000, 0],
    // A pair that is being read is still handed in.
    ['while a pair is being read', () => void openDialog(pair), capture, 100, 500],
    ['while a row is being looked for', () => drawList(['Login']), capture, 700, 12_000],
  ];

  it.each(moments)('%s', async (_, page, plan, ms, endsIn) => {
    const listening = [vi.spyOn(document, 'addEventListener'), vi.spyOn(globalThis, 'addEventListener')];
    page();
    background.plan = () => plan;
    const panel = await conducted();
    await pass(ms);
    panel.leave();
    const shown = panel.states.length;
    await pass(endsIn);
    const heard = background.heard.length;
    expect(vi.getTimerCount()).toBe(0);
    const own = listening.flatMap((each) => each.mock.calls);
    expect(own.map(([type]) => type)).toContain('pageshow');
    for (const [type, , options] of own)
      expect((options as AddEventListenerOptions | undefined)?.signal?.aborted, type).toBe(true);
    document.body.append(document.createElement('p'));
    document.dispatchEvent(new Event('input'));
    dispatchEvent(new Event('popstate'));
    background.lookAgain();
    await pass(60_000);
    expect(panel.states.slice(shown)).toEqual([]);
    expect(background.heard.slice(heard).map((each) => each.type)).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    for (const each of listening) each.mockRestore();
  });

  it('after an answer was lost', async () => {
    drawList();
    background.onLook = async () => {
      throw new Error('No answer');
    };
    const panel = await conducted();
    await pass(200);
    expect(vi.getTimerCount()).toBe(1);
    panel.leave();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('while an answer is awaited', async () => {
    drawList();
    let answer = (): void => undefined;
    background.onLook = () =>
      new Promise((_, reject) => {
        answer = () => reject(new Error('No answer'));
      });
    background.plan = () => openForm;
    const panel = await conducted();
    await pass(500);
    document.body.append(document.createElement('p'));
    await pass(500);
    panel.leave();
    answer();
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(panel.states).toEqual([]);
  });
});

it('goes away where Bitbucket’s own navigation leads elsewhere', async () => {
  drawList(['Login']);
  const panel = await conducted();
  await pass(500);
  history.pushState(null, '', '/acme/rockets/src/main/');
  document.body.innerHTML = '<h1>rockets</h1>';
  await pass(500);
  background.lookAgain();
  await pass(5_000);
  expect(pagesTold()).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
  expect(panel.states).toEqual([{ kind: 'hidden' }]);
});
