import { type FormItem, isText } from '../bitbucket/form';
import { wantedBy } from './form-filling';
import type { HandIn } from './hand-in';
import { noAnswer, type Panel, type PanelState } from './panel/state';
import { pointAtPair } from './pointing';
import { putWherePicked } from './putting';
import type { Visit } from './visit';

/** The person picks something on the page. */
export interface Picking {
  /** Nothing else is done meanwhile. */
  readonly isOn: boolean;
  /** Why the last one led to nothing, while the page stays as it was then. */
  readonly said: PanelState | undefined;
  /** The two values; what is chosen is checked like any other pair. Leaves a picking that is on. */
  point(): Promise<void>;
  /** The field for one of the form's values. Leaves a picking that is on. */
  put(item: FormItem): Promise<void>;
  /** The page has changed since then. */
  forget(): void;
}

/** `owns`: what is the panel's own, whose buttons go on working; `onEnd`: called once the person has picked something, or left. */
export function createPicking(
  visit: Visit,
  handIn: HandIn['handIn'],
  owns: Panel['owns'],
  onEnd: () => void,
): Picking {
  let leaving: AbortController | undefined;
  let said: PanelState | undefined;

  const pick = async (letPick: (ended: AbortSignal) => Promise<PanelState | undefined>) => {
    if (leaving) return leaving.abort();
    leaving = new AbortController();
    said = undefined;
    const after = await letPick(AbortSignal.any([visit.signal, leaving.signal])).finally(() => {
      leaving = undefined;
    });
    if (visit.signal.aborted) return;
    if (after?.kind === 'unreadable' || after?.kind === 'trouble') said = after;
    if (after) visit.show(after);
    onEnd();
  };

  return {
    get isOn() {
      return leaving !== undefined;
    },
    get said() {
      return said;
    },
    point: () =>
      pick(async (ended) => {
        const onStep = (step: 'key' | 'secret') => visit.show({ kind: 'pointing', step });
        const chosen = await pointAtPair(document, owns, onStep, ended);
        if (chosen?.kind === 'none')
          return { kind: 'unreadable', reason: chosen.reason, isShownOnce: visit.plan.kind === 'capture' };
        return chosen && handIn('', chosen.pair).catch(() => noAnswer);
      }),
    put: (item) =>
      pick(async (ended) => {
        const wanted = wantedBy(visit.plan);
        if (!isText(item) || !wanted) return undefined;
        visit.show({ kind: 'putting', item });
        await putWherePicked(document, owns, wanted[item], ended);
        return undefined;
      }),
    forget() {
      said = undefined;
    },
  };
}
