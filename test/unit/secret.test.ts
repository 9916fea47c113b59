// @vitest-environment node

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { hint, Secret } from '../../src/secret';

it('shows dots wherever it is printed, and the value only where it is asked for', () => {
  const secret = new Secret('PXTGu8Umm4');
  for (const shown of [String(secret), JSON.stringify({ secret }), `${secret}`, inspect(secret)]) {
    expect(shown).not.toContain('PXTG');
  }
  expect(secret.reveal()).toBe('PXTGu8Umm4');
});

it('hints at an identifier without giving it away', () => {
  expect(hint('yV5aWjGZz5xz7mhFCg')).toBe('yV5a…hFCg');
  expect(hint('short')).toBe('…');
});
