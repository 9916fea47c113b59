import { useEffect, useState } from 'preact/hooks';
import { apiDashboards } from '../../dashboards';
import type { Backup } from '../../dashboards/session';
import { changesSince, type SinceLooked } from '../../extension/dashboard/sign-in';
import { readBackup } from '../../extension/store/vault';
import { happenedWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { undoOf } from '../../setup/journey/standing';
import { type ApiProfile, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Since } from '../parts/since';

interface QuestionProps {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly what: NonNullable<ReturnType<typeof undoOf>>;
  readonly connectionName: string;
  readonly dashboardName: string;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

const yes = {
  remove: 'undoYesRemove',
  restore: 'undoYesRestore',
  'switch-off': 'undoYesSwitchOff',
} as const;

/** What an undo would do, before it does it. */
export function UndoQuestion(props: QuestionProps) {
  const { journey, profile, what, connectionName, dashboardName } = props;
  const enabled = journey.record.find(({ did }) => did === 'enabled');
  const lost = isOverApi(profile) ? apiDashboards[profile.dashboard].about.lostByRemoval : undefined;
  return (
    <section class="review asking" aria-label={t('undoTitle')}>
      <h2>{t('undoTitle')}</h2>
      {what === 'restore' ? (
        <Restoring {...props} />
      ) : (
        <p>{t(what === 'remove' ? 'undoRemove' : 'undoSwitchOff', connectionName, dashboardName)}</p>
      )}
      {what === 'remove' && enabled && <p>{t('undoWho', ...enabled.params)}</p>}
      {what === 'remove' && lost && <p>{t(lost)}</p>}
      {journey.old?.fate && (
        <p class="hintbox">{t(journey.old.fate === 'deleted' ? 'undoOldDeleted' : 'undoOldSaid')}</p>
      )}
      {journey.consumer && <p class="help">{t('undoConsumer', journey.consumer.name)}</p>}
      <div class="buttons">
        <Button look="danger" disabled={props.isBusy} onPress={props.onYes}>
          {t(yes[what])}
        </Button>
        <Button onPress={props.onNo}>{t('cancel')}</Button>
      </div>
    </section>
  );
}

/** What can be put back depends on what the dashboard told, and on whether this browser still has it. */
function Restoring({ journey, profile, connectionName, dashboardName }: QuestionProps) {
  const [backup, setBackup] = useState<Backup>();
  useEffect(() => {
    void readBackup(journey.id).then(setBackup);
  }, [journey.id]);
  return (
    <>
      <p>{t('undoRestore', connectionName, dashboardName)}</p>
      {backup?.hasSecret === false && <p>{t('undoNoSecret', dashboardName)}</p>}
      {backup && isOverApi(profile) && (
        <ChangedSince
          backup={backup}
          profile={profile}
          written={journey.consumer?.key ?? journey.consumer?.keyHint ?? ''}
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
  readonly written: string;
  readonly dashboardName: string;
}) {
  const { backup, profile, written, dashboardName } = props;
  const [looked, setLooked] = useState<SinceLooked>();
  useEffect(() => {
    void changesSince(profile, backup, written).then(setLooked);
  }, [profile, backup, written]);
  return (
    <div class="hintbox" role="status">
      {!looked && t('sinceLooking', dashboardName)}
      {looked?.kind === 'looked' && <Since others={looked.others} dashboardName={dashboardName} />}
      {looked?.kind === 'problem' && (
        <>
          {t('sinceNotKnown', dashboardName)} {happenedWords(looked.problem)}
        </>
      )}
    </div>
  );
}
