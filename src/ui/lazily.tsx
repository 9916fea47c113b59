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
  let loading: Promise<ComponentType<Props>> | undefined;
  const take = async () => {
    loaded = pick(await load());
    return loaded;
  };
  const ask = () => {
    loading ??= take().finally(() => {
      if (loading) awaited.delete(loading);
      loading = undefined;
    });
    awaited.add(loading);
    return loading;
  };
  return (props: Props): JSX.Element | null => {
    const [Component, draw] = useState(() => loaded);
    // Asked for while it is drawn, so that whoever looks after the drawing knows of it.
    const [asked] = useState(() => (loaded ? undefined : ask()));
    useLayoutEffect(() => {
      if (!Component) void asked?.then((component) => draw(() => component));
    }, [Component, asked]);
    return Component ? <Component {...props} /> : null;
  };
}
