import type { Entry, Page } from '../bitbucket/page';
import type { HelperPlan } from '../setup/helper-plan';
import { readWholeKey } from './opened-keys';
import { createOutlines } from './outlines';
import { turnPages } from './paging';
import type { Visit } from './visit';

/**
 * Points at the consumer whose place a new one has taken, for the person to delete it, and tells whether the list has it. Never
 * presses anything but what turns the list's pages and opens its rows. Runs on Bitbucket's pages.
 */
export interface Retiring {
  /** Looks for it in the list as it is now. */
  look(plan: Extract<HelperPlan, { kind: 'retire' }>): Promise<void>;
  /** A list that is drawn anew has another row for it: points at that one. */
  keep(page: Page): void;
  /** Nothing is pointed at any more. */
  end(): void;
}

export function createRetiring(visit: Visit): Retiring {
  const outlines = createOutlines();
  let pointedAt: Entry | undefined;
  const pointAt = (entry: Entry | undefined) => {
    pointedAt = entry;
    outlines.show(entry ? [entry.row as HTMLElement] : []);
  };
  visit.signal.addEventListener('abort', outlines.clear);

  return {
    async look({ key, newKey }) {
      visit.show({ kind: 'retire', is: 'looking', key, name: '' });
      let hasNew = false;
      let isTold = true;
      let old: Entry | undefined;
      const last = await turnPages(visit.look, async (shown) => {
        if (shown.kind !== 'list') return false;
        for (const each of shown.entries) {
          const read = await readWholeKey(each, shown, visit.look);
          read.close();
          if (read.key === key) old = read.entry;
          hasNew ||= read.key === newKey;
          isTold &&= read.key !== undefined;
          if (old) return true;
        }
        return false;
      });
      if (visit.signal.aborted || visit.plan.kind !== 'retire') return;
      if (old) {
        pointAt(old);
        old.row.scrollIntoView({ block: 'center' });
        visit.show({ kind: 'retire', is: 'there', key, name: old.name });
        await visit.tell('helper/old-seen', { is: 'there', name: old.name });
        return;
      }
      pointAt(undefined);
      // A list that has more than this page, or does not have the new one, was not read as a whole.
      const isWhole = last.kind === 'list' && !last.isPart && last.state === 'ready' && hasNew && isTold;
      const is = isWhole ? 'absent' : 'unread';
      visit.show({ kind: 'retire', is, key, name: '' });
      await visit.tell('helper/old-seen', { is, name: '' });
    },
    keep(page) {
      if (page.kind !== 'list' || !pointedAt || pointedAt.row.isConnected) return;
      pointAt(page.entries.find((each) => each.name === pointedAt?.name) ?? pointedAt);
    },
    end: () => pointAt(undefined),
  };
}
