// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));

const { SecretField, TextField } = await import('../../../src/ui/fields');

const props = { label: 'Client Secret', value: 'a', onInput: () => {} };
const marks = (input: Element) =>
  ['autocomplete', 'data-1p-ignore', 'data-lpignore', 'data-bwignore'].map((name) =>
    input.getAttribute(name),
  );
const kept = ['new-password', 'true', 'true', 'true'];
afterEach(cleanup);

it('keeps password managers out of a field for a secret, masked and shown', async () => {
  const { getByLabelText, getByRole } = render(<SecretField {...props} />);
  const input = () => getByLabelText('Client Secret', { selector: 'input' }) as HTMLInputElement;
  expect(input().type).toBe('password');
  expect(marks(input())).toEqual(kept);
  getByRole('button').click();
  await vi.waitFor(() => expect(input().type).toBe('text'));
  expect(marks(input())).toEqual(kept);
});

it('asks nothing of them at any other field', () => {
  const { getByLabelText } = render(<TextField {...props} />);
  expect(marks(getByLabelText('Client Secret'))).toEqual(['off', null, null, null]);
});
