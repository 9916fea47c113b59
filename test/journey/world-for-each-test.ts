import { afterEach } from 'vitest';
import { openWorld, type World } from '../person/world';
import type { StandinOptions } from '../standins';

/** Opens a world for a test, and closes it after it. */
export function worldForEachTest(): (options?: StandinOptions) => Promise<World> {
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
