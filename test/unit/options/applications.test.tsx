import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import messages from '../../../src/public/_locales/en/messages.json';
import { emptyDraft } from '../../../src/setup/profiles/draft';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Applications } = await import('../../../src/pages/options/applications');

afterEach(cleanup);

it.each([
  ['of which there are more', { isPart: true } as const, true],
  ['which are all', {}, false],
])('of applications %s, says so', (_, more, isSaid) => {
  const access = { rights: [], applications: [{ id: 'shop', name: 'Shop' }], offered: {}, ...more };
  const { container } = render(
    <Applications draft={emptyDraft('p')} access={access} change={() => undefined} />,
  );
  expect(container.textContent).toContain('Shop');
  expect(container.textContent?.includes(messages.applicationsPart.message)).toBe(isSaid);
});
