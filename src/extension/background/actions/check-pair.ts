import { origin as bitbucket } from '../../../bitbucket/addresses';
import { judgePairCheck, type Pair, type PairVerdict, pairCheckRequest } from '../../../bitbucket/oauth';
import type { Event } from '../../../setup/journey/event';
import type { Journey } from '../../../setup/journey/journey';
import { problem } from '../../../setup/problems';
import { httpTo } from '../../dashboard/sign-in';
import { forgetPair } from '../../store/vault';
import { pairOf } from './pair-of';

/** Asks Bitbucket's token endpoint. No answer is "not checked", never "bad". */
export async function verdictOf(pair: Pair): Promise<PairVerdict> {
  const answer = await httpTo([new URL(bitbucket).hostname]).request(pairCheckRequest(pair));
  return answer.kind === 'done' ? judgePairCheck(answer.value.status, answer.value.body) : 'not-checked';
}

/** Asks Bitbucket whether the pair is good, before it is sent anywhere. */
export async function checkPair(journey: Journey): Promise<Event> {
  const pair = await pairOf(journey);
  if (!pair) return { kind: 'failed', problem: problem('pairLost') };
  const verdict = await verdictOf(pair);
  if (verdict === 'bad') {
    await forgetPair();
    return { kind: 'failed', problem: problem('pairBad') };
  }
  if (verdict === 'no-callback') return { kind: 'failed', problem: problem('pairNoCallback') };
  return { kind: 'pair-checked', verdict };
}
