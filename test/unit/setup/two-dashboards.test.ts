// @vitest-environment node
import { expect, it, vi } from 'vitest';
import type * as original from '../../../src/dashboards/fieldsets';
import {
  type Draft,
  emptyDraft,
  enteredIn,
  entering,
  opensTheSame,
  pickingDashboard,
  stillWrong,
} from '../../../src/setup/profiles/draft';
import { readDraft } from '../../../src/setup/profiles/read-draft';
import { profile } from '../../fixtures/profile';

// Two dashboards with the same names for their fields: nothing gets from one to the other.

vi.mock('../../../src/dashboards/fieldsets', async (load) => {
  const { apiFieldsets, fieldsets } = await load<typeof original>();
  const all = Object.keys(fieldsets).map((id) => [id, apiFieldsets.auth0]);
  return { apiFieldsets, fieldsets: Object.fromEntries(all) };
});

const one: Draft = emptyDraft('p');
const other: Draft = { ...one, ...pickingDashboard(one, 'other') };
const entered = (draft: Draft, texts: Record<string, string>): Draft => ({
  ...draft,
  ...entering(draft, texts),
});

it('what is entered for one does not stand in the other', () => {
  const left = entered(one, { domain: 'acme.eu.auth0.com', token: 'theToken' });
  const there = { ...left, ...pickingDashboard(left, 'other') };
  expect(enteredIn(there)).toEqual(enteredIn(other));
  expect(enteredIn(entered(there, { token: 'otherToken' })).token).toBe('otherToken');
  const back = entered(there, { token: 'otherToken' });
  expect(enteredIn({ ...back, ...pickingDashboard(back, 'auth0') }).token).toBe('theToken');
});

it('a credential that is kept for one is not taken for the other', () => {
  const { domain } = profile('p');
  expect(opensTheSame(entered(one, { domain }), profile('p'))).toBe(true);
  expect(opensTheSame(entered(other, { domain }), profile('p'))).toBe(false);
});

it('what is wrong with one is not said of the other', () => {
  const reading = readDraft(one, false);
  const found = reading.kind === 'problems' ? reading.problems : {};
  expect(Object.keys(found).sort()).toEqual(['domain', 'name', 'token']);
  expect(Object.keys(stillWrong(found, one, other))).toEqual(['name']);
});
