import { useEffect, useState } from 'react';
import { list } from './start';

/** What the page shows: one address each. */
export type View =
  | { readonly kind: 'list' | 'catalogue' | 'consent' | 'form' | 'elsewhere' }
  | { readonly kind: 'connection'; readonly id: string; readonly tab: 'settings' | 'applications' };

export const addresses = {
  catalogue: `${list}/create`,
  consent: `${list}/create/bitbucket`,
  form: `${list}/create/bitbucket/setup`,
  connection: (id: string, tab: 'settings' | 'applications') => `${list}/${id}/${tab}`,
} as const;

function viewAt(path: string): View {
  if (path === list) return { kind: 'list' };
  if (path === addresses.catalogue) return { kind: 'catalogue' };
  if (path === addresses.consent) return { kind: 'consent' };
  if (path === addresses.form) return { kind: 'form' };
  const [, id, tab] = /\/(con_\w+)\/(settings|applications)$/.exec(path) ?? [];
  if (id !== undefined)
    return { kind: 'connection', id, tab: tab === 'settings' ? 'settings' : 'applications' };
  return { kind: 'elsewhere' };
}

const moved = new EventTarget();

/** Goes to another of the dashboard's pages, without a new document. */
export function go(address: string): void {
  history.pushState({}, '', address);
  moved.dispatchEvent(new Event('moved'));
}

export function usePlace(): View {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const look = () => setPath(location.pathname);
    moved.addEventListener('moved', look);
    window.addEventListener('popstate', look);
    return () => {
      moved.removeEventListener('moved', look);
      window.removeEventListener('popstate', look);
    };
  }, []);
  return viewAt(path);
}
