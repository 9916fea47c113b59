// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hint } from '../../../src/secret';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import type { PageFacts } from '../../../src/setup/page-facts';
import {
  background,
  conducted,
  dots,
  drawList,
  openDialog,
  otherPair,
  pagesTold,
  pair,
  pass,
  setUp,
  tearDown,
  told,
} from './conducting';

vi.mock('../../../src/extension/messages/ask-as-helper', async () => (await import('./conducting')).fakeAsk);

beforeEach(setUp);
afterEach(tearDown);

const capture: HelperPlan = { kind: 'capture', consumerName: 'Login' };
const awaitPair: HelperPlan = { kind: 'await-pair', consumerName: 'Login' };
const follow = (held: string | undefined): HelperPlan => ({
  kind: 'follow',
  step: 'send',
  state: 'working',
  problem: undefined,
  held,
});
/** The background's plan after Save: the pair is taken wherever it is shown. */
const afterSave = ({ kind }: PageFacts): HelperPlan => (kind === 'pair' ? capture : awaitPair);

describe('takes a pair', () => {
  beforeEach(() => {
    background.plan = afterSave;
    drawList(['Login']);
  });

  it('and says that it is kept with the ends of the Key that was handed in', async () => {
    openDialog(pair);
    const panel = await conducted();
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([{ consumer: 'Login', ...pair }]);
    expect(panel.now()).toEqual({ kind: 'kept', keyHint: hint(pair.key), isShown: true });
  });

  /** A Secret behind dots, with a button that shows it after a while. */
  const openMasked = (ms: number): void => {
    const dialog = openDialog({ ...pair, secret: dots });
    const shown = dialog.querySelector('dd:last-of-type span') as Element;
    const show = document.createElement('button');
    show.textContent = 'Show';
    show.addEventListener('click', () => setTimeout(() => (shown.textContent = pair.secret), ms));
    shown.after(show);
  };

  it('that its own button uncovers', async () => {
    openMasked(10);
    await conducted();
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
  });

  it('that its own button uncovers late, without another plan', async () => {
    openMasked(2_000);
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'unreadable', reason: 'masked', isShownOnce: true });
    await pass(2_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.now()?.kind).toBe('kept');
    expect(pagesTold()).toHaveLength(1);
  });

  it('whose values come one after the other, without another plan', async () => {
    const dialog = openDialog({ ...pair, secret: '' });
    const panel = await conducted();
    await pass(1_000);
    expect(panel.hasShown('kept')).toBe(false);
    (dialog.querySelector('dd:last-of-type span') as Element).textContent = pair.secret;
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.now()?.kind).toBe('kept');
    expect(pagesTold()).toHaveLength(1);
  });

  it('of which the page shows the Key first and the Secret a step later', async () => {
    openDialog({ key: pair.key });
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'half' });
    expect(told('helper/pair')).toEqual([]);
    document.querySelector('[role=dialog]')?.remove();
    openDialog({ secret: pair.secret });
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.now()).toMatchObject({ kind: 'kept', keyHint: hint(pair.key) });
  });

  it('of a dialog that comes late', async () => {
    const panel = await conducted();
    await pass(20_000);
    expect(panel.now()).toEqual({ kind: 'awaiting', consumerName: 'Login' });
    openDialog(pair);
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    await pass(60_000);
    expect(told('helper/no-pair')).toEqual([]);
  });

  it('of a dialog that was closed before it could be read, and opened again', async () => {
    const dialog = openDialog({ ...pair, secret: dots });
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()?.kind).toBe('unreadable');
    dialog.remove();
    await pass(1_000);
    expect(panel.now()?.kind).toBe('awaiting');
    openDialog(pair);
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    await pass(60_000);
    expect(told('helper/no-pair')).toEqual([]);
    expect(told('helper/unreadable')).toEqual([]);
  });

  it('of a dialog that went and came again between two looks at it, and opens no row meanwhile', async () => {
    const panel = await conducted();
    await pass(1_000);
    const opened = vi.fn();
    document.querySelector('a')?.addEventListener('click', opened);
    const dialog = openDialog(pair);
    await pass(100);
    expect(panel.now()).toEqual({ kind: 'busy', what: 'reading-shown' });
    dialog.remove();
    await pass(500);
    expect(panel.now()?.kind).toBe('awaiting');
    openDialog(pair);
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.hasShown('unreadable')).toBe(false);
    expect(opened).not.toHaveBeenCalled();
  });

  it('that was another one for a moment, between two looks at it', async () => {
    await conducted();
    await pass(1_000);
    const dialog = openDialog(pair);
    const secret = dialog.querySelector('dd:last-of-type span') as Element;
    await pass(100);
    secret.textContent = otherPair.secret;
    await pass(90);
    secret.textContent = pair.secret;
    await pass(5_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(told('helper/unreadable')).toEqual([]);
  });

  it('once, and asks again where the answer was lost', async () => {
    let isLost = true;
    background.answer = async ({ type }) => {
      if (type === 'helper/pair' && isLost) throw new Error('No answer');
      return { kept: true };
    };
    openDialog(pair);
    const panel = await conducted();
    await pass(1_000);
    expect(panel.hasShown('kept')).toBe(false);
    isLost = false;
    await pass(2_000);
    expect(panel.now()?.kind).toBe('kept');
    const asked = told('helper/pair').length;
    await pass(10_000);
    expect(told('helper/pair')).toHaveLength(asked);
  });
});

it('takes the pair of a row, which nobody has to keep open', async () => {
  history.replaceState(null, '', '/acme/workspace/settings/oauth-consumers');
  const inRow = { key: 'yV5aWjGZz5xz7mhFCg', secret: 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN' };
  document.body.innerHTML = `<main><h1>OAuth consumers</h1><a href="/new">Add consumer</a><table><tbody>
    <tr><td><button type="button">Login</button></td><td></td></tr></tbody></table></main>`;
  document.querySelector('button')?.addEventListener('click', () =>
    setTimeout(() => {
      const details = `<tr class="extra-info"><td colspan="2"><dl><dt>Key</dt><dd>${inRow.key}</dd>
        <dt>Secret</dt><dd>${inRow.secret}</dd></dl></td></tr>`;
      document.querySelector('tbody')?.insertAdjacentHTML('beforeend', details);
    }, 300),
  );
  background.plan = () => capture;
  const panel = await conducted();
  await pass(3_000);
  expect(told('helper/pair')).toMatchObject([{ consumer: 'Login', ...inRow }]);
  expect(panel.now()).toEqual({ kind: 'kept', keyHint: hint(inRow.key), isShown: false });
});

it('never says kept of a pair that was refused', async () => {
  background.plan = afterSave;
  background.answer = async () => ({ kept: false });
  drawList(['Login']);
  openDialog(pair);
  const panel = await conducted();
  await pass(10_000);
  expect(panel.now()).toEqual({ kind: 'trouble', trouble: 'not-kept' });
  expect(panel.hasShown('kept')).toBe(false);
});

describe('calls a pair missed', () => {
  beforeEach(() => {
    background.plan = afterSave;
    drawList(['Login']);
  });

  it('after half a minute without it, once', async () => {
    await conducted();
    await pass(29_500);
    expect(told('helper/no-pair')).toEqual([]);
    await pass(60_000);
    expect(told('helper/no-pair')).toHaveLength(1);
  });

  it('however often the page changes and the background says to look again', async () => {
    await conducted();
    for (let second = 0; second < 29; second += 1) {
      document.body.append(document.createElement('p'));
      background.lookAgain();
      await pass(1_000);
    }
    expect(told('helper/no-pair')).toEqual([]);
    await pass(2_000);
    expect(told('helper/no-pair')).toHaveLength(1);
  });

  it('five seconds after its dialog was closed', async () => {
    const panel = await conducted();
    await pass(2_000);
    const dialog = openDialog({ ...pair, secret: dots });
    await pass(1_000);
    expect(panel.now()?.kind).toBe('unreadable');
    dialog.remove();
    await pass(4_500);
    expect(told('helper/no-pair')).toEqual([]);
    await pass(1_500);
    expect(told('helper/no-pair')).toHaveLength(1);
    await pass(60_000);
    expect(told('helper/no-pair')).toHaveLength(1);
  });

  it('five seconds after its dialog was closed, even before anybody looked at that', async () => {
    await conducted();
    await pass(2_000);
    const dialog = openDialog(pair);
    await pass(10);
    dialog.remove();
    await pass(4_500);
    expect(told('helper/no-pair')).toEqual([]);
    await pass(1_500);
    expect(told('helper/no-pair')).toHaveLength(1);
  });

  it('not where its dialog was drawn a moment ago', async () => {
    await conducted();
    // The wait began with the first look.
    await pass(30_030);
    expect(told('helper/no-pair')).toEqual([]);
    openDialog(pair);
    await pass(60_000);
    expect(told('helper/no-pair')).toEqual([]);
    expect(told('helper/pair')).toMatchObject([pair]);
  });

  it('not because of another dialog', async () => {
    await conducted();
    await pass(1_000);
    const other = document.createElement('div');
    other.setAttribute('role', 'dialog');
    other.innerHTML = '<h2>What is new</h2><p>Secrets of a good team</p>';
    document.body.append(other);
    await pass(500);
    other.remove();
    await pass(20_000);
    expect(told('helper/no-pair')).toEqual([]);
  });

  it('and takes it all the same when it comes after that', async () => {
    let isStopped = false;
    const stopped: HelperPlan = {
      kind: 'follow',
      step: 'capture',
      state: 'stopped',
      problem: { code: 'secretMissed', params: ['Login'] },
      held: undefined,
    };
    background.plan = (page) => (page.kind === 'list' && isStopped ? stopped : afterSave(page));
    background.answer = async ({ type }) => {
      if (type === 'helper/no-pair') {
        isStopped = true;
        background.lookAgain();
      }
      return type === 'helper/pair' ? { kept: true } : undefined;
    };
    const panel = await conducted();
    await pass(31_000);
    expect(panel.now()).toMatchObject({ kind: 'follow', state: 'stopped', isShown: false });
    openDialog(pair);
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.now()?.kind).toBe('kept');
    expect(told('helper/no-pair')).toHaveLength(1);
  });
});

describe('a pair that cannot be read', () => {
  beforeEach(() => {
    background.plan = afterSave;
    drawList(['Login']);
  });

  it('is told of after three seconds, once, and read on afterwards', async () => {
    const dialog = openDialog({ ...pair, secret: dots });
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()).toEqual({ kind: 'unreadable', reason: 'masked', isShownOnce: true });
    await pass(1_900);
    expect(told('helper/unreadable')).toEqual([]);
    await pass(1_000);
    expect(told('helper/unreadable')).toMatchObject([{ reason: 'masked' }]);
    (dialog.querySelector('dd:last-of-type span') as Element).textContent = pair.secret;
    await pass(1_000);
    expect(told('helper/pair')).toMatchObject([pair]);
    expect(panel.now()?.kind).toBe('kept');
    await pass(10_000);
    expect(told('helper/unreadable')).toHaveLength(1);
  });

  it('is not told of where it was read in time', async () => {
    const dialog = openDialog({ ...pair, secret: dots });
    await conducted();
    await pass(2_000);
    (dialog.querySelector('dd:last-of-type span') as Element).textContent = pair.secret;
    await pass(10_000);
    expect(told('helper/unreadable')).toEqual([]);
    expect(told('helper/pair')).toHaveLength(1);
  });
});

describe('says of a pair that the vault holds', () => {
  beforeEach(() => drawList(['Login']));

  it.each([
    ['that the page still shows it', pair, hint(pair.key), { held: hint(pair.key), isShown: true }],
    ['nothing beside another one', otherPair, hint(pair.key), { held: undefined, isShown: false }],
    ['nothing where it holds none', pair, undefined, { held: undefined, isShown: false }],
  ] as const)('%s', async (_, shown, held, says) => {
    background.plan = () => follow(held);
    openDialog(shown);
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()).toMatchObject({ kind: 'follow', ...says });
    expect(told('helper/pair')).toEqual([]);
  });

  it('not that it is still shown, where it is not', async () => {
    background.plan = () => follow(hint(pair.key));
    const panel = await conducted();
    await pass(1_000);
    expect(panel.now()).toMatchObject({ held: hint(pair.key), isShown: false });
  });
});
