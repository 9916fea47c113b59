import { useEffect, useState } from 'preact/hooks';
import type { Recognised, Taking } from '../../dashboards/taking';
import { lookAt, stopPointing } from '../../extension/platform/look-at-page';
import { showThisPage } from '../../extension/platform/open';
import { mayReach } from '../../extension/platform/permissions';
import { t } from '../../extension/words/text';
import { untilNextLook } from './next-look';

/** What was seen last in the tab from which a credential is taken. */
export type Seen = Recognised | { readonly kind: 'nothing-yet' | 'away' | 'closed' | 'withheld' };

/** Looks at the tab again and again, as long as the part that asks is drawn, until the tab is closed. */
export function useTaking(tabId: number, site: string, taking: Taking): Seen {
  const [seen, setSeen] = useState<Seen>({ kind: 'nothing-yet' });
  useEffect(() => {
    const isOver = new AbortController();
    const stop = () => {
      isOver.abort();
      void stopPointing(tabId);
    };
    addEventListener('pagehide', stop, { signal: isOver.signal });
    void watch(tabId, site, taking, setSeen, isOver.signal);
    return stop;
  }, [tabId, site, taking]);
  return seen;
}

async function watch(
  tabId: number,
  site: string,
  taking: Taking,
  tell: (seen: Seen) => void,
  signal: AbortSignal,
): Promise<void> {
  let before: Seen['kind'] | undefined;
  while (!signal.aborted) {
    const seen = await seenIn(tabId, site, taking);
    if (signal.aborted) return;
    tell(seen);
    // The person is on the other page, and goes on here.
    if (seen.kind === 'secret' && before !== 'secret') await showThisPage();
    before = seen.kind;
    if (seen.kind === 'closed') return;
    await untilNextLook(signal);
  }
}

async function seenIn(tabId: number, site: string, taking: Taking): Promise<Seen> {
  const look = await lookAt(tabId, taking.lookedFor, t(taking.pointsOut));
  if (look.kind === 'page') return taking.recognise(look);
  return look.kind === 'away' && !(await mayReach([site])) ? { kind: 'withheld' } : look;
}
