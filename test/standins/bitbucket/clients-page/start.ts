import type { PageSettings } from '../pages';
import type { BoxGroup } from '../scopes';
import { sayIn } from '../words';

/** The two values of a client: shown once. */
export interface Pair {
  readonly clientId: string;
  readonly secret: string;
}

/** What the server tells the page's own code when it starts. */
export interface ClientsPageStart {
  readonly workspace: string;
  readonly csrf: string;
  readonly columns: readonly (readonly BoxGroup[])[];
  readonly settings: PageSettings;
  /** Where the list is, and a form that is not on this page. */
  readonly listAddress: string;
  readonly newAddress: string;
  /** A pair to be shown once: from the older form, or from this one before it loaded a new document. */
  readonly created: Pair | undefined;
}

export const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as ClientsPageStart;
export const say = sayIn(start.settings.language);
export const ownAddress = `/${start.workspace}/workspace/settings/oauth-clients`;
