import { origin as bitbucket } from '../../../bitbucket/addresses';
import { judgePairCheck, type Pair, type PairVerdict, pairCheckRequest } from '../../../bitbucket/oauth';
import type { Quotation } from '../../../said';
import type { Event } from '../../../setup/journey/event';
import { problem, withSaid } from '../../../setup/problems';
import { httpTo } from '../../dashboard/sign-in';

/**
 * Asks Bitbucket's token endpoint. No answer is "not checked", never "bad". `said`: by the answer. Rejects
 * once `signal` ends it.
 */
async function ask(
  pair: Pair,
  signal: AbortSignal,
): Promise<{ readonly verdict: PairVerdict; readonly said?: Quotation }> {
  const answer = await httpTo([new URL(bitbucket).hostname], signal).request(pairCheckRequest(pair));
  if (answer.kind !== 'done') return { verdict: 'not-checked' };
  const { status, body, said } = answer.value;
  return { verdict: judgePairCheck(status, body), said: said('Bitbucket') };
}

/** What Bitbucket says of a pair. Rejects once `signal` ends it. */
export const verdictOf = async (pair: Pair, signal: AbortSignal): Promise<PairVerdict> =>
  (await ask(pair, signal)).verdict;

/** Asks Bitbucket whether the pair is good, before it is sent anywhere. */
export async function checkPair(pair: Pair, signal: AbortSignal): Promise<Event> {
  const { verdict, said } = await ask(pair, signal);
  if (verdict === 'bad') return { kind: 'failed', problem: withSaid(problem('pairBad'), said) };
  if (verdict === 'no-callback')
    return { kind: 'failed', problem: withSaid(problem('pairNoCallback'), said) };
  return {
    kind: 'pair-checked',
    verdict,
    ...(verdict === 'not-checked' && said ? { answered: said.code } : {}),
  };
}
