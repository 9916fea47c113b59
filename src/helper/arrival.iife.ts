import { isSettingsPage } from '../bitbucket/settings-pages';
import { announceArrival } from '../extension/messages/arrive';

// Runs on every Bitbucket page, and does next to nothing: the manifest loads the helper itself where a page's address calls for
// it. Where Bitbucket's own navigation leads to such an address without loading a page, this asks for the helper.

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
