import type { Pair } from '../../../bitbucket/oauth';
import { hint } from '../../../secret';
import type { Journey } from '../../../setup/journey/journey';
import { readPair } from '../../store/vault';

/** The pair that the journey names; another one is none of its own. */
export async function pairOf({ id, consumer }: Journey): Promise<Pair | undefined> {
  const pair = await readPair(id);
  return pair && hint(pair.key) === consumer?.keyHint ? pair : undefined;
}
