import { conduct } from './conductor';
import { createPanel } from './panel/panel';

// The helper on Bitbucket's settings pages: once a document, until Bitbucket's own navigation leads away from them (then
// nothing of it is left, and the arrival script asks for it again on the way back), or the extension goes.

const flag = globalThis as { keyferryHelper?: boolean };
if (!flag.keyferryHelper) {
  flag.keyferryHelper = true;
  const leaving = new AbortController();
  leaving.signal.addEventListener('abort', () => {
    flag.keyferryHelper = false;
  });
  conduct(createPanel(document, leaving.signal), leaving);
}
