// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { checking, production } from '../../screens/journeys';
import { noCommands } from '../asks/commands';
import { englishBrowser } from './english';

// If the person has to enter a value that Keyferry does not fill, it is shown there to copy, as the dashboard sends it.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { Points } = await import('../../../src/pages/parts/check-points');
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it.each([
  ['Copy Callback URL', 'https://acme.eu.auth0.com/login/callback'],
  ['Copy https://id.acme.example/login/callback', 'https://id.acme.example/login/callback'],
  ['Copy https://id.acme.test/login/callback', 'https://id.acme.test/login/callback'],
])('%s', async (name, value) => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal('navigator', { ...globalThis.navigator, clipboard: { writeText } });
  const journey = checking(false, {
    point: 'otherCallback',
    state: 'unknown',
    params: ['https://id.acme.example/login/callback, https://id.acme.test/login/callback'],
  });
  const shown = render(<Points journey={journey} profile={production} commands={noCommands()} />);
  fireEvent.click(shown.getByRole('button', { name }));
  await shown.findByText('Copied');
  expect(writeText).toHaveBeenCalledExactlyOnceWith(value);
});
