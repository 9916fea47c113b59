import { announceArrival } from '../extension/messages/arrive';

// On every page of Bitbucket's, and next to nothing: the helper itself is loaded by the manifest where a page's address
// calls for it. Where Bitbucket's own navigation leads to such an address without loading a page, this asks for it.

const settings = /^\/(?:[^/]+\/workspace\/settings|account)(?:\/|$)/;

interface Navigation extends EventTarget {
  readonly currentEntry: { readonly url: string | null } | null;
}
const { navigation } = globalThis as { navigation?: Navigation };

let wasThere = settings.test(location.pathname);
navigation?.addEventListener('currententrychange', () => {
  const isThere = settings.test(location.pathname);
  if (isThere && !wasThere) announceArrival();
  wasThere = isThere;
});
