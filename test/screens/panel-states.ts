import type { FormItem, ItemState } from '../../src/bitbucket/form';
import type { FormSheet, PanelState } from '../../src/helper/panel/state';
import type { Course } from '../../src/setup/helper-plan';
import { problem } from '../../src/setup/problems';

/** Everything that the panel on Bitbucket's pages can show, in each of its variants. */

/** What a dashboard needs of the consumer. */
export const wanted = {
  name: 'Auth0 login (acme)',
  description: 'Log in with Bitbucket',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
  url: 'https://acme.eu.auth0.com/',
  scopes: ['account'],
} as const;
const needed: readonly FormItem[] = ['name', 'callbackUrl', 'authorizationCode', 'account'];
const items: readonly FormItem[] = [...needed, 'description'];

export const sheetOf = (
  states: readonly Omit<ItemState, 'tab'>[],
  tab: string | undefined = undefined,
): FormSheet => ({ items: states.map((each) => ({ ...each, tab })), wanted, needed });

const filled: readonly Omit<ItemState, 'tab'>[] = items.map((item) => ({ item, state: 'filled' }));
const itemStates: readonly ItemState['state'][] = ['filled', 'right', 'kept', 'there', 'open', 'missing'];

/** A form that is filled except for one item, and one that lacks the item altogether. */
const sheets: readonly FormSheet[] = [
  sheetOf(filled),
  sheetOf(filled, 'Details'),
  sheetOf([...filled, { item: 'pullrequest:write', state: 'extra' }]),
  ...items.flatMap((item) => [
    sheetOf(filled.filter((each) => each.item !== item)),
    ...itemStates.map((state) =>
      sheetOf(filled.map((each) => (each.item === item ? { item, state } : each))),
    ),
  ]),
];
const strange: readonly FormSheet[] = [
  sheetOf(items.map((item) => ({ item, state: 'right' }))),
  sheetOf(items.map((item) => ({ item, state: 'missing' }))),
  ...sheets,
];

const courses = {
  working: {},
  'needs-you': {},
  stopped: {},
  works: {},
  'handed-over': {},
  untested: {},
  checked: {},
  undone: {},
} as const satisfies Record<Course, unknown>;
const hints = [
  { held: undefined, isShown: false },
  { held: 'yV5a…hFCg', isShown: false },
  { held: 'yV5a…hFCg', isShown: true },
] as const;
const reasons = ['no-key', 'no-secret', 'ambiguous', 'masked', 'behind-copy', 'swapped', 'not-a-credential'];
const each = [true, false] as const;

type Of<Kind extends PanelState['kind']> = Extract<PanelState, { kind: Kind }>;
/** Every member of a union, once. */
const every = <Member extends string>(members: Record<Member, unknown>) => Object.keys(members) as Member[];

export const statesByKind: { readonly [Kind in PanelState['kind']]: readonly Of<Kind>[] } = {
  hidden: [{ kind: 'hidden' }],
  introduce: [{ kind: 'introduce' }],
  offer: [
    { kind: 'offer', canFill: true, canCapture: true, canPoint: true },
    { kind: 'offer', canFill: false, canCapture: false, canPoint: false },
  ],
  redirect: [{ kind: 'redirect', address: 'https://bitbucket.org/account/workspaces/' }],
  'log-in': [{ kind: 'log-in' }],
  retire: every({ looking: 0, there: 0, absent: 0, unread: 0 } as Record<Of<'retire'>['is'], unknown>).map(
    (is): Of<'retire'> => ({
      kind: 'retire',
      is,
      key: 'Qk3vW8nB2xTr5c81sZ',
      name: is === 'there' ? 'Auth0 login (acme)' : '',
    }),
  ),
  elsewhere: [
    {
      kind: 'elsewhere',
      here: 'rivals',
      wantedWorkspace: 'acme',
      address: 'https://bitbucket.org/acme/workspace/settings/oauth-clients',
    },
  ],
  ask: [
    ...each.map((isForeign): Of<'ask'> => ({ kind: 'ask', sheet: undefined, isForeign })),
    ...strange.map((sheet): Of<'ask'> => ({ kind: 'ask', sheet, isForeign: false })),
  ],
  translated: [{ kind: 'translated' }],
  'list-waits': [
    { kind: 'list-waits', reason: 'loading', says: '' },
    { kind: 'list-waits', reason: 'failed', says: 'Something went wrong.' },
  ],
  pointing: [
    { kind: 'pointing', step: 'key' },
    { kind: 'pointing', step: 'secret' },
  ],
  putting: [{ kind: 'putting', item: 'callbackUrl' }],
  half: [{ kind: 'half' }],
  busy: every<Of<'busy'>['what']>({ opening: 0, filling: 0, reading: 0, 'reading-shown': 0 }).map((what) => ({
    kind: 'busy',
    what,
  })),
  form: sheets.flatMap((sheet) =>
    each.flatMap((isUndone) =>
      [undefined, 'This name is taken.'].map(
        (complaint): Of<'form'> => ({ kind: 'form', sheet, complaint, isUndone }),
      ),
    ),
  ),
  'not-saved': each.map((isPart) => ({ kind: 'not-saved', consumerName: 'Auth0 login (acme)', isPart })),
  'choose-workspace': [
    { kind: 'choose-workspace', found: [] },
    { kind: 'choose-workspace', found: ['acme', 'boosters'] },
  ],
  awaiting: [{ kind: 'awaiting', consumerName: 'Auth0 login (acme)' }],
  kept: each.map((isShown) => ({ kind: 'kept', keyHint: 'yV5a…hFCg', isShown })),
  waiting: [{ kind: 'waiting' }],
  'under-way': [{ kind: 'under-way' }],
  trouble: every<Of<'trouble'>['trouble']>({
    'not-kept': 0,
    'open-a-row': 0,
    updated: 0,
    covered: 0,
    'no-answer': 0,
  }).map((trouble) => ({ kind: 'trouble', trouble })),
  unreadable: reasons.flatMap((reason) =>
    each.map((isShownOnce): Of<'unreadable'> => ({ kind: 'unreadable', reason, isShownOnce })),
  ),
  follow: every(courses).flatMap((state) =>
    hints.flatMap((hint) =>
      (state === 'stopped'
        ? [undefined, problem('secretMissed', 'Login'), problem('pairUnreadable', 'masked')]
        : [undefined]
      ).map((why): Of<'follow'> => ({ kind: 'follow', step: 'send', state, problem: why, ...hint })),
    ),
  ),
};

export const panelStates: readonly PanelState[] = Object.values(statesByKind).flat();

/** A state's name in lists. */
export const stateName = (state: PanelState): string => JSON.stringify(state).slice(0, 300);
