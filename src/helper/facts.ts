import { keysOf } from '../bitbucket/list';
import type { Page } from '../bitbucket/page';
import type { PageFacts } from '../setup/page-facts';

/** After this long, a page that is not understood is not loading any more. */
const unclearMs = 4_000;
/** A list without entries that says nothing counts as empty after this long. */
const quietMs = 2_500;

/** What is told of a page, once that is certain. */
export interface FactsTeller {
  /** Undefined while the page is still loading; `later` is called when its time is up. */
  of(page: Page): PageFacts | undefined;
  end(): void;
}

/** Tells what a page is once that is certain; `later` is called when the time for a page that it waited for is up. */
export function createFacts(later: () => void): FactsTeller {
  let waiting: { readonly what: string; isOver: boolean } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    waiting = undefined;
  };
  /** Whether the page has stayed the same for this long. */
  const hasStood = (what: string, ms: number): boolean => {
    if (waiting?.what === what) return waiting.isOver;
    end();
    const mine = { what, isOver: false };
    waiting = mine;
    timer = setTimeout(() => {
      mine.isOver = true;
      later();
    }, ms);
    return false;
  };
  return {
    of(page) {
      if (page.kind === 'unclear')
        return hasStood('unclear', unclearMs) ? { kind: 'unclear', workspace: page.workspace } : undefined;
      if (page.kind === 'list' && page.state !== 'ready') {
        const { workspace, state, says = '' } = page;
        if (state === 'failed') return { kind: 'list-waits', workspace, reason: 'failed', says };
        if (!hasStood(state, state === 'loading' ? unclearMs : quietMs)) return undefined;
        return state === 'loading'
          ? { kind: 'list-waits', workspace, reason: 'loading', says: '' }
          : factsOf(page);
      }
      end();
      return factsOf(page);
    },
    end,
  };
}

/** A longer name is not a consumer's. */
const longestName = 300;
const namedKeys = (entries: Parameters<typeof keysOf>[0]) =>
  keysOf(entries).filter(({ name, key }) => name.length <= longestName && key.length <= 256);

function factsOf(page: Page): PageFacts | undefined {
  switch (page.kind) {
    case 'list':
      return {
        kind: 'list',
        workspace: page.workspace,
        names: page.entries.map((each) => each.name).filter((name) => name.length <= longestName),
        isPart: page.isPart,
        keys: namedKeys(page.entries),
        pairIn: page.generation.pairIn,
      };
    case 'form':
      return { kind: 'form', workspace: page.workspace, purpose: page.purpose };
    case 'pair':
      return { kind: 'pair', workspace: page.workspace, keys: namedKeys(page.entries) };
    case 'settings':
    case 'translated':
      return { kind: page.kind, workspace: page.workspace };
    case 'workspaces':
      return { kind: 'workspaces', managed: page.managed };
    case 'not-found':
    case 'no-access':
    case 'sign-in':
    case 'wrong-place':
      return { kind: page.kind };
    case 'elsewhere':
      return { kind: 'other' };
    case 'unclear':
      return undefined;
  }
}
