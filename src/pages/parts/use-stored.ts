import { type Signal, signal } from '@preact/signals';
import type { Glimpse, Kept } from '../../extension/store/stored-item';

/** `undefined` while it has not been read yet. */
type State<Value> = { readonly value: Value | undefined } | undefined;

/** One signal for each kept value that a page shows, in however many places: for as long as the page is there. */
const shown = new WeakMap<object, Signal<unknown>>();

type Source<Value> = Kept<Value> & { readonly glimpse?: Glimpse<Value> };

/** A kept value that follows its changes; until it has been read, what a page last saw of it. */
export function useKept<Value>(source: Source<Value>): State<Value> {
  const known = shown.get(source) as Signal<State<Value>> | undefined;
  return (known ?? follow(source)).value;
}

function follow<Value>(source: Source<Value>): Signal<State<Value>> {
  const state = signal<State<Value>>(source.glimpse?.read());
  shown.set(source, state);
  let isRead = false;
  const take = (value: Value | undefined) => {
    isRead = true;
    state.value = { value };
    source.glimpse?.note(value);
  };
  source.watch(take, new AbortController().signal);
  void source.read().then((value) => {
    if (!isRead) take(value);
  });
  return state;
}
