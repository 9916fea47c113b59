// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { LinkedLooked, SinceLooked } from '../../../src/extension/dashboard/sign-in';
import { Secret } from '../../../src/secret';
import { problem, withSaid } from '../../../src/setup/problems';
import { after, changed, pocketbase, production, realm, start, works } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const looked = vi.fn<(...asked: unknown[]) => Promise<SinceLooked>>();
const linked = vi.fn<(...asked: unknown[]) => Promise<LinkedLooked>>();
vi.mock('../../../src/extension/dashboard/sign-in', () => ({ changesSince: looked, linkedBy: linked }));

const { Undo } = await import('../../../src/pages/asks/undo');
const { keepBackup } = await import('../../../src/extension/store/vault');

const commands = noCommands();
const journey = after(start(), ...changed);
const backup = { connectionId: 'con_1', hasSecret: true, content: new Secret('{}') };
afterEach(cleanup);

const canPress = (name: string, { getByRole }: ReturnType<typeof render>): boolean =>
  !(getByRole('button', { name }) as HTMLButtonElement).disabled;

/** The question, once others' changes have been looked up, and what it says of them. */
async function ask(found: SinceLooked) {
  await keepBackup(journey.id, backup);
  let answer = (_: SinceLooked): void => undefined;
  looked.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const shown = render(
    <Undo journey={journey} profile={production} dashboardName="Auth0" commands={commands} />,
  );
  fireEvent.click(shown.getByRole('button', { name: 'Undo' }));
  await shown.findByText(/^Checking what has changed/);
  expect(canPress('Restore previous settings', shown), 'before it is known what that does').toBe(false);
  expect(canPress('Cancel', shown)).toBe(true);
  answer(found);
  await vi.waitFor(() => expect(shown.getByRole('status').textContent).not.toContain('Checking'));
  expect(canPress('Restore previous settings', shown)).toBe(true);
  return shown.getByRole('status').textContent ?? '';
}

it('names what somebody else has changed since, before anything is put back', async () => {
  const said = await ask({
    kind: 'looked',
    others: { what: ['secret', 'permissions'], options: ['profile'], isSecretTold: true },
  });
  expect(looked.mock.lastCall?.[2], 'by the Key that the setup wrote').toBe(
    journey.consumer?.key ?? journey.consumer?.keyHint,
  );
  for (const each of ['not by this setup', 'the Secret:', 'the permissions:', 'the option “profile”'])
    expect(said).toContain(each);
});

it('says when nobody has, and what is not told', async () => {
  const nothing = { what: [], options: [], isSecretTold: false };
  expect(await ask({ kind: 'looked', others: nothing })).toBe(
    'As far as Auth0 tells, nobody has changed anything in it since.' +
      'Keyferry can’t tell whether its Secret has changed: Auth0 doesn’t reveal it.',
  );
});

it('says when it could not be looked at, and why', async () => {
  const said = { by: 'Auth0', code: 'too_busy', text: 'Come back later.' };
  expect(await ask({ kind: 'problem', problem: withSaid(problem('serverError', '503'), said) })).toMatch(
    /^Keyferry couldn’t check what has changed in Auth0 since\. .*503.*Auth0 says: “Come back later\.”/,
  );
});

it('offers nothing where this browser no longer has what it was before', async () => {
  const { forgetBackup } = await import('../../../src/extension/store/vault');
  await forgetBackup(journey.id);
  const shown = render(
    <Undo journey={journey} profile={production} dashboardName="Auth0" commands={commands} />,
  );
  fireEvent.click(shown.getByRole('button', { name: 'Undo' }));
  const dialog = await shown.findByRole('dialog', {
    name: 'Keyferry no longer has the previous Key of “bitbucket”',
    hidden: true,
  });
  expect(dialog.textContent).toContain('or 30 minutes have passed. Nothing was undone.');
  expect(dialog.textContent).toContain('Enter the previous Key and Secret in Auth0.');
  const buttons = [...dialog.querySelectorAll('button')].map((each) => each.textContent);
  expect(buttons).toEqual(['Cancel']);
});

/** The question before that profile's connection is deleted, once its dashboard was asked whom that concerns. */
async function askToRemove(
  profile: typeof realm | typeof pocketbase | typeof production,
  found: LinkedLooked,
) {
  const made = after(start(profile), ...works);
  linked.mockClear();
  let answer = (_: LinkedLooked): void => undefined;
  linked.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const shown = render(<Undo journey={made} profile={profile} dashboardName="D" commands={commands} />);
  fireEvent.click(shown.getByRole('button', { name: 'Undo' }));
  await shown.findByRole('button', { name: 'Delete the connection' });
  if (linked.mock.calls.length === 0) {
    expect(canPress('Delete the connection', shown)).toBe(true);
    return undefined;
  }
  expect(linked.mock.lastCall?.[1]).toBe(made.connection?.id);
  await shown.findByText('Checking how many accounts in D it has linked to Bitbucket…');
  expect(canPress('Delete the connection', shown), 'before it is known whom that concerns').toBe(false);
  answer(found);
  await vi.waitFor(() => expect(shown.getByRole('status').textContent).not.toContain('Checking'));
  expect(canPress('Delete the connection', shown)).toBe(true);
  return shown.getByRole('status').textContent;
}

it.each<[LinkedLooked, string]>([
  [{ kind: 'looked', count: 3 }, 'Accounts in D that it has linked to Bitbucket: 3.'],
  [{ kind: 'looked', count: 0 }, 'It has linked no account in D to Bitbucket.'],
  [
    { kind: 'looked', count: undefined },
    'Keyferry doesn’t know how many accounts in D it has linked to Bitbucket.',
  ],
  [
    { kind: 'problem', problem: problem('missingScope', 'manage-users') },
    'Keyferry doesn’t know how many accounts in D it has linked to Bitbucket. ' +
      'Missing permission: manage-users.',
  ],
])('says of a connection that is to be deleted whom that concerns: %j', async (found, words) => {
  expect(await askToRemove(realm, found)).toBe(words);
  cleanup();
  expect(await askToRemove(pocketbase, found)).toBe(words);
});

it('asks no dashboard that does not count them', async () => {
  expect(await askToRemove(production, { kind: 'looked', count: 3 })).toBeUndefined();
});
