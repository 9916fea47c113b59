import type { DashboardSettings } from '../pages';
import { listPath } from '../pages';
import { sayIn } from '../words';

/** What the server tells the page's own code when it starts. */
export interface DashboardStart {
  readonly settings: DashboardSettings;
  readonly tenant: string;
  readonly region: string;
  readonly csrf: string;
}

export const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as DashboardStart;
export const say = sayIn(start.settings.language);

/** Where the list of social connections is. */
export const list = `/dashboard/${start.region}/${start.tenant}/${listPath(start.settings)}`;
