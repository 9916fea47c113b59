import { useCallback, useEffect, useState } from 'react';
import { type Client, loadClients } from './clients-api';
import { start } from './start';

export type Loading =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'loaded'; clients: readonly Client[] };

/** How long skeletons are shown if the list comes slowly (milliseconds). */
const slowly = 2_500;

/** Presses of "Try again" in this document. */
let attempt = 0;

/** The list's clients, and how to ask for them again. */
export function useClients(): { loading: Loading; again: () => void; reload: () => Promise<void> } {
  const [loading, setLoading] = useState<Loading>({ kind: 'loading' });
  const reload = useCallback(async () => {
    try {
      const clients = await loadClients(attempt);
      setLoading({ kind: 'loaded', clients });
    } catch {
      setLoading({ kind: 'failed' });
    }
  }, []);
  useEffect(() => {
    const late = setTimeout(() => void reload(), start.settings.loads === 'slowly' ? slowly : 0);
    return () => clearTimeout(late);
  }, [reload]);
  const again = () => {
    attempt += 1;
    setLoading({ kind: 'loading' });
    void reload();
  };
  return { loading, again, reload };
}
