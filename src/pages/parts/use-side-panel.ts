import { useEffect, useState } from 'preact/hooks';
import { openSidePanel, thisWindow } from '../../extension/platform/side-panel';

/** Opens the panel beside the page in place of the popup that asks for it. To be called in the click itself. */
export function useSidePanel(): () => Promise<void> {
  const [windowId, setWindow] = useState<number>();
  useEffect(() => void thisWindow().then(setWindow), []);
  return () => openSidePanel(windowId).then(() => window.close());
}
