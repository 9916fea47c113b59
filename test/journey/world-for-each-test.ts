import { afterEach } from 'vitest';
import { openWorld, type World, type WorldOptions } from '../person/world';

/** Opens a world for a test, and closes it after it. */
export function worldForEachTest(): (options?: WorldOptions) => Promise<World> {
  let world: World | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  return async (options) => {
    world = await openWorld(options);
    return world;
  };
}
