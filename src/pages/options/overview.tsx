import { useEffect, useRef, useState } from 'preact/hooks';
import { showThisPage } from '../../extension/platform/open';
import { hasCredential } from '../../extension/store/credentials';
import { keptHistory } from '../../extension/store/history';
import { asideFor, keptAside, keptJourney } from '../../extension/store/journey';
import { isLockedIn, keptLocker } from '../../extension/store/locker';
import { keptRound } from '../../extension/store/round';
import { noteOf } from '../../extension/words/journey';
import { titleOfProblem } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { ageWords } from '../../extension/words/times';
import { isOver } from '../../setup/journey/standing';
import { healthOf } from '../../setup/past';
import { addressOf, dashboardName, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CurrentIcon, DoneIcon, LeftIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';
import { type Commands, useCommands } from '../parts/commands';
import { ProblemAlert } from '../parts/problem';
import { useKept } from '../parts/use-stored';
import { show } from './history';
import { endWords, verdictOf } from './past-words';
import { Section } from './section';

/** All profiles, and how the login of each stands, as far as that is known; checked one by one, or all in turn. */
export function Overview({ profiles }: { readonly profiles: readonly Profile[] }) {
  const round = useKept(keptRound)?.value;
  const inFront = useKept(keptJourney)?.value;
  const commands = useCommands();
  const checked = profiles.filter(isOverApi).map(({ id }) => id);
  const isOn = round?.now !== undefined;
  const isBegunHere = useRef(false);
  const isOnBefore = useRef(false);
  useEffect(() => {
    // It has led to Bitbucket's tab, and ends where it began.
    if (!isOn && isOnBefore.current && isBegunHere.current) void showThisPage();
    if (!isOn && isOnBefore.current) isBegunHere.current = false;
    isOnBefore.current = isOn;
  }, [isOn]);
  const begin = (profileIds: string[]) => {
    isBegunHere.current = true;
    void commands.run({ type: 'round/start', profileIds });
  };
  const isUnderWay = inFront !== undefined && !isOver(inFront);
  return (
    <Section title={t('groupOverview')} kind="overview">
      {commands.refusal && <ProblemAlert problem={commands.refusal} dashboardName="" />}
      <ul class="card" aria-label={t('groupOverview')}>
        {profiles.map((each) => (
          <ProfileShown
            key={each.id}
            profile={each}
            commands={commands}
            isBusy={isUnderWay}
            onCheck={begin}
          />
        ))}
      </ul>
      <div class="buttons">
        {!isOn ? (
          checked.length > 0 && (
            <Button disabled={isUnderWay || commands.isBusy} onPress={() => begin(checked)}>
              {t('checkAll')}
            </Button>
          )
        ) : (
          <Button onPress={() => void commands.run({ type: 'round/end' })} disabled={round.left.length === 0}>
            {t('checkNoMore')}
          </Button>
        )}
      </div>
      {isUnderWay && !isOn && <p class="help">{t('checkAllLater')}</p>}
    </Section>
  );
}

/** What opens its dashboard: in memory, locked away, or not there. */
function useCredential(profileId: string): 'here' | 'locked' | 'none' | undefined {
  const locker = useKept(keptLocker);
  const [isHere, setHere] = useState<boolean>();
  useEffect(() => {
    const look = () => void hasCredential(profileId).then(setHere);
    look();
    const clock = setInterval(look, 5_000);
    return () => clearInterval(clock);
  }, [profileId]);
  if (isHere === undefined || !locker) return undefined;
  return isHere ? 'here' : isLockedIn(locker.value, profileId) ? 'locked' : 'none';
}

const marks = { good: DoneIcon, bad: StoppedIcon, neither: LeftIcon } as const;

function ProfileShown(props: {
  readonly profile: Profile;
  readonly commands: Commands;
  /** A setup or a check is under way. */
  readonly isBusy: boolean;
  readonly onCheck: (profileIds: string[]) => void;
}) {
  const { profile, commands, isBusy, onCheck } = props;
  const { id } = profile;
  const round = useKept(keptRound)?.value;
  const inFront = useKept(keptJourney)?.value;
  const aside = asideFor(id, useKept(keptAside)?.value);
  const credential = useCredential(id);
  const health = healthOf(useKept(keptHistory)?.value?.[id] ?? []);
  const name = dashboardName(profile);
  const isChecked = round?.now === id && inFront?.profileId === id;
  const refused = round?.refused[id];
  const journey = inFront?.profileId === id ? inFront : aside;
  const state = isChecked
    ? { Icon: CurrentIcon, words: noteOf(inFront, name, undefined) || t('checking') }
    : round?.left.includes(id)
      ? { Icon: WaitingIcon, words: t('checkComes') }
      : refused
        ? { Icon: StoppedIcon, words: titleOfProblem(refused, name) }
        : health
          ? {
              Icon: marks[verdictOf(health.last.end)],
              words: `${endWords(health.last.end, name, true)} (${ageWords(health.last.changedAt, Date.now())})`,
            }
          : { Icon: WaitingIcon, words: t('pastNone') };
  return (
    <li class="profile-line">
      <span class="mark">
        <state.Icon />
      </span>
      <div>
        <p class="label">{profile.name}</p>
        <p class="quiet">{[addressOf(profile), profile.workspace].filter(Boolean).join(' · ')}</p>
        <p role="status">{state.words}</p>
        {!isChecked && health?.workedAt !== undefined && health.last.end.kind !== 'works' && (
          <p class="quiet">{t('workedLast', ageWords(health.workedAt, Date.now()))}</p>
        )}
        {isOverApi(profile) && (credential === 'none' || credential === 'locked') && (
          <p class="quiet">{t(credential === 'none' ? 'credentialNone' : 'credentialIsLocked')}</p>
        )}
      </div>
      <div class="buttons">
        {journey && !isChecked && (
          <Button
            look="quiet"
            name={t('showResultOf', profile.name)}
            onPress={() => void show(journey.id, journey === inFront, commands)}
          >
            {t('showShort')}
          </Button>
        )}
        {isOverApi(profile) && (
          <Button
            name={t('checkOf', profile.name)}
            disabled={isBusy || commands.isBusy}
            onPress={() => onCheck([id])}
          >
            {t('checkShort')}
          </Button>
        )}
      </div>
    </li>
  );
}
