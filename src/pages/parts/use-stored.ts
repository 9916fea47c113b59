import { useLayoutEffect, useState } from 'preact/hooks';
import type { Glimpse, Kept } from '../../extension/store/stored-item';

/** `undefined` while it has not been read yet. */
type State<Value> = { readonly value: Value | undefined } | undefined;

/** A kept value that a page shows, and those of its parts that are drawn anew when it changes. */
interface Followed<Value> {
  state: State<Value>;
  readonly drawn: Set<(state: State<Value>) => void>;
}

/** One for each kept value, however many places show it, for as long as the page is there. */
const shown = new WeakMap<object, Followed<unknown>>();

type Source<Value> = Kept<Value> & { readonly glimpse?: Glimpse<Value> };

/** A kept value that follows its changes; until it has been read, what a page last saw of it. */
export function useKept<Value>(source: Source<Value>): State<Value> {
  const followed = (shown.get(source) as Followed<Value> | undefined) ?? follow(source);
  const [, draw] = useState(followed.state);
  useLayoutEffect(() => {
    followed.drawn.add(draw);
    // It may have changed between the drawing and now.
    draw(followed.state);
    return () => void followed.drawn.delete(draw);
  }, [followed]);
  return followed.state;
}

function follow<Value>(source: Source<Value>): Followed<Value> {
  const followed: Followed<Value> = { state: source.glimpse?.read(), drawn: new Set() };
  shown.set(source, followed as Followed<unknown>);
  let isRead = false;
  const take = (value: Value | undefined) => {
    isRead = true;
    followed.state = { value };
    for (const draw of followed.drawn) draw(followed.state);
    source.glimpse?.note(value);
  };
  source.watch(take, new AbortController().signal);
  void source.read().then((value) => {
    if (!isRead) take(value);
  });
  return followed;
}
