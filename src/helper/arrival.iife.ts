import { isSettingsPage } from '../bitbucket/settings-pages';
import { announceArrival } from '../extension/messages/arrive';

// On every page of Bitbucket's, and next to nothing: the helper itself is loaded by the manifest where a page's address
// calls for it. Where Bitbucket's own navigation leads to such an address without loading a page, this asks for it.

interface Navigation extends EventTarget {
  readonly currentEntry: { readonly url: string | null } | null;
}
const { navigation } = globalThis as { navigation?: Navigation };

const isHere = () => isSettingsPage(location.origin + location.pathname);

let wasThere = isHere();
navigation?.addEventListener('currententrychange', () => {
  const isThere = isHere();
  if (isThere && !wasThere) announceArrival();
  wasThere = isThere;
});
