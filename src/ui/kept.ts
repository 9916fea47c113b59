import { useEffect, useState } from 'preact/hooks';
import type { Kept } from '../extension/kept';

/** A kept value that follows its changes. `undefined` while it has not been read yet. */
export function useKept<Value>(source: Kept<Value>): { readonly value: Value | undefined } | undefined {
  const [state, setState] = useState<{ value: Value | undefined }>();
  useEffect(() => {
    const leaving = new AbortController();
    source.watch((value) => setState({ value }), leaving.signal);
    void source.read().then((value) => setState((known) => known ?? { value }));
    return () => leaving.abort();
  }, [source]);
  return state;
}
