import { origin as bitbucket } from '../../../bitbucket/addresses';
import { judgePairCheck, type Pair, type PairVerdict, pairCheckRequest } from '../../../bitbucket/oauth';
import type { Event } from '../../../setup/journey/event';
import { problem } from '../../../setup/problems';
import { httpTo } from '../../dashboard/sign-in';

/** Asks Bitbucket's token endpoint. No answer is "not checked", never "bad". Rejects once `signal` ends it. */
export async function verdictOf(pair: Pair, signal: AbortSignal): Promise<PairVerdict> {
  const answer = await httpTo([new URL(bitbucket).hostname], signal).request(pairCheckRequest(pair));
  return answer.kind === 'done' ? judgePairCheck(answer.value.status, answer.value.body) : 'not-checked';
}

/** Asks Bitbucket whether the pair is good, before it is sent anywhere. */
export async function checkPair(pair: Pair, signal: AbortSignal): Promise<Event> {
  const verdict = await verdictOf(pair, signal);
  if (verdict === 'bad') return { kind: 'failed', problem: problem('pairBad') };
  if (verdict === 'no-callback') return { kind: 'failed', problem: problem('pairNoCallback') };
  return { kind: 'pair-checked', verdict };
}
