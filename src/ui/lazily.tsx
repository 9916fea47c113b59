import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

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
  return (props: Props): JSX.Element | null => {
    const [Component, draw] = useState(() => loaded);
    useEffect(() => {
      if (!Component) void take().then((component) => draw(() => component));
    }, [Component]);
    return Component ? <Component {...props} /> : null;
  };
}
