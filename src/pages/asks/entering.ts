import { lazily } from '../../ui/lazily';

/** What is entered where a problem is shown, which few problems ask for. Each comes when it is first drawn. */

export const FreshCredential = lazily(async () => (await import('./fresh-credential')).FreshCredential);
export const Paste = lazily(async () => (await import('./paste-pair')).Paste);
export const Unlock = lazily(async () => (await import('./unlock')).Unlock);
