import { lazily } from '../../ui/lazily';

/** What is entered where a problem is shown. Few problems ask for it, so each is loaded when it is first drawn. */

export const FreshCredential = lazily(
  () => import('./fresh-credential'),
  (from) => from.FreshCredential,
);
export const Paste = lazily(
  () => import('./paste-pair'),
  (from) => from.Paste,
);
export const Unlock = lazily(
  () => import('./unlock'),
  (from) => from.Unlock,
);
