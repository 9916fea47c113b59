// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/secret';
import type { Journey } from '../../../src/setup/journey/journey';
import { type Standing, standings } from '../../screens/journeys';
import { englishBrowser } from '../ui/english';
import { noCommands } from './commands';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));

const { Consent } = await import('../../../src/pages/asks/consent');
const { keptAside } = await import('../../../src/extension/store/journey');
const { keptProfiles } = await import('../../../src/extension/store/profiles');
const { keepPair } = await import('../../../src/extension/store/vault');

const commands = noCommands();
afterEach(cleanup);

const standingOf = (name: string): Standing => {
  const found = standings.confirming.find((each) => each.name === name);
  if (!found) throw new Error(`No standing is called ${name}`);
  return found;
};
const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };

/** `more`: what is behind that, with its pairs. */
async function draw({ journey, profile, hasPair, behind, more = [] }: Standing & { more?: Journey[] }) {
  await englishBrowser.storage.session.clear();
  for (const { id } of more) await keepPair(id, pair);
  await keptProfiles.write({ version: 1, current: profile.id, profiles: [profile], aside: [] });
  await (behind
    ? keptAside.write({ [behind.journey.profileId]: [behind.journey, ...more] })
    : keptAside.remove());
  if (hasPair) await keepPair(journey.id, pair);
  if (behind?.hasPair) await keepPair(behind.journey.id, pair);
  const decide = vi.fn();
  const shown = render(
    <Consent
      journey={journey}
      dashboardName="Auth0"
      dashboardAt="Auth0 (acme.eu.auth0.com)"
      commands={commands}
      decide={decide}
    />,
  );
  const send = shown.getByRole('button', { name: 'Send to Auth0' }) as HTMLButtonElement;
  return { ...shown, decide, send };
}
const listed = (root: Element) => [...root.querySelectorAll('li')].map((each) => each.textContent ?? '');

it('names each thing that would be lost of the setup behind it', async () => {
  const { container, send } = await draw(
    standingOf('a pair in front of one that failed with its Secret, and left its test'),
  );
  expect(send.disabled, 'nothing is agreed to before that is known').toBe(true);
  await vi.waitFor(() => expect(listed(container)).toHaveLength(3));
  expect(listed(container)).toEqual([
    expect.stringContaining('the connection “bitbucket” in Auth0'),
    expect.stringContaining('The Secret of “Auth0 login (acme)”'),
    expect.stringContaining('the application for the test login'),
  ]);
  expect(container.textContent).toContain('profile “Production”');
  expect(send.disabled).toBe(false);
});

it('names what would be lost of each of several behind it', async () => {
  const { journey, behind, ...rest } = standingOf('a pair in front of a setup that works');
  if (!behind) throw new Error('There is nothing behind it.');
  const other = { ...journey, id: 'other' };
  const { container } = await draw({ ...rest, journey, behind, more: [other] });
  await vi.waitFor(() => expect(listed(container)).toHaveLength(2));
  expect(listed(container)).toEqual([
    expect.stringContaining('Undo'),
    expect.stringContaining('The Secret of'),
  ]);
});

it('names only what there is', async () => {
  const { container } = await draw(standingOf('a pair in front of a setup that works'));
  await vi.waitFor(() => expect(listed(container)).toHaveLength(1));
  expect(listed(container)[0]).toContain('Undo');
});

it.each(['a pair without a journey', 'a pair in front of one that left nothing'])(
  'asks no more than needed: %s',
  async (name) => {
    const { container, send, decide, getByRole } = await draw(standingOf(name));
    await vi.waitFor(() => expect(send.disabled).toBe(false));
    expect(listed(container)).toEqual([]);
    getByRole('button', { name: 'Don’t send' }).click();
    expect(decide).toHaveBeenCalledWith({ kind: 'send-declined' });
  },
);

it('offers nothing to send that is no longer there', async () => {
  const { container, send } = await draw(standingOf('a pair that has had its time'));
  await vi.waitFor(() => expect(container.textContent).toContain('no longer has this Key and Secret'));
  expect(send.disabled).toBe(true);
});
