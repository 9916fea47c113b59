// @vitest-environment node

import { expect, it } from 'vitest';
import { fileOf, profilesToAdd, readFile } from '../../../src/setup/portable';
import { profile } from '../extension/profile';

it('comes back as it was', () => {
  const profiles = [profile('a'), profile('b')];
  expect(readFile(fileOf(profiles))).toEqual({ kind: 'profiles', profiles });
});

it('holds nothing but what a profile is made of', () => {
  const more = { ...profile('a'), token: 'theToken', clientSecret: 'theSecret' };
  expect(fileOf([more])).not.toMatch(/theToken|theSecret/);
});

it.each([
  ['no JSON', 'Dear all', 'notOurs'],
  ['somebody else’s', '{"profiles":[]}', 'notOurs'],
  ['damaged', fileOf([profile('a')]).replace('"domain"', '"demon"'), 'notOurs'],
  ['a newer version’s', fileOf([profile('a')]).replace('"version": 1', '"version": 2'), 'newer'],
  ['too big', ' '.repeat(1_000_001), 'tooBig'],
])('is not taken where it is %s', (_, text, problem) => {
  expect(readFile(text)).toEqual({ kind: 'problem', problem });
});

it('adds what is not there yet, under an id of its own', () => {
  const [here, new_] = [profile('a'), { ...profile('b'), name: 'New' }];
  let count = 0;
  const added = profilesToAdd(
    [
      { ...here, id: 'elsewhere' },
      { ...new_, id: 'a' },
    ],
    [here],
    () => `fresh-${++count}`,
  );
  expect(added).toEqual([{ ...new_, id: 'fresh-1' }]);
});
