import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import type { OthersChanges } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { after, changed, production, start } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const looked = vi.fn<(...asked: unknown[]) => Promise<OthersChanges | undefined>>();
vi.mock('../../../src/extension/dashboard/sign-in', () => ({ changesSince: looked }));

const { Undo } = await import('../../../src/pages/asks/undo');
const { keepBackup } = await import('../../../src/extension/store/vault');

const commands = noCommands();
const journey = after(start(), ...changed);
const backup = { connectionId: 'con_1', hasSecret: true, content: new Secret('{}') };
afterEach(cleanup);

/** The question, once it was looked at what others have changed; and what it says of that. */
async function ask(others: OthersChanges | undefined) {
  await keepBackup(journey.id, backup);
  let answer = (_: OthersChanges | undefined): void => undefined;
  looked.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const shown = render(
    <Undo journey={journey} profile={production} dashboardName="Auth0" commands={commands} />,
  );
  fireEvent.click(shown.getByRole('button', { name: 'Undo' }));
  await shown.findByText(/Keyferry is looking/);
  answer(others);
  await vi.waitFor(() => expect(shown.getByRole('status').textContent).not.toContain('is looking'));
  return shown.getByRole('status').textContent ?? '';
}

it('names what somebody else has changed since, before anything is put back', async () => {
  const said = await ask({ what: ['secret', 'permissions'], options: ['profile'], isSecretTold: true });
  expect(looked.mock.lastCall?.[2], 'by the Key that the setup wrote').toBe(
    journey.consumer?.key ?? journey.consumer?.keyHint,
  );
  for (const each of ['not by this setup', 'the Secret:', 'the permissions:', 'the option “profile”'])
    expect(said).toContain(each);
});

it('says when nobody has, and what is not told', async () => {
  expect(await ask({ what: [], options: [], isSecretTold: false })).toBe(
    'As far as Auth0 tells, nobody has changed anything in it since.' +
      'Whether its Secret is another one by now cannot be told: Auth0 does not tell it.',
  );
});

it('says when it could not be looked at', async () => {
  expect(await ask(undefined)).toBe('What has changed in Auth0 since could not be looked at.');
});
