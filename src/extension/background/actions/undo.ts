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
  { connection, switchedOn = [], consumer }: Journey,
  session: DashboardSession,
  backup: Backup | undefined,
): Promise<Event> {
  const written = consumer?.key ?? consumer?.keyHint ?? '';
  if (connection?.did === 'created') {
    const removed = await session.removeConnection(connection.id, written);
    return removed.kind === 'done' ? { kind: 'undone', hadSecret: true } : notDone(removed);
  }
  if (!connection || backup?.connectionId !== connection.id)
    return { kind: 'failed', problem: problem('undoLost', connection?.name ?? '') };
  const restored = await session.restoreConnection(backup, written);
  if (restored.kind !== 'done') return notDone(restored);
  const disabled = await session.disable(connection.id, switchedOn);
  return disabled.kind === 'done'
    ? { kind: 'undone', hadSecret: backup.hasSecret, others: restored.value }
    : notDone(disabled);
}
