import type { Pair } from '../../bitbucket/oauth';
import { digestOf } from '../../secret';
import type { Journey } from '../../setup/journey/journey';
import { storedPair } from './vault';

/** What a journey names its pair by: the digest of Client ID and Secret. */
export const sealOf = ({ key, secret }: Pair): Promise<string> => digestOf(key, secret);

/** The pair that the journey names, as it is in the vault now; any other is not its own. */
export async function pairOf({ id, consumer }: Journey): Promise<Pair | undefined> {
  const pair = await storedPair(id);
  return pair && pair.key === consumer?.key && (await sealOf(pair)) === consumer.seal ? pair : undefined;
}
