import type { Acting, Action } from './action';
import { notDone } from './not-done';

/**
 * Switches the connection on for what it lacks, if the person agreed to just that change; otherwise shows them the change. Writes
 * down that it will before it does.
 */
export async function* switchOn({ stage, session }: Acting<'switching'>): Action {
  const { connectionId, purpose, agreedTo } = stage;
  const plan = await session.planSwitchOn(connectionId, purpose);
  if (plan.kind !== 'done') return notDone(plan);
  const change = plan.value;
  if (!change) return { kind: 'switched-on' };
  // Whatever is there by now, only what was shown is changed.
  if (change.digest !== agreedTo) return { kind: 'switch-on-found', change };
  yield { kind: 'switch-on-intended' };
  const did = await session.switchOn(connectionId, change);
  if (did.kind === 'done') return { kind: 'switched-on' };
  if (did.kind !== 'refused' || did.cause.kind !== 'changed-since') return notDone(did);
  const again = await session.planSwitchOn(connectionId, purpose);
  if (again.kind !== 'done') return notDone(again);
  return again.value ? { kind: 'switch-on-found', change: again.value } : { kind: 'switched-on' };
}
