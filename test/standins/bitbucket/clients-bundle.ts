import { fileURLToPath } from 'node:url';
import { type PageCode, pageCode } from '../bundle';
import type { PageSettings } from './pages';

type Look = PageSettings['look'];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const entries: Record<Look, string> = { atlassian: 'atlaskit.tsx', drawn: 'drawn.tsx' };

/** The code of the "OAuth clients" page. */
export const clientsPageCode = (look: Look): Promise<PageCode> =>
  pageCode({
    name: `oauth-clients-${look}`,
    entry: here(`clients-page/${entries[look]}`),
    folder: here('clients-page'),
    files: [here('words.ts'), here('clients-bundle.ts')],
  });
