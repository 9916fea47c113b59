import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, entering, pickingDashboard } from '../../../src/setup/profiles/draft';
import { differs } from '../../../src/setup/profiles/unsaved';
import { profile } from '../../fixtures/profile';

const saved = draftOf(
  profile('p', { scopes: ['account', 'email'], applications: { kind: 'chosen', ids: ['a', 'b'] } }),
);

describe('a draft has nothing of its own', () => {
  it.each([
    ['as it was saved', saved],
    ['with permissions in another order', { ...saved, scopes: ['email', 'account'] as const }],
    [
      'with applications in another order',
      { ...saved, applications: { kind: 'chosen' as const, ids: ['b', 'a'] } },
    ],
    ['with its parts in another order', Object.fromEntries(Object.entries(saved).reverse()) as typeof saved],
  ])('%s', (_, draft) => {
    expect(differs(draft, saved)).toBe(false);
  });

  it('as a new one that nobody has touched', () => {
    expect(differs(emptyDraft('n'), emptyDraft('n'))).toBe(false);
  });
});

it.each([
  ['another name', { ...saved, name: 'Q' }],
  ['a token', { ...saved, ...entering(saved, { token: 'a token' }) }],
  ['the wish to keep it', { ...saved, isToBeKept: true }],
  ['one more permission', { ...saved, scopes: [...saved.scopes, 'repository' as const] }],
  ['one application less', { ...saved, applications: { kind: 'chosen' as const, ids: ['a'] } }],
  ['every application', { ...saved, applications: { kind: 'all' as const } }],
  ['another dashboard', { ...saved, ...pickingDashboard(saved, 'other') }],
])('a draft has something of its own with %s', (_, draft) => {
  expect(differs(draft, saved)).toBe(true);
});
