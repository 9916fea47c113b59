// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createFacts } from '../../../src/helper/facts';
import { type HelperPlan, planFor } from '../../../src/setup/helper-plan';
import { advance } from '../../../src/setup/journey/advance';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { type Outcome, variants } from './every-variant';
import { readAt, readsPair } from './judging';
import { until } from './pages';
import { type Act, press, type Snapshot, snapshot, textsOf, type as typeIn } from './snapshots';
import { type Choose, show } from './variants';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// In whatever order a saved client's pages come, a pair is called missed only if it was, and taken whenever it appears.

const { every, sum } = variants();

const saved: Act = async (page) => {
  await until(() => textsOf(page.document).length > 0);
  typeIn(page, textsOf(page.document)[0], 'New');
  press(page.document, 'Save');
  await until(() => page.document.querySelector('dl') !== null);
};
const savedAndClosed: Act = async (page) => {
  await saved(page);
  press(page.document, 'Done');
  await until(() => page.document.querySelector('dl') === null && page.document.querySelector('td') !== null);
};

type Scene =
  | 'before'
  | 'form'
  | 'over the form'
  | 'over the list'
  | 'page of its own'
  | 'after'
  | 'loading'
  | 'blank';
const made = (pairIn: 'dialog' | 'list-dialog' | 'page', act = saved) =>
  snapshot('clients', 'oauth-clients/create', { pages: { pairIn }, act });

let scenes: Record<Scene, Snapshot>;
beforeAll(async () => {
  const hand = (html: string): Snapshot => ({ html, consumers: [] });
  // One after another: pages that render at the same time delay each other too much.
  const before = await snapshot('clients', 'oauth-clients');
  const form = await snapshot('clients', 'oauth-clients/create');
  const overForm = await made('dialog');
  const overList = await made('list-dialog');
  const page = await made('page');
  const after = await made('dialog', savedAndClosed);
  scenes = {
    before,
    form,
    'over the form': overForm,
    'over the list': overList,
    'page of its own': page,
    after,
    loading: hand('<main><h1>OAuth clients</h1><button>Create OAuth client</button><p>Loading…</p></main>'),
    blank: hand('<main><div id="root"></div></main>'),
  };
});

const shows: readonly Scene[] = ['over the form', 'over the list', 'page of its own'];

const wanted = {
  name: 'New',
  description: '',
  callbackUrl: 'https://a.example/',
  url: '',
  scopes: ['account'],
} as const;
const unchanged = {
  shuffle: false,
  wrap: false,
  rename: false,
  removeFor: false,
  removeName: false,
  plainGroups: false,
  decoys: false,
  honeypots: false,
};

/** One tab, in which the helper looks at one page after another. */
function tab(choose: Choose) {
  let journey: Journey = newJourney();
  let isMissed = false;
  const facts = createFacts(() => {});
  const send = (event: Event) => {
    journey = advance(journey, event, 1);
  };
  const isCalledMissed = (plan: HelperPlan) =>
    plan.kind === 'follow' && plan.problem?.code === 'secretMissed';
  return {
    send,
    miss() {
      isMissed ||= journey.stage.kind === 'capturing';
      send({ kind: 'pair-missed' });
    },
    look(scene: Scene): HelperPlan | undefined {
      const change = {
        ...unchanged,
        wrap: choose(2) === 0,
        rename: choose(2) === 0,
        decoys: choose(2) === 0,
      };
      const page = readAt(show(scenes[scene].html, change, choose));
      if (shows.includes(scene)) {
        const own = scenes[scene].consumers.find((each) => each.name === 'New');
        expect(readsPair(page.kind === 'pair' ? page.reading : undefined, own)).toBe('handled');
      } else expect(page.kind).not.toBe('pair');
      facts.of(page);
      vi.advanceTimersByTime(choose(2) === 0 ? 5_000 : 100);
      const told = facts.of(page);
      if (!told) return undefined;
      if (told.kind === 'list') {
        const { names, pairIn } = told;
        send({ kind: 'list-seen', workspace: 'acme', names, freeName: 'New', pairIn });
      }
      if (told.kind === 'form') send({ kind: 'form-seen', workspace: 'acme', freeName: 'New' });
      const plan = planFor(journey, told, wanted, undefined);
      if (!isMissed) {
        expect(isCalledMissed(plan)).toBe(false);
        expect(journey.stage).not.toMatchObject({ kind: 'stopped' });
      }
      // Shown once more, or late: it is taken, and nothing else is reported.
      if (told.kind === 'pair' && journey.stage.kind !== 'finding') expect(plan.kind).toBe('capture');
      return plan;
    },
  };
}

describe('the pages after Save', () => {
  const orders: [string, readonly Scene[]][] = [
    ['the dialog over the form', ['over the form', 'after']],
    ['the list, then the dialog', ['after', 'over the list']],
    ['the dialog, then the list', ['over the form', 'after', 'after']],
    ['late', ['form', 'loading', 'after', 'blank', 'after', 'over the list']],
    ['closed and opened again', ['over the list', 'after', 'over the list', 'after']],
    ['on a page of its own', ['blank', 'page of its own', 'after']],
  ];
  it.each(orders)('%s: its pair is taken, and not called missed', async (name, order) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await every(
      name,
      30,
      () => '',
      (_, choose) => run(choose, order, false),
      unchanged,
    );
    await every(
      `${name}, called missed on the way`,
      30,
      () => '',
      (_, choose) => run(choose, order, true),
      unchanged,
    );
    vi.useRealTimers();
  });

  it('any order: its pair is taken, and not called missed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const all: readonly Scene[] = [...shows, 'form', 'after', 'before', 'loading', 'blank'];
    const anyOrder = (choose: Choose) =>
      Array.from({ length: 2 + choose(6) }, () => all[choose(all.length)] ?? 'after');
    await every(
      'any order',
      120,
      () => '',
      (_, choose) => run(choose, anyOrder(choose), choose(2) === 0),
      unchanged,
    );
    vi.useRealTimers();
  });

  function run(choose: Choose, order: readonly Scene[], misses: boolean): Outcome {
    const { look, send, miss } = tab(choose);
    expect(look('before')?.kind).toBe('open-form');
    expect(look('form')?.kind).toBe('fill');
    send({ kind: 'form-filled', name: 'New' });
    let outcome: Outcome = 'handled';
    for (const scene of order) {
      if (misses && choose(2) === 0) miss();
      const plan = look(scene);
      if (shows.includes(scene) && plan?.kind !== 'capture') outcome = `asks for ${scene}`;
    }
    return outcome;
  }

  it('came in enough variants', () => sum(450));
});
