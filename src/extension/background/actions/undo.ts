import { done } from '../../../dashboards/outcome';
import type { Backup, DashboardSession } from '../../../dashboards/session';
import type { Event } from '../../../setup/journey/event';
import type { Journey } from '../../../setup/journey/journey';
import { problem } from '../../../setup/problems';
import { notDone } from './not-done';

/**
 * Puts the dashboard back to how it was before this journey: nothing but what the journey itself did. `backup`: of the
 * connection as it was, where one is kept.
 */
export async function undo(
  { connection, switchedOn = [], switchedFor = [], consumer }: Journey,
  session: DashboardSession,
  backup: Backup | undefined,
): Promise<Event> {
  const written = consumer?.key ?? consumer?.keyHint ?? '';
  if (connection?.did === 'created') {
    const removed = await session.removeConnection(connection.id, written, {
      applications: switchedOn,
      purposes: switchedFor,
    });
    return removed.kind === 'done' ? { kind: 'undone', hadSecret: true } : notDone(removed);
  }
  if (!connection) return { kind: 'failed', problem: problem('undoLost', '') };
  const isChanged = connection.did === 'changed';
  if (isChanged && backup?.connectionId !== connection.id)
    return { kind: 'failed', problem: problem('undoLost', connection.name) };
  const restored = isChanged && backup ? await session.restoreConnection(backup, written) : done(undefined);
  if (restored.kind !== 'done') return notDone(restored);
  const disabled = await session.disable(connection.id, switchedOn);
  if (disabled.kind !== 'done') return notDone(disabled);
  for (const purpose of switchedFor) {
    const off = await session.switchOff(connection.id, purpose);
    if (off.kind !== 'done') return notDone(off);
  }
  const { value } = restored;
  return { kind: 'undone', hadSecret: backup?.hasSecret ?? true, ...(value ? { others: value } : {}) };
}
