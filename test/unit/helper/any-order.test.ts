// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hint } from '../../../src/secret';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import { problem } from '../../../src/setup/problems';
import fc from '../made-up';
import {
  background,
  conducted,
  dots,
  drawList,
  openDialog,
  otherPair,
  pair,
  pass,
  setUp,
  tearDown,
  told,
} from './conducting';

vi.mock('../../../src/extension/messages/ask-as-helper', async () => (await import('./conducting')).fakeAsk);

beforeEach(setUp);
afterEach(tearDown);

// Dialogs in any order, early and late, closed and opened again, with answers that are lost or refuse: "Keyferry has" and
// "can close" always match what the vault holds and the page shows, and a pair that is shown is never called missed.

const act = fc.oneof(
  fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(100, 700, 4_000, 29_000, 31_000) }),
  fc.record({
    does: fc.constant('open' as const),
    shows: fc.constantFrom(pair, otherPair, { ...pair, secret: dots }, { ...pair, secret: '' }),
    ms: fc.constantFrom(20, 300, 1_500, 6_000),
  }),
  fc.record({
    does: fc.constantFrom('close' as const, 'uncover' as const, 'redraw' as const, 'forget' as const),
  }),
  fc.record({
    does: fc.constant('answer' as const),
    by: fc.constantFrom('keeping', 'refusing', 'losing', 'keeping and losing'),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** A tab after Save, and a vault; one thing after another happens to them. */
async function walk(acts: readonly Act[]): Promise<void> {
  let held: string | undefined;
  let isMissed = false;
  let answers = 'keeping';
  let dialog: Element | undefined;
  const valuesShown = () => [...(dialog?.querySelectorAll('dd') ?? [])].map((each) => each.textContent ?? '');
  /** What the conductor did wrong; it goes on after an answer that fails. */
  const wrong: string[] = [];
  /** When a dialog may first be called missed. */
  let notMissedBefore = Date.now() + 30_000;
  const isWholeShown = () =>
    valuesShown().length === 2 && valuesShown().every((value) => value.length > dots.length);

  background.plan = ({ kind }) => {
    const follow: HelperPlan = { kind: 'follow', step: 'send', state: 'working', problem: undefined, held };
    if (held !== undefined) return follow;
    if (kind === 'pair') return { kind: 'capture', consumerName: 'Login' };
    if (!isMissed) return { kind: 'await-pair', consumerName: 'Login' };
    return { ...follow, state: 'stopped', problem: problem('secretMissed', 'Login') };
  };
  background.answer = async (message) => {
    if (message.type === 'helper/no-pair') {
      if (held !== undefined) wrong.push('called missed, and kept');
      if (dialog) wrong.push('called missed, and shown');
      if (Date.now() < notMissedBefore) wrong.push('called missed too soon');
      isMissed = true;
      background.lookAgain();
    }
    if (message.type !== 'helper/pair') return undefined;
    if (String(valuesShown()) !== `${message.key},${message.secret}`) wrong.push('handed in, and not shown');
    if (answers === 'losing') throw new Error('No answer');
    if (answers === 'refusing') return { kept: false };
    held = hint(message.key);
    background.lookAgain();
    if (answers === 'keeping and losing') throw new Error('No answer');
    return { kept: true };
  };

  drawList(['Login']);
  const panel = await conducted();
  /** Lets time pass, and checks each thing that is said meanwhile. */
  const passing = async (ms: number) => {
    for (let passed = 0; passed < ms; ) {
      const before = panel.states.length;
      const step = passed < 2_000 ? 50 : 1_000;
      passed += step;
      await pass(step);
      for (const state of panel.states.slice(before)) {
        const isKept = state.kind === 'kept';
        const says = isKept ? state.keyHint : state.kind === 'follow' ? state.held : undefined;
        if (says === undefined) continue;
        expect(says, 'said to be kept').toBe(held);
        const shown = valuesShown()[0];
        if (shown) expect(says, 'said beside another pair').toBe(hint(shown));
        if ('isShown' in state && state.isShown) expect(shown, 'said that it can close').toBeDefined();
      }
    }
  };
  const close = () => {
    if (dialog) notMissedBefore = Date.now() + 5_000;
    dialog?.remove();
    dialog = undefined;
  };

  for (const each of acts) {
    if (each.does === 'open') {
      close();
      // A new dialog is drawn after the old one is gone.
      await passing(1_000);
      dialog = openDialog(each.shows);
    }
    if (each.does === 'close') close();
    const secret = dialog?.querySelector('dd:last-of-type span');
    if (each.does === 'uncover' && secret && valuesShown()[0] === pair.key) secret.textContent = pair.secret;
    if (each.does === 'redraw') {
      drawList(['Login', 'Another']);
      if (dialog) document.body.append(dialog);
    }
    if (each.does === 'forget') {
      held = undefined;
      background.lookAgain();
    }
    if (each.does === 'answer') answers = each.by;
    await passing('ms' in each ? each.ms : 300);
  }
  // Whatever happened before, the pair shown now is taken.
  answers = 'keeping';
  close();
  await passing(3_000);
  held = undefined;
  background.lookAgain();
  await passing(1_000);
  dialog = openDialog(pair);
  await passing(4_000);
  expect(isWholeShown()).toBe(true);
  expect(held).toBe(hint(pair.key));
  expect(panel.now()).toMatchObject({ isShown: true });
  expect(told('helper/pair').length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  panel.leave();
}

/** `npm test` takes a third of the walks, `npm run test:exhaustive` all of them. */
const walks = process.env.KEYFERRY_EXHAUSTIVE === undefined ? 40 : 120;

it('says of no pair that it is kept or missed that is not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
      tearDown();
      setUp();
      await walk(acts);
    }),
    { numRuns: walks, seed: 20261126 },
  );
  console.log(`${walks} walks of a pair's dialog, none said to be kept or missed that was not`);
}, 400_000);
