import type { Pair } from '../../bitbucket/oauth';
import type { GuidedMove, GuidedSoFar, OwnForm, SwitchRow } from '../../dashboards/guided';
import type { PageForm } from '../../dashboards/page-form';
import type { MessageKey } from '../../dashboards/words';
import { actThere, leadTab, pointThere, type Survey, surveyTab, tabsNow } from '../platform/guided-tab';
import { type FoundForm, fillForm, type Place } from '../platform/page-form';
import { mayReach } from '../platform/permissions';

/**
 * Guides through a dashboard's own pages in one tab: looks, and then does, points at, or tells what is next. One round at a time; between
 * two of them the page is the person's. Whatever was done before is seen on the page, or in what the journey has noted.
 */

/** What the dashboard's tab is at, for the page that shows it. */
export type GuidedStanding =
  | { readonly kind: 'working' | 'away' | 'withheld' | 'closed' | 'login-open' | 'worked' }
  /** A try of the connection has failed, in the dashboard's own words. */
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'move'; readonly move: GuidedMove };

/** What is done or seen on the way, to be written down before it goes on. */
export type GuidedEvent =
  | { readonly kind: 'own-form-filled' | 'own-login-seen' }
  | { readonly kind: 'own-form-saved'; readonly connectionId: string }
  | {
      readonly kind: 'own-applications';
      readonly names: string[];
      readonly notKept: string[];
      readonly others: number;
    };

export interface Guiding {
  readonly ownForm: OwnForm;
  readonly form: PageForm;
  readonly tabId: number;
  readonly soFar: Omit<GuidedSoFar, 'pressed'>;
  /** The consumer's Key. */
  readonly key: string;
  readonly pairNow: () => Promise<Pair | undefined>;
  /** The titles of applications that were agreed to; `all`: those that people log in to. Undefined: the person has yet to choose. */
  readonly applications: 'all' | readonly string[] | undefined;
  /** A message, as it is said on the page. */
  readonly notes: (message: MessageKey) => string;
  readonly tell: (event: GuidedEvent) => Promise<void>;
}

/** What is kept from one round to the next, by the page that asks for them. */
export interface GuidedMemory {
  pressedAt: string;
  pressed: Record<string, number>;
  /** The tabs that were there before: none of them shows how a try went. */
  tabsBefore: readonly number[];
}

export const newMemory = async (): Promise<GuidedMemory> => ({
  pressedAt: '',
  pressed: {},
  tabsBefore: (await tabsNow()).map(({ tabId }) => tabId),
});

/** One look at the tab, with what comes of it. */
export async function goOn(guiding: Guiding, memory: GuidedMemory): Promise<GuidedStanding> {
  const { ownForm, tabId, soFar, key, form } = guiding;
  if (soFar.part === 'test') {
    const tried = await howItWent(guiding, memory);
    if (tried) return tried;
  }
  const seen = await surveyTab(tabId, ownForm.origin, form, ownForm.pages, key);
  if (seen.kind === 'closed') return { kind: 'closed' };
  if (seen.kind !== 'survey')
    return {
      kind: (await mayReach([ownForm.site])) ? (seen.kind === 'gone' ? 'working' : 'away') : 'withheld',
    };
  if (memory.pressedAt !== seen.address) Object.assign(memory, { pressedAt: seen.address, pressed: {} });
  const move = ownForm.next({ ...soFar, pressed: memory.pressed }, seen);
  const pointed = move.kind === 'theirs' ? move.what : move.kind === 'over' ? 'over' : undefined;
  const note =
    move.kind === 'theirs'
      ? guiding.notes(move.note)
      : move.kind === 'over'
        ? guiding.notes('inPageNoteOver')
        : '';
  await pointThere(seen.place, ownForm.pages, pointed, note);
  return (await carryOut(guiding, memory, seen, move)) ?? { kind: 'move', move };
}

/** Does Keyferry's part, and nothing of the person's. */
async function carryOut(
  guiding: Guiding,
  memory: GuidedMemory,
  seen: Survey & { readonly place: Place },
  move: GuidedMove,
): Promise<GuidedStanding | undefined> {
  const { ownForm, soFar, tell } = guiding;
  const { pages, origin } = ownForm;
  const { place } = seen;
  const working: GuidedStanding = { kind: 'working' };
  switch (move.kind) {
    case 'press':
      memory.pressed[move.lead] = (memory.pressed[move.lead] ?? 0) + 1;
      await actThere(place, pages, soFar.within, { act: 'press', lead: move.lead });
      return working;
    case 'open':
      await leadTab(place.tabId, origin + move.path);
      return working;
    case 'tick':
      await actThere(place, pages, soFar.within, { act: 'tick', box: move.box });
      return working;
    case 'fill': {
      const pair = await guiding.pairNow();
      if (!pair || seen.found.kind !== 'one') return undefined;
      // Written down before, so that it goes in once, whatever ends this page meanwhile.
      await tell({ kind: 'own-form-filled' });
      await fillForm(place, guiding.form, seen.found satisfies FoundForm, soFar.within, { ...pair });
      return working;
    }
    case 'saved':
      await tell({ kind: 'own-form-saved', connectionId: move.connectionId });
      return working;
    case 'applications': {
      if (guiding.applications === undefined) return undefined;
      await turnOn(guiding, place, move.rows);
      return working;
    }
    default:
      return undefined;
  }
}

/** A switch may turn only once the dashboard has answered: so often, so many milliseconds apart, it is looked at until it has. */
const looksAtSwitches = 12;
const betweenLooksMs = 250;

/** Turns on the switches of the applications that were agreed to, and reads them again. */
async function turnOn(
  { ownForm, soFar, form, key, applications, tell }: Guiding,
  place: Place,
  rows: readonly SwitchRow[],
): Promise<void> {
  const isWanted = (row: SwitchRow) =>
    applications === 'all' ? ownForm.isForPeople(row) : (applications ?? []).includes(row.title);
  const turned = [...rows.entries()].filter(([, row]) => isWanted(row) && !row.isOn);
  for (const [index, { title }] of turned)
    await actThere(place, ownForm.pages, soFar.within, { act: 'turn', index, title });
  const rowsNow = async () => {
    const seen = await surveyTab(place.tabId, ownForm.origin, form, ownForm.pages, key);
    const isSame = seen.kind === 'survey' && seen.place.visit === place.visit;
    return isSame && seen.rows?.length === rows.length ? seen.rows : undefined;
  };
  let now = await rowsNow();
  for (
    let look = 1;
    look < looksAtSwitches && now && turned.some(([index]) => !now?.[index]?.isOn);
    look += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
    now = await rowsNow();
  }
  if (!now) return;
  const titles = (isOn: boolean) =>
    turned.filter(([index]) => (now[index]?.isOn ?? false) === isOn).map(([, { title }]) => title);
  await tell({
    kind: 'own-applications',
    names: titles(true),
    notKept: titles(false),
    others: rows.filter(({ isOn }) => isOn).length,
  });
}

/** What the page shows that the guided tab has opened for a try; undefined where there is none. */
async function howItWent(
  { ownForm, tabId, form, key, tell }: Guiding,
  { tabsBefore }: GuidedMemory,
): Promise<GuidedStanding | undefined> {
  const isOwn = (each: { tabId: number; openedBy: number | undefined }) =>
    !tabsBefore.includes(each.tabId) && each.openedBy === tabId;
  // The newest has the highest id: what an earlier try has shown is over.
  const [last] = (await tabsNow()).filter(isOwn).sort((one, other) => other.tabId - one.tabId);
  if (!last) return undefined;
  if (!last.address?.startsWith(ownForm.triedAt)) return { kind: 'login-open' };
  const seen = await surveyTab(last.tabId, ownForm.origin, form, ownForm.pages, key);
  if (seen.kind !== 'survey' || seen.text === '') return undefined;
  if (!ownForm.hasWorked(seen)) return { kind: 'failed', text: seen.text };
  await tell({ kind: 'own-login-seen' });
  return { kind: 'worked' };
}

/** Where to lead a tab that is not where it should go on. */
export const wayBack = (
  { firstPage, applicationsPage }: OwnForm,
  soFar: Omit<GuidedSoFar, 'pressed'>,
): string =>
  soFar.connectionId === undefined
    ? firstPage(soFar.within)
    : applicationsPage(soFar.within, soFar.connectionId);
