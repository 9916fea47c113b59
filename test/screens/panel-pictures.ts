import type { FormSheet, PanelState, PanelTerms } from '../../src/helper/panel/state';
import { panelStates, statesByKind } from './panel-states';

/** The panel on Bitbucket's pages in each state, one of each kind for everything that it can say; and the page that it appears on. */

export type ShownState = Exclude<PanelState, { kind: 'hidden' }>;

/** Where a picture is taken: on the pages of 2026, made of the components that Atlassian publishes. */
export type Backdrop = 'list' | 'form' | 'pair' | 'log-in';

export interface PanelPicture {
  readonly name: string;
  readonly page: 'panel';
  readonly on: Backdrop;
  readonly state: ShownState;
}

export const panelTerms: PanelTerms = { dashboardName: 'Auth0', generation: 'clients', workspace: 'acme' };

const backdrops: Readonly<Record<ShownState['kind'], Backdrop>> = {
  introduce: 'list',
  offer: 'list',
  redirect: 'list',
  'log-in': 'log-in',
  retire: 'list',
  elsewhere: 'list',
  ask: 'form',
  translated: 'list',
  'list-waits': 'list',
  pointing: 'pair',
  putting: 'form',
  half: 'pair',
  busy: 'list',
  form: 'form',
  'not-saved': 'list',
  'choose-workspace': 'list',
  awaiting: 'list',
  kept: 'pair',
  waiting: 'pair',
  'under-way': 'pair',
  trouble: 'list',
  unreadable: 'pair',
  follow: 'list',
};

const standsOf = ({ items, needed }: FormSheet): string => {
  const [first] = items;
  if (first?.state !== 'filled' && items.every(({ state }) => state === first?.state))
    return `everything ${first?.state}`;
  const others = items.filter(({ state }) => state !== 'filled').map(({ item, state }) => `${item} ${state}`);
  const absent = needed.filter((item) => items.every((each) => each.item !== item));
  return [...others, ...absent.map((item) => `${item} absent`)].join(', ') || 'filled';
};

/** What distinguishes a state from others of its kind, in words. */
function variantOf(state: ShownState): string {
  switch (state.kind) {
    case 'offer':
      return state.canFill ? 'of all that it can' : 'of nothing but what it is';
    case 'ask':
      return `${state.sheet ? standsOf(state.sheet) : 'nothing known'}${state.isForeign ? ', another language' : ''}`;
    case 'busy':
      return state.what;
    case 'form':
      return [
        state.isUndone ? 'undone' : standsOf(state.sheet),
        ...(state.complaint === undefined ? [] : ['refused']),
      ].join(', ');
    case 'list-waits':
    case 'unreadable':
      return `${state.reason}${'isShownOnce' in state && state.isShownOnce ? ', shown once' : ''}`;
    case 'pointing':
      return state.step;
    case 'not-saved':
      return state.isPart ? 'perhaps' : 'not';
    case 'choose-workspace':
      return state.found.length > 0 ? 'of several' : 'of none found';
    case 'kept':
      return state.isShown ? 'still shown' : 'closed';
    case 'retire':
      return state.is;
    case 'trouble':
      return state.trouble;
    case 'follow':
      return `${state.state}${state.problem ? `, ${state.problem.code}` : ''}${state.isShown ? ', the pair still shown' : ''}`;
    default:
      return '';
  }
}

/** Whether a state is one of many alike: each state of each item is shown once. */
const isOneOfMany = (state: ShownState): boolean => {
  if (state.kind === 'form' && (state.isUndone || state.complaint !== undefined))
    return standsOf(state.sheet) !== 'filled';
  if (state.kind === 'follow')
    return state.held !== undefined && !(state.isShown && ['working', 'stopped'].includes(state.state));
  if (state.kind === 'unreadable')
    return state.reason === 'behind-copy'
      ? !state.isShownOnce
      : state.isShownOnce && state.reason !== 'no-secret';
  if (state.kind === 'ask' && state.sheet)
    return !/^(filled|callbackUrl kept|everything missing)$/.test(standsOf(state.sheet));
  if (state.kind !== 'form') return false;
  const stands = standsOf(state.sheet);
  const isOfCallback =
    /^(filled|callbackUrl \w+|callbackUrl absent|pullrequest:write extra|description open|name (kept|there))$/;
  return !isOfCallback.test(stands);
};

const withCapital = (text: string) => text.replace(/^./, (first) => first.toUpperCase()).replaceAll('-', ' ');

export const panelPictures: readonly PanelPicture[] = panelStates
  .filter((state): state is ShownState => state.kind !== 'hidden')
  .filter((state) => !isOneOfMany(state))
  .map((state): PanelPicture => {
    const variant = variantOf(state);
    const name = variant === '' ? withCapital(state.kind) : `${withCapital(state.kind)}: ${variant}`;
    return { name, page: 'panel', on: backdrops[state.kind], state };
  })
  .filter(({ name }, index, all) => all.findIndex((each) => each.name === name) === index);

/** All kinds, except the one without a panel. */
export const panelKinds = Object.keys(statesByKind).filter((kind) => kind !== 'hidden');
