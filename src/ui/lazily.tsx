import type { ComponentType, JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The code that drawn parts still wait for. */
const awaited = new Set<Promise<unknown>>();

/** Resolves once no drawn part, nor any part within it, waits for its code. */
export async function allArrived(): Promise<void> {
  while (awaited.size > 0) {
    await Promise.allSettled(awaited);
    // What has come is drawn by now, and its own parts have asked for theirs.
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/**
 * A component whose code is loaded when it is first drawn, with nothing in its place until then. It is for what few people see,
 * so that everybody else's page has less to load.
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
    // Asked for while it is drawn, so that whoever looks right after the drawing knows of it.
    useLayoutEffect(() => {
      if (!Component) void ask().then((component) => draw(() => component));
    }, [Component]);
    return Component ? <Component {...props} /> : null;
  };
}
