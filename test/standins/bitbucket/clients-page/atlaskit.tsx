/** @jsxImportSource react */
// "OAuth clients" of 2026 as Atlassian builds such pages: React with its own published components. How Bitbucket
// combines them is inferred from a picture; what each of them draws is real.
import '@atlaskit/css-reset';
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClientForm } from './client-form';
import { ClientList } from './client-list';
import { CreatedDialog, CreatedPage } from './created';
import { Opening } from './opening';
import { usePlace } from './use-place';

function Page(): ReactNode {
  const place = usePlace();
  const { view, dialog } = place;
  return (
    <>
      {view.kind === 'list' && <ClientList key={`list${place.beat}`} place={place} />}
      {view.kind === 'opening' && <Opening />}
      {view.kind === 'form' && (
        <ClientForm key={view.client?.id ?? 'new'} client={view.client} place={place} />
      )}
      {view.kind === 'pair' && <CreatedPage pair={view.pair} onClose={place.closePair} />}
      <CreatedDialog pair={dialog} onClose={place.closePair} />
    </>
  );
}

const root = document.getElementById('root');
void setGlobalTheme({ colorMode: 'auto', light: 'light', dark: 'dark', spacing: 'spacing' });
// The page's data arrives after its frame.
if (root) setTimeout(() => createRoot(root).render(<Page />), 150);
