import { type CheckedPair, checkShape, pointable, pointedValue } from '../bitbucket/pair';
import { pickOnPage } from './pick';

/** Which of the two values is being pointed at. */
export type PointingStep = 'key' | 'secret';

/**
 * Lets the person point at the Key and then at the Secret on the page, among everything that could be one. Undefined
 * where the person left; otherwise the two values, checked like any other pair.
 */
export async function pointAtPair(
  document: Document,
  owns: (node: Node) => boolean,
  onStep: (step: PointingStep) => void,
  signal: AbortSignal,
): Promise<CheckedPair | undefined> {
  let key: string | undefined;
  let chosen: CheckedPair | undefined;
  onStep('key');
  await pickOnPage(
    document,
    owns,
    { fits: (element) => pointedValue(element) !== undefined, all: () => pointable(document.body) },
    (element) => {
      const value = pointedValue(element);
      if (value === undefined) return 'go-on';
      if (key !== undefined) {
        chosen = checkShape({ key, secret: value });
        return 'end';
      }
      key = value;
      onStep('secret');
      return 'go-on';
    },
    signal,
  );
  return chosen;
}
