// @vitest-environment node

import * as v from 'valibot';
import { expect, it } from 'vitest';
import { decrypt, encrypt, encryptedSchema } from '../../../src/extension/store/encrypted';
import { Secret } from '../../../src/secret';

const passphrase = new Secret('four words that differ');
const text = new Secret('the token of the tenant');

it('opens with the same passphrase, for the same owner, and for nothing else', async () => {
  const encrypted = await encrypt(text, passphrase, 'profile acme.eu.auth0.com');
  expect((await decrypt(encrypted, passphrase, 'profile acme.eu.auth0.com'))?.reveal()).toBe(text.reveal());
  expect(
    await decrypt(encrypted, new Secret('four words that differ '), 'profile acme.eu.auth0.com'),
  ).toBeUndefined();
  expect(await decrypt(encrypted, passphrase, 'profile evil.eu.auth0.com')).toBeUndefined();
});

it('opens however a keyboard composes the same characters', async () => {
  const encrypted = await encrypt(text, new Secret('Schlüssel zum Fährhaus'.normalize('NFD')), 'a');
  expect(await decrypt(encrypted, new Secret('Schlüssel zum Fährhaus'.normalize('NFC')), 'a')).toBeDefined();
});

it('is not taken where anything of it was changed', async () => {
  const encrypted = await encrypt(text, passphrase, 'a');
  const flipped = (base64: string) => `${base64[0] === 'A' ? 'B' : 'A'}${base64.slice(1)}`;
  for (const part of ['salt', 'iv', 'data'] as const)
    expect(
      await decrypt({ ...encrypted, [part]: flipped(encrypted[part]) }, passphrase, 'a'),
      part,
    ).toBeUndefined();
  // Fewer rounds would make it easy to guess: such a text is not even read.
  expect(v.is(encryptedSchema, { ...encrypted, rounds: 1_000 })).toBe(false);
  expect(encrypted.rounds).toBeGreaterThanOrEqual(600_000);
});

it('never looks the same twice, and shows nothing of what is in it', async () => {
  const [one, other] = await Promise.all([encrypt(text, passphrase, 'a'), encrypt(text, passphrase, 'a')]);
  for (const part of ['salt', 'iv', 'data'] as const) expect(one[part]).not.toBe(other[part]);
  expect(Buffer.from(one.data, 'base64').toString('latin1')).not.toContain('token');
});
