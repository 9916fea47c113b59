import type { ComponentType, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The pieces of code that what is drawn waits for. */
const awaited = new Set<Promise<unknown>>();

/** Resolves once no drawn part waits for its code, nor any part of that one. */
export async function allArrived(): Promise<void> {
  while (awaited.size > 0) {
    await Promise.allSettled(awaited);
    // What has come is drawn by now, and its own parts have asked for theirs.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/**
 * A component whose code comes when it is first drawn, with nothing in its place until then: for what few people see, so that
 * everybody else's page has less to load.
 */
export function lazily<Module, Props extends object>(
  load: () => Promise<Module>,
  pick: (from: Module) => ComponentType<Props>,
) {
  let loaded: ComponentType<Props> | undefined;
  const take = async () => {
    loaded ??= pick(await load());
    return loaded;
  };
  const ask = () => {
    const asked = take();
    const forget = () => awaited.delete(asked);
    awaited.add(asked);
    void asked.then(forget, forget);
    return asked;
  };
  return (props: Props): JSX.Element | null => {
    const [Component, draw] = useState(() => loaded);
    // Asked for as it is drawn, so that whoever looks after the drawing knows of it.
    useLayoutEffect(() => {
      if (!Component) void ask().then((component) => draw(() => component));
    }, [Component]);
    return Component ? <Component {...props} /> : null;
  };
}
