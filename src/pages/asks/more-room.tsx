import { openResult } from '../../extension/platform/open';
import { hasSidePanel } from '../../extension/platform/side-panel';
import { keptSide } from '../../extension/store/preferences';
import { Button, type ButtonProps } from '../../ui/button';
import { useSidePanel } from '../parts/use-side-panel';
import { useKept } from '../parts/use-stored';

/**
 * The popup closes as soon as the person goes elsewhere. This leads from it to where they can fetch two values one after the
 * other: the panel beside the page if they want that, else the result page.
 */
export function MoreRoom({ look, children }: Pick<ButtonProps, 'look' | 'children'>) {
  const isSide = useKept(keptSide)?.value?.isWanted === true && hasSidePanel();
  const openSide = useSidePanel();
  return (
    <Button look={look ?? 'plain'} onPress={() => (isSide ? openSide() : openResult())}>
      {children}
    </Button>
  );
}
