import type { NotDone } from '../../../dashboards/outcome';
import type { Event } from '../../../setup/journey/event';
import { fromCause } from '../../../setup/why';

/** What was not done: put off where waiting helps, stopped where it does not. */
export const notDone = (outcome: NotDone): Event => {
  const why = fromCause(outcome.cause);
  if (outcome.kind !== 'retry') return { kind: 'failed', problem: why };
  const until = outcome.cause.kind === 'offline' ? undefined : Date.now() + outcome.afterMs;
  return { kind: 'put-off', problem: why, until };
};
