import { useEffect, useState } from 'preact/hooks';
import type { Backup, OthersChanges } from '../../dashboards/dashboard';
import { changesSince } from '../../extension/dashboard/sign-in';
import { readBackup } from '../../extension/store/vault';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { undoOf } from '../../setup/journey/standing';
import { type ApiProfile, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button, type ButtonProps } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { Since } from '../parts/since';

interface UndoProps {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly dashboardName: string;
  readonly commands: Commands;
  readonly look?: ButtonProps['look'];
}

/** Puts the dashboard back to how it was before the setup: says what that does, and does it after a second click. */
export function Undo({ journey, profile, dashboardName, commands, look = 'plain' }: UndoProps) {
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
        <Restoring journey={journey} profile={profile} name={name} dashboardName={dashboardName} />
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
function Restoring(props: Omit<UndoProps, 'commands'> & { name: string }) {
  const { journey, profile, name, dashboardName } = props;
  const [backup, setBackup] = useState<Backup>();
  useEffect(() => {
    void readBackup(journey.id).then(setBackup);
  }, [journey.id]);
  return (
    <>
      <p>{t('undoRestore', name, dashboardName)}</p>
      {backup?.hasSecret === false && <p>{t('undoNoSecret', dashboardName)}</p>}
      {backup && isOverApi(profile) && (
        <ChangedSince
          backup={backup}
          profile={profile}
          keyHint={journey.consumer?.keyHint ?? ''}
          dashboardName={dashboardName}
        />
      )}
    </>
  );
}

/** What somebody else has changed since, as the dashboard is asked when the question is shown. */
function ChangedSince(props: {
  readonly backup: Backup;
  readonly profile: ApiProfile;
  readonly keyHint: string;
  readonly dashboardName: string;
}) {
  const { backup, profile, keyHint, dashboardName } = props;
  const [looked, setLooked] = useState<{ readonly others: OthersChanges | undefined }>();
  useEffect(() => {
    void changesSince(profile, backup, keyHint).then((others) => setLooked({ others }));
  }, [profile, backup, keyHint]);
  return (
    <div class="hintbox" role="status">
      {looked?.others ? (
        <Since others={looked.others} dashboardName={dashboardName} />
      ) : (
        t(looked ? 'sinceNotKnown' : 'sinceLooking', dashboardName)
      )}
    </div>
  );
}
