import type { DashboardSession } from '../../../dashboards/dashboard';
import type { Event } from '../../../setup/journey/event';
import type { Journey } from '../../../setup/journey/journey';
import { problem } from '../../../setup/problems';
import { forgetBackup, readBackup } from '../../store/vault';
import { notDone } from './not-done';

/** Puts the dashboard back to how it was before this journey: nothing but what the journey itself did. */
export async function undo(journey: Journey, session: DashboardSession): Promise<Event> {
  const { connection, switchedOn = [], consumer } = journey;
  const keyHint = consumer?.keyHint ?? '';
  if (connection?.did === 'created') {
    const removed = await session.removeConnection(connection.id, keyHint);
    return removed.kind === 'done' ? { kind: 'undone', hadSecret: true } : notDone(removed);
  }
  const backup = await readBackup(journey.id);
  if (!connection || backup?.connectionId !== connection.id)
    return { kind: 'failed', problem: problem('undoLost', connection?.name ?? '') };
  const restored = await session.restoreConnection(backup, keyHint);
  if (restored.kind !== 'done') return notDone(restored);
  const disabled = await session.disable(connection.id, switchedOn);
  if (disabled.kind !== 'done') return notDone(disabled);
  await forgetBackup();
  return { kind: 'undone', hadSecret: backup.hasSecret };
}
