import { fileURLToPath } from 'node:url';
import { type PageCode, pageCode } from '../bundle';
import type { DashboardSettings } from './pages';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The code of the pages about social connections. */
export const dashboardPageCode = (generation: DashboardSettings['generation']): Promise<PageCode> =>
  pageCode({
    name: `auth0-dashboard-${generation}`,
    entry: here(`page/${generation}.tsx`),
    folder: here('page'),
    files: [here('words.ts'), here('pages.ts'), here('bundle.ts')],
  });
