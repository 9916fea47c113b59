// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageMessage } from '../../../src/extension/messages/schemas';
import { inOrder } from '../../../src/setup/check-course';
import { advance } from '../../../src/setup/journey/advance';
import { begin } from '../../../src/setup/journey/begin';
import type { Event } from '../../../src/setup/journey/event';
import type { Journey } from '../../../src/setup/journey/journey';
import { fixOf, type Point } from '../../../src/setup/points';
import { fixes, type ProblemCode } from '../../../src/setup/problems';
import { untilOver } from '../../fixtures/onwards';
import { checking, production, standings } from '../../screens/journeys';
import { englishBrowser } from './english';

// No symptom without a way on: whatever stopped a setup has a button, or a field, that leads on to the end; so does every wrong point.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/pages/asks/entering', async () => ({
  ...(await import('../../../src/pages/asks/fresh-credential')),
  ...(await import('../../../src/pages/asks/paste-pair')),
  ...(await import('../../../src/pages/asks/unlock')),
}));
const { Stopped } = await import('../../../src/pages/asks/stopped');
const { PointFixes } = await import('../../../src/pages/parts/fixes');

const sent = vi.fn<(message: PageMessage) => Promise<void>>(async () => {});
const opened = vi.fn(async () => ({}));
const commands = {
  refusal: undefined,
  fieldProblem: undefined,
  isBusy: false,
  run: sent,
  repeat: async () => {},
};
const pressable = (root: Element) =>
  [...root.querySelectorAll('button:not(:disabled), input')].map((each) => each.textContent);

beforeEach(() => {
  sent.mockClear();
  opened.mockClear();
  Object.assign(englishBrowser, { permissions: { contains: async () => true, request: async () => true } });
  Object.assign(englishBrowser.tabs, { create: opened });
  Object.assign(englishBrowser.runtime, { openOptionsPage: opened });
});
afterEach(cleanup);

/** What the background makes of a page's message. */
function after(journey: Journey, message: PageMessage): Journey {
  const { id, profileId, workspace } = journey;
  const event = (): Event | undefined => {
    switch (message.type) {
      case 'journey/decided':
        return message.event.kind === 'send-declined' ? undefined : message.event;
      case 'credential/enter':
        return { kind: 'retried' };
      case 'pair/paste':
        return { kind: 'pair-taken', name: 'L', key: message.key, seal: 'a-seal', from: 'person' };
      default:
        return undefined;
    }
  };
  if (message.type === 'setup/start')
    return begin({ id: `${id}2`, profileId, workspace, mode: message.mode, now: 1 });
  const told = event();
  return told ? advance(journey, told, 1) : journey;
}

/** Its way on is another page, from which the person comes back to try again. */
const isBeside = (code: ProblemCode): boolean => ['dashboard', 'settings', 'bitbucket'].includes(fixes[code]);
/** Opened with a passphrase: `a-kept-credential-is-unlocked` does it. */
const isUnlocked = (code: ProblemCode): boolean => fixes[code] === 'unlock';

it.each(Object.keys(fixes) as ProblemCode[])('the way on from %s leads to the end', async (code) => {
  const found = standings.stopped.find(({ name }) => name === `stopped: ${code}`);
  if (!found) throw new Error('No such stop');
  const { problem: _, ...stage } = found.journey.stage as Extract<Journey['stage'], { kind: 'stopped' }>;
  // Its connection is identified by the id beside its name.
  const problem = { code, params: ['bitbucket', 'con_1'] };
  const journey: Journey = { ...found.journey, stage: { ...stage, problem } };
  const decide = (event: Extract<PageMessage, { type: 'journey/decided' }>['event']) =>
    void sent({ type: 'journey/decided', journeyId: journey.id, event });
  const { container } = render(
    <Stopped
      problem={problem}
      journey={journey}
      profile={production}
      commands={commands}
      decide={decide}
      isSmall={false}
      hasHeadline={false}
    />,
  );
  expect(pressable(container)).not.toEqual([]);
  const fields = [...container.querySelectorAll('input')];
  for (const field of fields) fireEvent.input(field, { target: { value: 'a-value-that-was-entered' } });
  if (isUnlocked(code)) return expect(fields).not.toEqual([]);
  if (isBeside(code)) {
    const [leads] = [...container.querySelectorAll('button')];
    if (leads) fireEvent.click(leads);
    expect(opened.mock.calls.length + sent.mock.calls.length).toBe(1);
  }
  // A field's button first, because nothing is sent without its input; else the button that stands out.
  const main = container.querySelector('form button[type=submit]') ?? container.querySelector('.primary');
  const form = main?.closest('form');
  if (form) fireEvent.submit(form);
  else if (main) fireEvent.click(main);
  await vi.waitFor(() => expect(sent).toHaveBeenCalled());
  const [message] = sent.mock.lastCall ?? [];
  const next = message ? after(journey, message) : journey;
  expect(next).not.toBe(journey);
  expect(next.stage.kind).not.toBe('stopped');
  expect(['done', 'undone']).toContain(untilOver(next).stage.kind);
});

it.each(inOrder([]).filter((id) => id !== 'test' && id !== 'otherCallback'))(
  'a wrong point has: %s',
  async (id) => {
    const wrong = { point: id, state: 'bad', params: ['Shop'] } as Point;
    expect(fixOf(wrong, [wrong])).toBeDefined();
    const journey = { ...checking(true), points: [wrong] };
    const { container } = render(
      <PointFixes point={wrong} journey={journey} profile={production} commands={commands} />,
    );
    expect(pressable(container)).toHaveLength(1);
    const [button] = [...container.querySelectorAll('button')];
    if (button) fireEvent.click(button);
    await vi.waitFor(() => expect(sent.mock.calls.length + opened.mock.calls.length).toBe(1));
    const [message] = sent.mock.lastCall ?? [];
    // A fresh credential is entered below, on the same page.
    if (!message) return expect(fixOf(wrong, [wrong])).toBe('credential');
    const next = after(journey, message);
    expect(next.stage.kind).not.toBe('done');
    expect(untilOver(next).stage.kind).toBe('done');
  },
);
