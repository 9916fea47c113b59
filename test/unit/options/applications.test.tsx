// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import messages from '../../../src/public/_locales/en/messages.json';
import { type Draft, emptyDraft } from '../../../src/setup/profiles/draft';
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

let now: Draft;
function List({ count }: { count: number }) {
  const [draft, setDraft] = useState<Draft>({
    ...emptyDraft('p'),
    applications: { kind: 'chosen', ids: ['id-7'] },
  });
  now = draft;
  const applications = Array.from({ length: count }, (_, at) => ({
    id: `id-${at}`,
    name: `Service ${at}`,
  }));
  return (
    <Applications
      draft={draft}
      access={{ rights: [], applications, offered: {} }}
      change={(part) => setDraft((before) => ({ ...before, ...part(before) }))}
    />
  );
}

describe('of many applications', () => {
  const search = () => screen.queryByRole<HTMLInputElement>('textbox', { name: 'Search applications' });
  const searchFor = (value: string) => fireEvent.input(search() as HTMLInputElement, { target: { value } });
  const boxes = () => screen.queryAllByRole<HTMLInputElement>('checkbox').length;
  const chosen = () => (now.applications.kind === 'chosen' ? now.applications.ids : undefined);

  it.each([
    [8, false],
    [9, true],
  ])('%i have a search: %s', (count, hasSearch) => {
    render(<List count={count} />);
    expect(search() !== null).toBe(hasSearch);
  });

  it('says how many match, and leaves chosen what does not', () => {
    render(<List count={30} />);
    searchFor('service 2');
    screen.getByText('Applications that match: 11');
    expect(boxes()).toBe(11);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Service 21' }));
    expect(chosen()).toEqual(['id-7', 'id-21']);
    fireEvent.click(screen.getByRole('button', { name: 'Select all that match' }));
    expect(chosen()?.length).toBe(12);
    expect(chosen()).toContain('id-7');
    screen.getByText('12 of 30 selected');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Select all that match' }).disabled).toBe(
      true,
    );
    searchFor('none of that name');
    screen.getByText('No matching applications.');
    searchFor('');
    expect(screen.queryByRole('button', { name: 'Select all that match' })).toBeNull();
  });

  it('draws a part of thousands, and the rest when asked', () => {
    render(<List count={5000} />);
    expect(boxes()).toBe(100);
    fireEvent.click(screen.getByRole('button', { name: 'Show more (4900 left)' }));
    expect(boxes()).toBe(200);
    searchFor('service 49');
    screen.getByText('Applications that match: 111');
    expect(boxes()).toBe(100);
    fireEvent.click(screen.getByRole('button', { name: 'Select all that match' }));
    // Also those that are not drawn.
    expect(chosen()?.length).toBe(112);
  });

  it('offers no selection where the connection is for every one', () => {
    render(<List count={30} />);
    searchFor('service 2');
    fireEvent.click(screen.getByRole('radio', { name: messages.applicationsAll.message }));
    expect(screen.queryByRole('button', { name: 'Select all that match' })).toBeNull();
  });
});
