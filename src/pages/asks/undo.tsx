import { useEffect, useState } from 'preact/hooks';
import { readBackup } from '../../extension/store/vault';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { undoOf } from '../../setup/journey/standing';
import { Button, type ButtonProps } from '../../ui/button';
import type { Commands } from '../parts/commands';

interface UndoProps {
  readonly journey: Journey;
  readonly dashboardName: string;
  readonly commands: Commands;
  readonly look?: ButtonProps['look'];
}

/** Puts the dashboard back to how it was before the setup: says what that does, and does it after a second click. */
export function Undo({ journey, dashboardName, commands, look = 'plain' }: UndoProps) {
  const [isAsking, setAsking] = useState(false);
  const what = undoOf(journey);
  if (!what || !journey.connection) return null;
  if (!isAsking)
    return (
      <Button look={look} onPress={() => setAsking(true)}>
        {t('undo')}
      </Button>
    );
  const { name } = journey.connection;
  return (
    <section class="review asking" aria-label={t('undoTitle')}>
      <h2>{t('undoTitle')}</h2>
      {what === 'remove' ? (
        <p>{t('undoRemove', name, dashboardName)}</p>
      ) : (
        <Restoring journey={journey} name={name} dashboardName={dashboardName} />
      )}
      <p class="help">{t('undoConsumer', journey.consumer?.name ?? '')}</p>
      <div class="buttons">
        <Button
          look="danger"
          disabled={commands.isBusy}
          onPress={() => {
            setAsking(false);
            const event = { kind: 'undo-asked' } as const;
            void commands.run({ type: 'journey/decided', journeyId: journey.id, event });
          }}
        >
          {t(what === 'remove' ? 'undoYesRemove' : 'undoYesRestore')}
        </Button>
        <Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
      </div>
    </section>
  );
}

/** What can be put back depends on what the dashboard told, and on whether this browser still has it. */
function Restoring({ journey, name, dashboardName }: Omit<UndoProps, 'commands'> & { name: string }) {
  const [hasSecret, setHasSecret] = useState<boolean>();
  useEffect(() => {
    void readBackup(journey.id).then((backup) => setHasSecret(backup?.hasSecret));
  }, [journey.id]);
  return (
    <>
      <p>{t('undoRestore', name, dashboardName)}</p>
      {hasSecret === false && <p>{t('undoNoSecret', dashboardName)}</p>}
    </>
  );
}
