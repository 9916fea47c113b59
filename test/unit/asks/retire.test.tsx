// @vitest-environment jsdom
import { render } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { problem, withSaid } from '../../../src/setup/problems';
import { after, renewals } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { DeleteOld } = await import('../../../src/pages/asks/new-secret');

it('says that it is not known who needs the old client, and why', () => {
  const said = { by: 'Auth0', code: '', text: 'Not today.' };
  const unread = withSaid(problem('serverError', '500'), said);
  const parting = { ...renewals.retiring, stage: { kind: 'parting' } } as const;
  const shown = render(
    <DeleteOld
      journey={after(parting, { kind: 'uses-seen', problem: unread })}
      dashboardName="Auth0"
      commands={noCommands()}
      decide={() => undefined}
      isSmall={false}
    />,
  );
  expect(shown.container.textContent).toMatch(/Keyferry doesn’t know whether .*Auth0 says: “Not today\.”/);
});
