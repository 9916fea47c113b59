import { dialogAround } from '../bitbucket/find';
import type { Page } from '../bitbucket/page';
import type { PairProblem, ShownPair } from '../bitbucket/pair';
import { hint } from '../secret';
import { type Capture, capturePair } from './capture';
import type { FormFilling } from './form-filling';
import type { PairWatch } from './pair-watch';
import type { PanelState } from './panel/state';
import type { Visit } from './visit';

type PairPage = Extract<Page, { kind: 'pair' }>;

/** After this long, the background is told of a pair that cannot be read; reading goes on all the same. */
const unreadableMs = 3_000;

/** Whether a pair is shown in a dialog, which can be closed. */
export const isInDialog = (page: Page): boolean =>
  page.kind === 'pair' && dialogAround(page.place) !== undefined;

/** Reads the pair that a page shows, and gives it to the vault. */
export interface HandIn {
  /** Takes what a dialog or a page of its own shows, again each time that changes, until it is a pair. */
  takeShown(page: PairPage, consumerName: string | undefined): Promise<void>;
  /** Takes the pair of a row of the list: of the named one, which it opens, or of the one that is open. */
  takeInRow(consumerName: string | undefined): Promise<void>;
  /** Gives a pair to the vault; returns what to say of it. Rejects where the answer is lost. */
  handIn(consumer: string, pair: ShownPair): Promise<PanelState>;
  /** What was said of the page's pair, where it could not be read and has not changed. */
  saidOf(page: Page): PanelState | undefined;
  /** What was read is read again if it is there again. */
  forget(): void;
  /** Stops waiting for a pair that could not be read. */
  end(): void;
}

/**
 * `form`: knows whether a person saved it, and the consumer's name as it was typed, for a pair that is shown without one;
 * `pairWatch`: ended once a pair is there; `lost`: called where the answer to a report is lost.
 */
export function createHandIn(
  visit: Visit,
  form: Pick<FormFilling, 'typedName' | 'isSaved'>,
  pairWatch: Pick<PairWatch, 'end'>,
  lost: () => void,
): HandIn {
  /** The Key that this document showed a step before its Secret. */
  let heldKey: string | undefined;
  /** What a pair's place said at the last try to read it. */
  let triedReading = '';
  /** What was said of it where it could not be read. */
  let saidUnreadable: PanelState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  visit.signal.addEventListener('abort', end);

  const tellUnreadable = (reason: PairProblem) => visit.tell('helper/unreadable', { reason }).catch(lost);

  const handIn = async (consumer: string, pair: ShownPair): Promise<PanelState> => {
    const isOffered = visit.plan.kind === 'offer';
    end();
    const answer = await visit.tell('helper/pair', {
      consumer: consumer || form.typedName,
      ...pair,
      isSaved: form.isSaved,
    });
    if (answer?.isRefused) return { kind: 'busy', what: 'reading-shown' };
    if (answer?.isUnderWay) return { kind: 'under-way' };
    if (!answer?.kept) return { kind: 'trouble', trouble: 'not-kept' };
    heldKey = undefined;
    if (isOffered) return { kind: 'waiting' };
    return { kind: 'kept', keyHint: hint(pair.key), isShown: isInDialog(visit.look()) };
  };

  return {
    async takeShown(page, consumerName) {
      const reading = JSON.stringify(page.reading);
      if (reading === triedReading) return;
      triedReading = reading;
      saidUnreadable = undefined;
      pairWatch.end();
      if (heldKey === undefined) visit.show({ kind: 'busy', what: 'reading-shown' });
      const taken = await capturePair(visit.look, consumerName, heldKey);
      if (taken.kind === 'half') {
        heldKey = taken.key;
        return visit.show({ kind: 'half' });
      }
      if (taken.kind === 'captured') {
        const now = visit.look();
        // What was uncovered on the way has been taken: it is not taken again.
        if (
          now.kind === 'pair' &&
          now.reading.kind === 'pair' &&
          now.reading.pair.secret === taken.pair.secret
        )
          triedReading = JSON.stringify(now.reading);
        return visit.show(await handIn(taken.consumer, taken.pair));
      }
      // The next look reads what is there again, even if that is what was there at first.
      if (taken.kind === 'changed') triedReading = '';
      if (visit.look().kind !== 'pair') return;
      const reason = reasonOf(taken);
      saidUnreadable = { kind: 'unreadable', reason, isShownOnce: true };
      visit.show(saidUnreadable);
      if (visit.plan.kind !== 'capture' || visit.signal.aborted) return;
      timer ??= setTimeout(() => void tellUnreadable(reason), unreadableMs);
    },
    async takeInRow(consumerName) {
      visit.show({ kind: 'busy', what: 'reading' });
      const taken = await capturePair(visit.look, consumerName, undefined);
      switch (taken.kind) {
        case 'open-a-row':
          return visit.show({ kind: 'trouble', trouble: 'open-a-row' });
        case 'captured':
          return visit.show(await handIn(taken.consumer, taken.pair));
        case 'half':
        case 'changed':
        case 'failed': {
          const reason = reasonOf(taken);
          visit.show({ kind: 'unreadable', reason, isShownOnce: false });
          if (visit.plan.kind === 'capture') await tellUnreadable(reason);
        }
      }
    },
    handIn,
    saidOf(page) {
      const isAsItWas = page.kind === 'pair' && triedReading === JSON.stringify(page.reading);
      return isAsItWas ? saidUnreadable : undefined;
    },
    forget() {
      triedReading = '';
    },
    end,
  };
}

/** Why what was read is no pair. */
function reasonOf(taken: Exclude<Capture, { kind: 'captured' }>): PairProblem {
  switch (taken.kind) {
    case 'failed':
      return taken.reason;
    case 'changed':
      return 'ambiguous';
    case 'half':
      return 'no-secret';
    case 'open-a-row':
      return 'no-key';
  }
}
