// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const sent = vi.fn(async () => ({ kind: 'done' }));
const event = { addListener: () => undefined, removeListener: () => undefined };
Object.assign(englishBrowser.runtime, { sendMessage: sent });
Object.assign(englishBrowser, {
  permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  commands: { getAll: async () => [] },
});
const { Options } = await import('../../../src/pages/options/options');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { keepPair } = await import('../../../src/extension/store/vault');
const { Secret } = await import('../../../src/secret');

beforeEach(async () => {
  sent.mockClear();
  await Promise.all([englishBrowser.storage.local.clear(), englishBrowser.storage.session.clear()]);
  await saveProfile(profile('p', { name: 'Production' }));
  await saveProfile(profile('q', { name: 'Development' }));
  render(<Options />);
  await screen.findByRole('button', { name: 'Development', pressed: true });
});
afterEach(cleanup);

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Profile name' });

it('keeps what was entered while another profile is looked at', () => {
  fireEvent.input(nameField(), { target: { value: 'Staging' } });
  press('Production');
  expect(nameField().value).toBe('Production');
  press('Development');
  expect(nameField().value).toBe('Staging');
});

it('keeps what was entered for a new profile', () => {
  press('New profile');
  fireEvent.input(nameField(), { target: { value: 'Staging' } });
  press('Production');
  press('New profile');
  expect(nameField().value).toBe('Staging');
});

it('asks before it deletes a profile, with what goes with it', async () => {
  await keptJourney.write({
    ...newJourney({ profileId: 'q' }),
    stage: { kind: 'sending' },
    consumer: { name: 'Login', keyHint: 'theK…eKey' },
  });
  await keepPair('j', { key: 'theKey', secret: new Secret('theSecret') });
  press('Delete profile');
  const { textContent } = await screen.findByRole('dialog', { name: 'Delete “Development”?' });
  expect(textContent).toContain('The Secret of “Login”, which Keyferry still has.');
  expect(sent).not.toHaveBeenCalled();
  press('Delete');
  expect(sent).toHaveBeenCalledWith({ type: 'profile/delete', profileId: 'q' });
});

it('says that a profile may still be there when nobody answers', async () => {
  sent.mockResolvedValueOnce(undefined as never);
  press('Delete profile');
  await screen.findByRole('dialog');
  press('Delete');
  await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/didn’t respond/));
  expect(nameField().value).toBe('Development');
});
