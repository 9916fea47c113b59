import { useEffect, useRef, useState } from 'preact/hooks';
import type { OwnForm } from '../../dashboards/guided';
import type { PageForm } from '../../dashboards/page-form';
import { type GuidedStanding, goOn, newMemory, wayBack } from '../../extension/dashboard/own-form';
import { ask } from '../../extension/messages/ask';
import type { Decision } from '../../extension/messages/schemas';
import { onTabs } from '../../extension/platform/guided-tab';
import { openTab, showThisPage } from '../../extension/platform/open';
import { keptJourney } from '../../extension/store/journey';
import { oneAtATime } from '../../extension/store/one-at-a-time';
import { pairOf } from '../../extension/store/pair-of';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { untilNextLook } from './next-look';

/** What may be only passing is told once it was seen this often in a row. */
const surely = 4;

/** What the person has decided here. It belongs to the page, and is gone with it. */
export interface Chosen {
  readonly applications: readonly string[] | undefined;
  /** The form is to be filled once more. */
  readonly isAgain: boolean;
}

const inTurn = oneAtATime('own form');

/** Guides through the dashboard's own pages as long as the part that asks is drawn. Only one of the extension's pages does it at a time. */
export function useOwnForm(
  journeyId: string,
  ownForm: OwnForm,
  form: PageForm,
): { readonly seen: GuidedStanding; readonly choose: (chosen: Partial<Chosen>) => void } {
  const [seen, setSeen] = useState<GuidedStanding>({ kind: 'working' });
  const chosen = useRef<Chosen>({ applications: undefined, isAgain: false });
  const choose = (part: Partial<Chosen>) => {
    chosen.current = { ...chosen.current, ...part };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is read as it is by then
  useEffect(() => {
    const isOver = new AbortController();
    const { signal } = isOver;
    void inTurn(async () => {
      const running = { journeyId, ownForm, form, signal, tell: setSeen, chosen: () => chosen.current };
      if (!signal.aborted) await run({ ...running, onFilled: () => choose({ isAgain: false }) });
    });
    addEventListener('pagehide', () => isOver.abort(), { signal });
    return () => isOver.abort();
  }, [journeyId, ownForm, form]);
  return { seen, choose };
}

interface Run {
  readonly journeyId: string;
  readonly ownForm: OwnForm;
  readonly form: PageForm;
  readonly chosen: () => Chosen;
  /** The form is being filled, once more where that was chosen. */
  readonly onFilled: () => void;
  readonly signal: AbortSignal;
  readonly tell: (seen: GuidedStanding) => void;
}

async function run({ journeyId, ownForm, form, chosen, onFilled, signal, tell }: Run): Promise<void> {
  const decide = async (event: Decision) => {
    await ask({ type: 'journey/decided', journeyId, event });
  };
  const memory = await newMemory();
  let last = '';
  let times = 0;
  let shown = '';
  while (!signal.aborted) {
    const journey = await keptJourney.read();
    const at = guidingIn(journey, journeyId);
    if (!journey || !at) return;
    const { stage, soFar } = at;
    if (stage.tabId === undefined) {
      await decide({ kind: 'own-tab-opened', tabId: await openTab(wayBack(ownForm, soFar)) });
      continue;
    }
    const { applications, isAgain } = chosen();
    const seen = await goOn(
      {
        ownForm,
        form,
        tabId: stage.tabId,
        soFar: isAgain ? { ...soFar, isFilled: false } : soFar,
        key: journey.consumer?.key ?? '',
        pairNow: () => pairOf(journey),
        applications: at.isForAll ? 'all' : applications,
        notes: (message) => t(message),
        tell: async (event) => {
          if (event.kind === 'own-form-filled') onFilled();
          await decide(event);
        },
      },
      memory,
    );
    if (signal.aborted) return;
    const now = JSON.stringify(seen);
    times = now === last ? times + 1 : 1;
    last = now;
    const isPassing = seen.kind === 'away' || (seen.kind === 'move' && passing.includes(seen.move.kind));
    if (!isPassing || times >= surely) {
      tell(seen);
      // The person is on the dashboard's page, and goes on here.
      if (asksHere(seen) && now !== shown) await showThisPage();
      shown = now;
    }
    await untilNextLook(signal, onTabs);
  }
}

/** What a page that is still loading looks like, too. */
const passing: readonly string[] = ['wait', 'lead', 'by-hand', 'there'];

const asksHere = (seen: GuidedStanding): boolean =>
  seen.kind === 'worked' ||
  seen.kind === 'failed' ||
  (seen.kind === 'move' && ['applications', 'by-hand', 'there'].includes(seen.move.kind));

/** How far the journey is, where it is still guided. */
export function guidingIn(journey: Journey | undefined, journeyId: string) {
  if (journey?.id !== journeyId || journey.stage.kind !== 'guiding' || !journey.ownForm) return undefined;
  const { stage, ownForm } = journey;
  const { part, isFilled, connectionId } = stage;
  const { within, isForAll } = ownForm;
  return { stage, isForAll, soFar: { part, within, isFilled, connectionId } };
}
