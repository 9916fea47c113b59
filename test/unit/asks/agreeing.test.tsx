// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/secret';
import { standings } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
// Another test covers what the dashboard says to an undo; here it does not answer yet.
vi.mock('../../../src/extension/dashboard/sign-in', () => ({
  linkedBy: () => new Promise(() => undefined),
  changesSince: () => new Promise(() => undefined),
}));
const { Needs } = await import('../../../src/pages/asks/asks');
const { UndoQuestion } = await import('../../../src/pages/asks/undo-question');
const { keepBackup } = await import('../../../src/extension/store/vault');
const { undoOf } = await import('../../../src/setup/journey/standing');
const { addressOf } = await import('../../../src/setup/profiles/profile');

afterEach(cleanup);

const agreedTo = ['confirming', 'reviewing', 'agreeing', 'offering'] as const;

it.each(agreedTo)('says where the dashboard is before anything is agreed to: %s', async (kind) => {
  expect(standings[kind].length).toBeGreaterThan(0);
  for (const { journey, profile } of standings[kind]) {
    const { container } = render(<Needs journey={journey} profile={profile} commands={noCommands()} />);
    await vi.waitFor(() => expect(container.textContent).toContain(`(${addressOf(profile)})`));
    cleanup();
  }
});

it('says where the dashboard is before anything is undone there', async () => {
  const undone = Object.values(standings)
    .flat()
    .flatMap(({ journey, profile }) => {
      const what = undoOf(journey);
      return what ? [{ journey, profile, what }] : [];
    });
  expect(new Set(undone.map(({ what }) => what))).toEqual(new Set(['remove', 'restore', 'switch-off']));
  for (const each of undone) {
    const { id, connection } = each.journey;
    await keepBackup(id, { connectionId: connection?.id ?? '', hasSecret: true, content: new Secret('{}') });
    const { container, findByRole } = render(
      <UndoQuestion
        {...each}
        connectionName="bitbucket"
        dashboardName="D"
        isBusy={false}
        onYes={() => undefined}
        onNo={() => undefined}
      />,
    );
    await findByRole('dialog', { hidden: true });
    expect(container.textContent).toContain(`(${addressOf(each.profile)})`);
    cleanup();
  }
});
