import { conduct } from './conductor';
import { createPanel } from './panel';

// The helper on Bitbucket's settings pages: once a document, until the document or the extension goes.

const flag = globalThis as { keyferryHelper?: boolean };
if (!flag.keyferryHelper) {
  flag.keyferryHelper = true;
  const leaving = new AbortController();
  // Kept for a moment after an update, so that its one line of advice can be read.
  const leave = () => setTimeout(() => leaving.abort(), 30_000);
  conduct(createPanel(document, leaving.signal), leaving.signal, leave);
}
