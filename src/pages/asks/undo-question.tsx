import { useEffect, useState } from 'preact/hooks';
import { apiDashboards } from '../../dashboards';
import type { ApiAbout } from '../../dashboards/about';
import type { Backup } from '../../dashboards/session';
import {
  changesSince,
  type LinkedLooked,
  linkedBy,
  type SinceLooked,
} from '../../extension/dashboard/sign-in';
import { readBackup } from '../../extension/store/vault';
import { happenedWords, titleOfProblem } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { undoOf } from '../../setup/journey/standing';
import { problem } from '../../setup/problems';
import { type ApiProfile, dashboardAt, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Question } from '../../ui/question';
import { WhyAndWhatToDo } from '../parts/problem';
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

/**
 * What an undo would do on both sides, and whom it concerns, before it is done. Nobody can agree until the dashboard has answered what it
 * is asked for that, or cannot be asked: the answer says what the agreement means, and moves the buttons.
 */
export function UndoQuestion(props: QuestionProps) {
  const { journey, profile, what, connectionName, dashboardName } = props;
  const backup = useBackup(journey, what);
  const [since, setSince] = useState<SinceLooked>();
  const [linked, setLinked] = useState<LinkedLooked>();
  if (backup === 'looking') return null;
  const enabled = journey.record.find(({ did }) => did === 'enabled');
  const about: ApiAbout | undefined = isOverApi(profile) ? apiDashboards[profile.dashboard].about : undefined;
  const counts = what === 'remove' && about?.countsLinked === true;
  const isRestored = backup !== undefined && backup !== 'gone';
  const isLooking = (isRestored && isOverApi(profile) && !since) || (counts && !linked);
  const body = (
    <dl class="sides">
      <dt>{dashboardName}</dt>
      <dd>
        {isRestored ? (
          <Restoring {...props} backup={backup} since={since} onLooked={setSince} />
        ) : (
          <p>{t(what === 'remove' ? 'undoRemove' : 'undoSwitchOff', connectionName, dashboardAt(profile))}</p>
        )}
        {what === 'remove' && about?.lostByRemoval && <p>{t(about.lostByRemoval)}</p>}
      </dd>
      {(enabled || counts) && (
        <>
          <dt>{t('undoAffected')}</dt>
          <dd>
            {enabled && <p>{t(what === 'remove' ? 'undoWho' : 'undoWhoLess', ...enabled.params)}</p>}
            {counts && isOverApi(profile) && journey.connection && (
              <Linked
                profile={profile}
                connectionId={journey.connection.id}
                dashboardName={dashboardName}
                looked={linked}
                onLooked={setLinked}
              />
            )}
          </dd>
        </>
      )}
      {(journey.consumer || journey.old?.fate) && (
        <>
          <dt>{t('groupBitbucket')}</dt>
          <dd>
            {journey.consumer && <p>{t('undoConsumer', journey.consumer.name)}</p>}
            {journey.old?.fate && (
              <p class="hintbox">{t(journey.old.fate === 'deleted' ? 'undoOldDeleted' : 'undoOldSaid')}</p>
            )}
          </dd>
        </>
      )}
    </dl>
  );
  const isGone = backup === 'gone';
  const lost = problem('undoLost', connectionName);
  return (
    <Question
      title={isGone ? titleOfProblem(lost, dashboardName) : t('undoTitle')}
      body={isGone ? <WhyAndWhatToDo problem={lost} dashboardName={dashboardName} /> : body}
      yes={isGone ? undefined : t(yes[what])}
      yesLook="danger"
      isBusy={props.isBusy || isLooking}
      onYes={props.onYes}
      onNo={props.onNo}
    />
  );
}

/** Whom a removal concerns. The dashboard is asked when the question is shown. */
function Linked(props: {
  readonly profile: ApiProfile;
  readonly connectionId: string;
  readonly dashboardName: string;
  /** Undefined until it has answered. */
  readonly looked: LinkedLooked | undefined;
  readonly onLooked: (looked: LinkedLooked) => void;
}) {
  const { profile, connectionId, dashboardName, looked, onLooked } = props;
  useEffect(() => {
    void linkedBy(profile, connectionId).then(onLooked);
  }, [profile, connectionId, onLooked]);
  return (
    <p class="hintbox" role="status">
      {!looked && t('linkedLooking', dashboardName)}
      {looked?.kind === 'looked' && linkedWords(looked.count, dashboardName)}
      {looked?.kind === 'problem' &&
        `${t('linkedNotKnown', dashboardName)} ${happenedWords(looked.problem, dashboardName)}`}
    </p>
  );
}

function linkedWords(count: number | undefined, dashboardName: string): string {
  if (count === undefined) return t('linkedNotKnown', dashboardName);
  return count === 0 ? t('linkedNone', dashboardName) : t('linkedCount', dashboardName, String(count));
}

/** What the connection was before; `gone`: this browser no longer has it. Undefined where an undo needs none. */
function useBackup(
  { id, connection }: Journey,
  what: QuestionProps['what'],
): Backup | 'looking' | 'gone' | undefined {
  const [backup, setBackup] = useState<Backup | 'looking' | 'gone'>('looking');
  const connectionId = connection?.id;
  useEffect(() => {
    void readBackup(id).then((found) =>
      setBackup(found && found.connectionId === connectionId ? found : 'gone'),
    );
  }, [id, connectionId]);
  return what === 'restore' ? backup : undefined;
}

/** What is put back, which depends on what the dashboard told. */
function Restoring({
  journey,
  profile,
  connectionName,
  dashboardName,
  backup,
  since,
  onLooked,
}: QuestionProps & {
  readonly backup: Backup;
  readonly since: SinceLooked | undefined;
  readonly onLooked: (looked: SinceLooked) => void;
}) {
  return (
    <>
      <p>{t('undoRestore', connectionName, dashboardAt(profile))}</p>
      {!backup.hasSecret && <p>{t('undoNoSecret', dashboardName)}</p>}
      {isOverApi(profile) && (
        <ChangedSince
          backup={backup}
          profile={profile}
          written={journey.consumer?.key ?? journey.consumer?.keyHint ?? ''}
          dashboardName={dashboardName}
          looked={since}
          onLooked={onLooked}
        />
      )}
    </>
  );
}

/** What somebody else has changed since. The dashboard is asked when the question is shown. */
function ChangedSince(props: {
  readonly backup: Backup;
  readonly profile: ApiProfile;
  readonly written: string;
  readonly dashboardName: string;
  /** Undefined until it has answered. */
  readonly looked: SinceLooked | undefined;
  readonly onLooked: (looked: SinceLooked) => void;
}) {
  const { backup, profile, written, dashboardName, looked, onLooked } = props;
  useEffect(() => {
    void changesSince(profile, backup, written).then(onLooked);
  }, [profile, backup, written, onLooked]);
  return (
    <div class="hintbox" role="status">
      {!looked && t('sinceLooking', dashboardName)}
      {looked?.kind === 'looked' && <Since others={looked.others} dashboardName={dashboardName} />}
      {looked?.kind === 'problem' && (
        <>
          {t('sinceNotKnown', dashboardName)} {happenedWords(looked.problem, dashboardName)}
        </>
      )}
    </div>
  );
}
