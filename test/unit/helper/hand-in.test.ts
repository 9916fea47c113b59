// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookAt } from '../../../src/helper/capture';
import { createHandIn, type HandIn } from '../../../src/helper/hand-in';
import type { PanelState } from '../../../src/helper/panel/state';
import type { Visit } from '../../../src/helper/visit';
import { hint } from '../../../src/secret';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import { wanted } from '../../screens/panel-states';
import { dots, drawList, openDialog, otherPair, pair, pass, setUp, tearDown } from './conducting';

let leaving: AbortController;
let plan: HelperPlan;
let states: PanelState[];
const tell = vi.fn();
const endWatch = vi.fn();
const lost = vi.fn();
let pairs: HandIn;

beforeEach(() => {
  setUp();
  drawList(['Login']);
  leaving = new AbortController();
  plan = { kind: 'capture', consumerName: 'Login' };
  states = [];
  tell.mockReset().mockResolvedValue({ kept: true });
  endWatch.mockReset();
  lost.mockReset();
  const visit: Visit = {
    signal: leaving.signal,
    get plan() {
      return plan;
    },
    look: () => lookAt(document),
    show: (state) => void states.push(state),
    tell,
  };
  pairs = createHandIn(visit, { typedName: 'Typed', isSaved: true }, { end: endWatch }, lost);
});
afterEach(() => {
  leaving.abort();
  tearDown();
});

/** Takes what is shown, and waits for the two looks at it. */
async function take(consumerName: string | undefined = 'Login'): Promise<void> {
  const page = lookAt(document);
  if (page.kind !== 'pair') throw new Error('No pair is shown');
  const taken = pairs.takeShown(page, consumerName);
  await pass(1_000);
  await taken;
}
const told = (type: string) => tell.mock.calls.filter(([each]) => each === type).map(([, report]) => report);
const kinds = () => states.map((each) => each.kind);
const unreadable = { kind: 'unreadable', reason: 'masked', isShownOnce: true };

it('gives the vault what is shown, says so once it has it, and waits for no dialog any more', async () => {
  openDialog(pair);
  await take();
  expect(told('helper/pair')).toEqual([{ consumer: 'Login', ...pair, isSaved: true }]);
  expect(states).toEqual([
    { kind: 'busy', what: 'reading-shown' },
    { kind: 'kept', keyHint: hint(pair.key), isShown: true },
  ]);
  expect(endWatch).toHaveBeenCalledTimes(1);
});

it('says that another setup is under way where that takes no pair from here', async () => {
  tell.mockResolvedValue({ kept: false, isUnderWay: true });
  openDialog(pair);
  await take();
  expect(states.at(-1)).toEqual({ kind: 'under-way' });
});

it('takes the same reading once, and again when it is forgotten or another one', async () => {
  const dialog = openDialog(pair);
  await take();
  await take();
  expect(told('helper/pair')).toHaveLength(1);
  pairs.forget();
  await take();
  expect(told('helper/pair')).toHaveLength(2);
  dialog.remove();
  openDialog(otherPair);
  await take();
  expect(told('helper/pair').at(-1)).toMatchObject(otherPair);
});

it('names a pair beside which no name stands as it was typed', async () => {
  plan = { kind: 'capture', consumerName: undefined };
  await pairs.handIn('', pair);
  expect(told('helper/pair')).toMatchObject([{ consumer: 'Typed' }]);
});

describe('says of a pair that was handed in', () => {
  it('that it waits, where the person offered it', async () => {
    plan = { kind: 'offer', wanted };
    expect(await pairs.handIn('Login', pair)).toEqual({ kind: 'waiting' });
  });

  it('that it is not kept, where the vault says that or nothing', async () => {
    for (const answer of [{ kept: false }, undefined]) {
      tell.mockResolvedValueOnce(answer);
      expect(await pairs.handIn('Login', pair)).toEqual({ kind: 'trouble', trouble: 'not-kept' });
    }
  });

  it('nothing where the answer is lost', async () => {
    tell.mockRejectedValueOnce(new Error('No answer'));
    await expect(pairs.handIn('Login', pair)).rejects.toThrow('No answer');
  });

  it('that nothing has to stay open, where no dialog shows it', async () => {
    expect(await pairs.handIn('Login', pair)).toMatchObject({ kind: 'kept', isShown: false });
  });
});

describe('of a pair in two steps', () => {
  const steps = async (): Promise<void> => {
    const first = openDialog({ key: pair.key });
    await take();
    first.remove();
    openDialog({ secret: pair.secret });
    await take();
  };

  it('holds the Key for the Secret, and says so', async () => {
    await steps();
    expect(told('helper/pair')).toEqual([{ consumer: 'Login', ...pair, isSaved: true }]);
    expect(kinds()).toEqual(['busy', 'half', 'kept']);
  });

  it('holds the Key while it is not kept, and no longer', async () => {
    tell.mockResolvedValueOnce({ kept: false });
    await steps();
    expect(states.at(-1)).toEqual({ kind: 'trouble', trouble: 'not-kept' });
    pairs.forget();
    await take();
    expect(told('helper/pair')).toHaveLength(2);
    pairs.forget();
    await take();
    expect(told('helper/pair')).toHaveLength(2);
    expect(states.at(-1)).toMatchObject({ kind: 'unreadable', reason: 'no-key' });
  });
});

describe('a pair that cannot be read', () => {
  beforeEach(() => void openDialog({ ...pair, secret: dots }));

  it('is told of after three seconds, once', async () => {
    await take();
    expect(states.at(-1)).toEqual(unreadable);
    await pass(1_500);
    expect(told('helper/unreadable')).toEqual([]);
    pairs.forget();
    await take();
    await pass(60_000);
    expect(told('helper/unreadable')).toEqual([{ reason: 'masked' }]);
    expect(lost).not.toHaveBeenCalled();
  });

  it('is said to be so as long as it is the same', async () => {
    expect(pairs.saidOf(lookAt(document))).toBeUndefined();
    await take();
    expect(pairs.saidOf(lookAt(document))).toEqual(unreadable);
    document.querySelector('[role=dialog]')?.remove();
    expect(pairs.saidOf(lookAt(document))).toBeUndefined();
    openDialog(otherPair);
    expect(pairs.saidOf(lookAt(document))).toBeUndefined();
  });

  it('says where the answer to that was lost', async () => {
    tell.mockRejectedValue(new Error('No answer'));
    await take();
    await pass(5_000);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['was given up', () => pairs.end()],
    ['was read in time', () => pairs.handIn('Login', pair)],
    ['the helper left', () => leaving.abort()],
  ] as const)('is not told of where it %s', async (_, happens) => {
    await take();
    await happens();
    await pass(60_000);
    expect(told('helper/unreadable')).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not told of where nobody planned to take it', async () => {
    plan = { kind: 'offer', wanted };
    await take();
    await pass(60_000);
    expect(states.at(-1)).toEqual(unreadable);
    expect(told('helper/unreadable')).toEqual([]);
  });

  it('is not waited for where the helper left while it was read', async () => {
    const taken = take();
    leaving.abort();
    await taken;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('in a row', () => {
  const inRow = { key: 'yV5aWjGZz5xz7mhFCg', secret: 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN' };
  const drawRow = (isOpen: boolean): void => {
    history.replaceState(null, '', '/acme/workspace/settings/oauth-consumers');
    const details = `<tr class="extra-info"><td colspan="2"><dl><dt>Key</dt><dd>${inRow.key}</dd>
      <dt>Secret</dt><dd>${inRow.secret}</dd></dl></td></tr>`;
    document.body.innerHTML = `<main><h1>OAuth consumers</h1><a href="/new">Add consumer</a><table><tbody>
      <tr><td><button type="button">Login</button></td><td></td></tr>${isOpen ? details : ''}</tbody></table></main>`;
  };
  const takeInRow = async (name: string | undefined): Promise<void> => {
    const taken = pairs.takeInRow(name);
    await pass(10_000);
    await taken;
  };

  it('takes the one that is open, by its name', async () => {
    drawRow(true);
    await takeInRow(undefined);
    expect(told('helper/pair')).toEqual([{ consumer: 'Login', ...inRow, isSaved: true }]);
    expect(states.at(-1)).toEqual({ kind: 'kept', keyHint: hint(inRow.key), isShown: false });
  });

  it('asks for one where none is open', async () => {
    drawRow(false);
    await takeInRow(undefined);
    expect(states.at(-1)).toEqual({ kind: 'trouble', trouble: 'open-a-row' });
    expect(tell).not.toHaveBeenCalled();
  });

  it('tells at once that it is not there, where that was planned', async () => {
    drawRow(true);
    await takeInRow('Another');
    expect(states.at(-1)).toEqual({ kind: 'unreadable', reason: 'no-key', isShownOnce: false });
    expect(told('helper/unreadable')).toEqual([{ reason: 'no-key' }]);
    plan = { kind: 'offer', wanted };
    await takeInRow('Another');
    expect(told('helper/unreadable')).toHaveLength(1);
  });
});
