import { openResult } from '../../extension/platform/open';
import { hasSidePanel } from '../../extension/platform/side-panel';
import { keptSide } from '../../extension/store/preferences';
import { Button, type ButtonProps } from '../../ui/button';
import { useSidePanel } from '../parts/use-side-panel';
import { useKept } from '../parts/use-stored';

/**
 * Leads from the popup, which closes as soon as the person goes elsewhere, to where two values can be fetched one after the other: the panel
 * beside the page where they want that, or else the result page.
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
