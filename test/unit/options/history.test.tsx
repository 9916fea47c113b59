// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import type { Past } from '../../../src/setup/past';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const sent = vi.fn(async () => ({ kind: 'done' }));
const create = vi.fn(async () => ({ id: 1 }));
Object.assign(englishBrowser.runtime, { sendMessage: sent });
const update = vi.fn(async () => undefined);
Object.assign(englishBrowser.tabs, { create, update, getCurrent: async () => ({ id: 7 }) });
const saved = vi.fn();
vi.mock('../../../src/ui/save-file', () => ({ saveFile: saved }));
const { History } = await import('../../../src/pages/options/history');
const { Overview } = await import('../../../src/pages/options/overview');
const { keptHistory } = await import('../../../src/extension/store/history');
const { keptAside, keptJourney } = await import('../../../src/extension/store/journey');
const { keptRound } = await import('../../../src/extension/store/round');
const { keepCredential } = await import('../../../src/extension/store/credentials');
const { Secret } = await import('../../../src/secret');

const hour = 3_600_000;
const past = (id: string, end: Past['end'], more: Partial<Past> = {}): Past => ({
  id,
  mode: 'create',
  startedAt: Date.now() - 3 * hour,
  changedAt: Date.now() - 3 * hour,
  workspace: 'acme',
  record: [],
  end,
  ...more,
});
const setup = past(
  'j',
  { kind: 'works' },
  {
    record: [
      { step: 'create', at: 1, did: 'created', params: ['Keyferry login'] },
      { step: 'capture', at: 2, did: 'captured', params: ['h7Kq'] },
      { step: 'send', at: 3, did: 'connectionCreated', params: ['bitbucket'] },
      { step: 'enable', at: 4, did: 'enabledNone', params: [] },
      { step: 'test', at: 5, did: 'tested', params: [] },
    ],
  },
);
const stopped = past(
  'k',
  { kind: 'stopped', at: 'logIn', code: 'noAccess', params: ['acme'] },
  {
    mode: 'check',
    changedAt: Date.now() - hour,
  },
);
const undoing = { type: 'journey/decided', journeyId: 'j', event: { kind: 'undo-asked' } };
const takingUp = { type: 'setup/take-up', journeyId: 'j' };
const works: Journey = {
  ...newJourney(),
  stage: { kind: 'done' },
  record: [...setup.record] as Journey['record'],
  connection: { id: 'c', name: 'bitbucket', did: 'created' },
};
const [one, other] = [profile('p', { name: 'Production' }), profile('q', { name: 'Staging' })];

beforeEach(async () => {
  sent.mockReset().mockImplementation(async () => ({ kind: 'done' }));
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
});
afterEach(cleanup);

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
/** The text of the line with a name in it. */
const lineOf = async (name: string) => (await screen.findByText(name)).closest('li')?.textContent ?? '';

it('tells who did what on which side, and what it came to', async () => {
  await keptHistory.write({ p: [stopped, setup], q: [past('x', { kind: 'undone' })] });
  const { container } = render(<History profile={one} />);
  await vi.waitFor(() => expect(container.querySelectorAll('.past')).toHaveLength(2));
  const [check, made] = [...container.querySelectorAll<HTMLElement>('.past')];
  expect(check?.textContent).toMatch(/Check setup.*You’re not an admin of “acme”/);
  const lists = within(made as HTMLElement).getAllByRole('list', { hidden: true });
  const [bitbucket, dashboard] = lists.map(({ textContent }) => textContent);
  expect(bitbucket).toMatch(
    /You: Create the consumerCreated “Keyferry login”.*Keyferry: Get the Key and Secret/,
  );
  expect(dashboard).toMatch(/Keyferry: Send to Auth0.*Keyferry: Test the loginA login succeeded/);
  // There was nothing to do, so nobody has done it.
  expect(dashboard).toMatch(/ Enable for your applicationsNo applications to enable it for/);
});

it('has its undo as long as the setup is there', async () => {
  await keptHistory.write({ p: [setup] });
  await keptJourney.write(works);
  render(<History profile={one} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete the connection' }));
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith(undoing));
  expect(sent).not.toHaveBeenCalledWith(takingUp);
  await keptJourney.remove();
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  expect(screen.queryByRole('button', { name: 'View result' })).toBeNull();
});

it.each([
  ['undoes a setup that is kept aside, which it takes up first', true],
  ['undoes nothing where that one could not be taken up', false],
])('%s', async (_, isTakenUp) => {
  await keptHistory.write({ p: [setup] });
  await keptAside.write({ p: works });
  sent.mockImplementation((async (message: { type: string }) => {
    if (isTakenUp && message.type === 'setup/take-up') await keptJourney.write(works);
    return { kind: 'done' };
  }) as never);
  render(<History profile={one} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete the connection' }));
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith(takingUp));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(sent.mock.calls).toEqual([[takingUp], ...(isTakenUp ? [[undoing]] : [])]);
});

it('takes up a setup that is kept aside, behind another one, too, before it shows it', async () => {
  await keptHistory.write({ p: [setup] });
  await keptAside.write({ p: [{ ...works, id: 'newer' }, works] });
  render(<History profile={one} />);
  fireEvent.click(await screen.findByRole('button', { name: 'View result' }));
  await vi.waitFor(() => expect(create).toHaveBeenCalled());
  expect(sent).toHaveBeenCalledWith({ type: 'setup/take-up', journeyId: 'j' });
});

it('does not call a setup under way that is not there any more', async () => {
  await keptHistory.write({ p: [past('j', { kind: 'open' })] });
  render(<History profile={one} />);
  await screen.findByText('Not finished');
  await keptJourney.write({ ...works, stage: { kind: 'sending' } });
  await screen.findByText('In progress');
});

it('is taken along as a file, without what is secret', async () => {
  await keptHistory.write({ p: [setup] });
  render(<History profile={one} />);
  await screen.findByText('A login succeeded', { selector: 'p' });
  press('Export history');
  const [name, , text] = saved.mock.calls.at(-1) ?? [];
  expect(name).toBe('keyferry-history.json');
  expect(JSON.parse(text)).toMatchObject({
    profile: 'Production',
    history: [
      { cameTo: { kind: 'works' }, steps: [{ by: 'You' }, { by: 'Keyferry' }, {}, { by: null }, {}] },
    ],
  });
});

it('tells how each profile’s login stands, and since when', async () => {
  await keptHistory.write({ p: [stopped, setup] });
  await keepCredential('p', { kind: 'token', token: new Secret('theToken') });
  render(<Overview profiles={[one, other]} />);
  const production = await lineOf('Production');
  expect(production).toContain('You’re not an admin of “acme” (1 hour ago)');
  expect(production).toContain('A login last succeeded 3 hours ago.');
  expect(production).not.toContain('credential');
  const staging = await lineOf('Staging');
  expect(staging).toContain('Nothing done from here yet');
  await vi.waitFor(async () =>
    expect(await lineOf('Staging')).toContain('There’s no credential in this browser now'),
  );
});

it('checks all, tells whose turn it is, and what could not be started', async () => {
  render(<Overview profiles={[one, other]} />);
  await screen.findByText('Production');
  press('Check all');
  expect(sent).toHaveBeenCalledWith({ type: 'round/start', profileIds: ['p', 'q'] });
  await keptJourney.write({ ...newJourney({ mode: 'check' }), stage: { kind: 'surveying' } });
  await keptRound.write({ left: ['q'], now: 'p', journeys: ['j'], refused: {} });
  await vi.waitFor(async () => expect(await lineOf('Staging')).toContain('Waiting its turn'));
  expect(await lineOf('Production')).toContain('Looking at Auth0…');
  press('Stop after this one');
  expect(sent).toHaveBeenLastCalledWith({ type: 'round/end' });
  expect(update).not.toHaveBeenCalled();
  await keptRound.write({ left: [], journeys: ['j'], refused: { q: problem('credentialMissing') } });
  // It ends in the tab where it began, wherever it has led.
  await vi.waitFor(() => expect(update).toHaveBeenCalledWith(7, { active: true }));
  await vi.waitFor(async () => expect(await lineOf('Staging')).not.toContain('Waiting its turn'));
  expect(await lineOf('Staging')).not.toContain('Nothing done');
});

it('starts no check while a setup is under way', async () => {
  await keptJourney.write({ ...works, stage: { kind: 'sending' } });
  render(<Overview profiles={[one, other]} />);
  await screen.findByText(/You can check the others once it’s over/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check all' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check “Staging”' }).disabled).toBe(true);
});
