// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { DiscardButton, StartButton } = await import('../../../src/pages/parts/commands');
const { keptAside, keptJourney } = await import('../../../src/extension/store/journey');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { keepBackup, keepPair } = await import('../../../src/extension/store/vault');
const { Secret } = await import('../../../src/secret');

const captured: Journey = {
  ...newJourney({ id: 'a' }),
  stage: { kind: 'sending' },
  consumer: { name: 'Login', keyHint: 'theK…eKey' },
};
const changed: Journey = {
  ...newJourney({ id: 'b' }),
  stage: { kind: 'done' },
  connection: { id: 'c', name: 'bitbucket', did: 'changed' },
};
const pair = { key: 'theKey', secret: new Secret('theSecret') };
const backup = { connectionId: 'c', hasSecret: true, content: new Secret('{}') };
const discard = { type: 'setup/discard', journeyId: 'a' };

beforeEach(async () => {
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  await saveProfile(profile('p', { name: 'Production' }));
});
afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const question = () => screen.findByRole('dialog');

it('discards a setup with which nothing is lost at once', async () => {
  const commands = noCommands();
  render(<DiscardButton journey={captured} profile={profile('p')} commands={commands} />);
  press('Discard setup');
  await vi.waitFor(() => expect(commands.run).toHaveBeenCalledWith(discard));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('names the Secret that is still held, and discards after a second click', async () => {
  await keepPair('a', pair);
  const commands = noCommands();
  render(<DiscardButton journey={captured} profile={profile('p')} commands={commands} />);
  press('Discard setup');
  expect((await question()).textContent).toContain('The Secret of “Login”, which Keyferry still has.');
  expect(commands.run).not.toHaveBeenCalled();
  press('Cancel');
  expect(screen.queryByRole('dialog')).toBeNull();
  press('Discard setup');
  await question();
  press('Discard setup');
  expect(commands.run).toHaveBeenCalledExactlyOnceWith(discard);
});

const start = (mode: Journey['mode']) => {
  const commands = noCommands();
  render(
    <StartButton mode={mode} commands={commands}>
      Set up
    </StartButton>,
  );
  press('Set up');
  return commands;
};

it.each([
  ['in front', () => keptJourney.write(changed)],
  ['behind a look', () => keptAside.write({ p: changed })],
])('names the undo that a new setup would cost, of the one %s', async (_, keep) => {
  await keep();
  await keepBackup('b', backup);
  const { run } = start('create');
  expect((await question()).textContent).toContain('what it did to the connection “bitbucket” in Auth0');
  expect(run).not.toHaveBeenCalled();
  press('Set up');
  expect(run).toHaveBeenCalledWith({ type: 'setup/start', mode: 'create' });
});

it('names what each of several would cost that are kept aside', async () => {
  await keptAside.write({ p: [captured, changed] });
  await keepPair('a', pair);
  await keepBackup('b', backup);
  start('create');
  const { textContent } = await question();
  expect(textContent).toContain('The Secret of “Login”');
  expect(textContent).toContain('what it did to the connection “bitbucket” in Auth0');
});

it('names what a setup under way has made already', async () => {
  await keptJourney.write({
    ...changed,
    stage: { kind: 'enabling', connectionId: 'c', connectionName: 'bitbucket' },
  });
  await keepBackup('b', backup);
  start('existing');
  expect((await question()).textContent).toContain('Undo:');
});

it.each([
  ['only looks', 'test', changed],
  ['is for another profile', 'create', { ...changed, profileId: 'q' }],
] as const)('starts at once what %s', async (_, mode, journey) => {
  await keptJourney.write(journey);
  await keepBackup('b', backup);
  const { run } = start(mode);
  await vi.waitFor(() => expect(run).toHaveBeenCalledWith({ type: 'setup/start', mode }));
});
