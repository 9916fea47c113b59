/** @jsxImportSource react */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Connection } from './connection';
import { Catalogue, Consent, NewForm } from './create';
import { List } from './list';
import { type Parts, PartsContext, useParts } from './parts';
import { PopUps } from './pop-ups';
import { usePlace } from './use-place';

function Place(): ReactNode {
  const place = usePlace();
  const { Head } = useParts();
  if (place.kind === 'list') return <List />;
  if (place.kind === 'catalogue') return <Catalogue />;
  if (place.kind === 'consent') return <Consent />;
  if (place.kind === 'form') return <NewForm />;
  if (place.kind === 'connection') return <Connection key={place.id} id={place.id} tab={place.tab} />;
  return <Head title="Auth0" />;
}

/** Draws the dashboard's pages about social connections from the parts of one generation. */
export function drawWith(parts: Parts): void {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <PartsContext.Provider value={parts}>
      <parts.Shell>
        <Place />
      </parts.Shell>
      <PopUps />
    </PartsContext.Provider>,
  );
}
