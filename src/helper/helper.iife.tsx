import { bringPanel } from '../extension/messages/ask-as-helper';
import { conduct } from './conductor';
import { createLaterPanel } from './later-panel';

// The helper on Bitbucket's settings pages. It runs once in a document, until Bitbucket's own navigation leads away from them or
// the extension goes. Nothing of it is left then, and the arrival script asks for it again on the way back. The panel is not part
// of it: on most of these pages there is nothing to say.

const flag = globalThis as { keyferryHelper?: boolean };
if (!flag.keyferryHelper) {
  flag.keyferryHelper = true;
  const leaving = new AbortController();
  leaving.signal.addEventListener('abort', () => {
    flag.keyferryHelper = false;
  });
  conduct(createLaterPanel(document, leaving.signal, bringPanel), leaving);
}
