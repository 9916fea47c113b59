import type { Event } from '../../../setup/journey/event';
import type { Journey } from '../../../setup/journey/journey';
import { problem } from '../../../setup/problems';
import { showResult } from '../result-tab';
import { pairOf } from './pair-of';

/** The person gets the pair on the result page; without it there is nothing to hand over. */
export async function handOver(journey: Journey): Promise<Event | undefined> {
  if (!(await pairOf(journey))) return { kind: 'failed', problem: problem('pairLost') };
  await showResult(`${journey.id} handing`);
  return undefined;
}
