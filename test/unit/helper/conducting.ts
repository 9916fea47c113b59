import { expect, vi } from 'vitest';
import { usualPlace } from '../../../src/extension/messages/panel-corner';
import type { HelperMessage } from '../../../src/extension/messages/schemas';
import type { PanelActions, PanelState } from '../../../src/helper/panel/state';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import type { PageFacts } from '../../../src/setup/page-facts';

/** A conductor without a browser: a background that answers as the test wants, and a panel that notes what it is given to show. */

type Look = Extract<HelperMessage, { type: 'helper/look' }>;
type Told = Exclude<HelperMessage, Look>;

const nonce = 'a-nonce';
const nothing: HelperPlan = { kind: 'nothing' };

/** What a test may change in the background, and what the background has heard. */
export const background = {
  /** The plan for each page. */
  plan: (_: PageFacts): HelperPlan => nothing,
  /** The answer to everything else. */
  answer: async (message: Told): Promise<unknown> =>
    message.type === 'helper/pair' ? { kept: true } : undefined,
  /** Delays or loses the answer to a look. */
  onLook: async (): Promise<void> => undefined,
  heard: [] as HelperMessage[],
  lookAgain: (): void => undefined,
};
const usual = { ...background };

export const told = <Type extends HelperMessage['type']>(type: Type) =>
  background.heard.filter((each): each is Extract<HelperMessage, { type: Type }> => each.type === type);

/** The pages that were reported, in order. */
export const pagesTold = (): PageFacts[] => told('helper/look').map((each) => each.page);

/** Stands in for `extension/ask`. */
export const fakeAsk = {
  async askAsHelper(message: HelperMessage): Promise<unknown> {
    background.heard.push(message);
    if (message.type !== 'helper/look') return background.answer(message);
    await background.onLook();
    return { plan: background.plan(message.page), nonce, dashboardName: 'Auth0', place: usualPlace };
  },
  isExtensionAlive: () => true,
  onLookAgain(look: () => void, signal: AbortSignal) {
    background.lookAgain = look;
    signal.addEventListener('abort', () => {
      background.lookAgain = () => undefined;
    });
  },
};

export interface Conducted {
  /** Everything that the panel was given to show, the latest last. */
  readonly states: PanelState[];
  /** What it shows now. */
  now(): PanelState | undefined;
  hasShown(kind: PanelState['kind']): boolean;
  press(): PanelActions;
  leave(): void;
}

/** Starts a conductor on the page as it is. */
export async function conducted(): Promise<Conducted> {
  const { conduct } = await import('../../../src/helper/conductor');
  const leaving = new AbortController();
  const states: PanelState[] = [];
  let pressed: PanelActions | undefined;
  conduct(
    {
      show: (state, _, actions) => {
        states.push(state);
        pressed = actions;
      },
      owns: () => false,
      dock: () => undefined,
      keepClear: () => undefined,
    },
    leaving,
  );
  const one = {
    states,
    now: () => states.at(-1),
    hasShown: (kind: PanelState['kind']) => states.some((each) => each.kind === kind),
    press: () => {
      expect(pressed, 'the panel was shown').toBeDefined();
      return pressed as PanelActions;
    },
    leave: () => leaving.abort(),
  };
  running.push(one);
  return one;
}
const running: Conducted[] = [];

/** Lets this much time pass, with all that happens meanwhile. */
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** Before each test: its own clock, an empty page, a background that knows nothing. */
export function setUp(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  Object.assign(background, usual, { heard: [] });
  history.replaceState(null, '', '/acme/workspace/settings/oauth-clients');
  document.documentElement.removeAttribute('class');
  document.body.innerHTML = '';
}

/** After each test: stops everything. */
export function tearDown(): void {
  for (const each of running.splice(0)) each.leave();
  vi.useRealTimers();
}

/** Bitbucket's list of clients; without names it says by default that it is empty. */
export function drawList(
  names: readonly string[] = [],
  below = 'You have no OAuth clients configured.',
): void {
  const rows = names.map((name) => `<tr><td><a href="#">${name}</a></td><td></td><td></td></tr>`).join('');
  document.body.innerHTML = `<main><h1>OAuth clients</h1><button type="button">Create OAuth client</button>
    <table><thead><tr><th>Name</th><th>Client ID</th><th>Actions</th></tr></thead><tbody>${rows}</tbody></table>
    ${names.length === 0 ? `<p>${below}</p>` : ''}</main>`;
}

export const pair = { key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu', secret: `Zt${'p5Qk8Wm3'.repeat(9)}xY` };
export const otherPair = { key: `b${pair.key.slice(1)}`, secret: `a${pair.secret.slice(1)}` };

/** The dialog that shows a pair once, over whatever is there. Returns the dialog, to be removed. */
export function openDialog(shown: { readonly key?: string; readonly secret?: string }): Element {
  const line = (label: string, value: string | undefined) =>
    value === undefined ? '' : `<dt>${label}</dt><dd><span>${value}</span></dd>`;
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  dialog.innerHTML = `<h2>OAuth client created</h2><dl>${line('Client ID', shown.key)}${line('Secret', shown.secret)}</dl>`;
  document.body.append(dialog);
  return dialog;
}
export const dots = '••••••••••••';
