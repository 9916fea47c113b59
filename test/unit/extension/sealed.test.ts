// @vitest-environment node

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { seal, sealedSchema, unseal } from '../../../src/extension/store/sealed';
import { Secret } from '../../../src/secret';

const passphrase = new Secret('four words that differ');
const text = new Secret('the token of the tenant');

it('opens with the same passphrase, for the same owner, and for nothing else', async () => {
  const sealed = await seal(text, passphrase, 'profile acme.eu.auth0.com');
  expect((await unseal(sealed, passphrase, 'profile acme.eu.auth0.com'))?.reveal()).toBe(text.reveal());
  expect(
    await unseal(sealed, new Secret('four words that differ '), 'profile acme.eu.auth0.com'),
  ).toBeUndefined();
  expect(await unseal(sealed, passphrase, 'profile evil.eu.auth0.com')).toBeUndefined();
});

it('opens however a keyboard composes the same characters', async () => {
  const sealed = await seal(text, new Secret('Schlüssel zum Fährhaus'.normalize('NFD')), 'a');
  expect(await unseal(sealed, new Secret('Schlüssel zum Fährhaus'.normalize('NFC')), 'a')).toBeDefined();
});

it('is not taken where anything of it was changed', async () => {
  const sealed = await seal(text, passphrase, 'a');
  const flipped = (base64: string) => `${base64[0] === 'A' ? 'B' : 'A'}${base64.slice(1)}`;
  for (const part of ['salt', 'iv', 'data'] as const)
    expect(await unseal({ ...sealed, [part]: flipped(sealed[part]) }, passphrase, 'a'), part).toBeUndefined();
  // Fewer rounds would make it easy to guess: such a text is not even read.
  expect(v.is(sealedSchema, { ...sealed, rounds: 1_000 })).toBe(false);
  expect(sealed.rounds).toBeGreaterThanOrEqual(600_000);
});

it('never looks the same twice, and shows nothing of what is in it', async () => {
  const [one, other] = await Promise.all([seal(text, passphrase, 'a'), seal(text, passphrase, 'a')]);
  for (const part of ['salt', 'iv', 'data'] as const) expect(one[part]).not.toBe(other[part]);
  expect(Buffer.from(one.data, 'base64').toString('latin1')).not.toContain('token');
});
