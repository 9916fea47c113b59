import { dashboards } from '../dashboards';
import { keptJourney, keptLogin } from '../extension/journal';
import { openPage } from '../extension/open';
import { keptProfiles } from '../extension/profiles';
import { t } from '../extension/text';
import type { Point } from '../setup/check';
import { fixes } from '../setup/diagnose';
import type { Journey } from '../setup/journey';
import type { Profile } from '../setup/profile';
import { Button } from '../ui/button';
import { DoneIcon, Logo } from '../ui/icons';
import { Needs, noteOf, Refusal, StartButton, useCommands } from '../ui/journey';
import { useKept } from '../ui/kept';
import { Points } from '../ui/points';
import { Steps } from '../ui/steps';

/** The page that a journey ends on, and on which it asks for what it needs. */
export function Result() {
  const journeyKept = useKept(keptJourney);
  const profilesKept = useKept(keptProfiles);
  if (!journeyKept || !profilesKept) return null;
  const journey = journeyKept.value;
  const profile = profilesKept.value?.profiles.find((each) => each.id === journey?.profileId);
  return (
    <main class="result">
      <header>
        <Logo size={28} />
        <span>{t('title')}</span>
        {profile && <span class="quiet">{profile.name}</span>}
      </header>
      {journey && profile ? <Standing journey={journey} profile={profile} /> : <Nothing />}
    </main>
  );
}

const Nothing = () => (
  <>
    <h1>{t('nothingYet')}</h1>
    <p>{t('nothingYetWhy')}</p>
  </>
);

function Standing({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  const { stage } = journey;
  if (stage.kind === 'done' && journey.points) {
    return <Checked journey={journey} profile={profile} points={journey.points} />;
  }
  if (stage.kind === 'done') return <Works journey={journey} profile={profile} />;
  const isStopped = stage.kind === 'stopped';
  return (
    <>
      <h1>{t(isStopped ? 'worksNotTitle' : 'underWay')}</h1>
      <p class="status" role="status">
        {noteOf(journey, dashboards[profile.dashboard].name, undefined)}
      </p>
      <Refusal commands={commands} />
      <Needs journey={journey} profile={profile} commands={commands} />
      {isStopped && fixes[stage.problem.code] === 'start-over' && (
        <div class="buttons">
          <StartButton look="primary" mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        </div>
      )}
      <section class="card">
        <Steps journey={journey} dashboard={profile.dashboard} />
      </section>
    </>
  );
}

function Checked(props: { journey: Journey; profile: Profile; points: readonly Point[] }) {
  const { journey, profile, points } = props;
  const commands = useCommands();
  const dashboard = dashboards[profile.dashboard];
  const isGood = points.every((each) => each.state !== 'bad');
  return (
    <>
      <h1>{t(isGood ? 'checkGood' : 'checkBad')}</h1>
      <p role="status">{t('checkLead', dashboard.name)}</p>
      <Refusal commands={commands} />
      <section class="card">
        <Points points={points} />
      </section>
      <div class="buttons">
        {isGood ? (
          <StartButton mode="test" commands={commands}>
            {t('runTest')}
          </StartButton>
        ) : (
          <StartButton mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        )}
        {journey.workspace !== '' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        <Button onPress={() => void openPage(dashboard.connectionPage(profile.domain))}>
          {t('openDashboard', dashboard.name)}
        </Button>
      </div>
    </>
  );
}

function Works({ journey, profile }: { journey: Journey; profile: Profile }) {
  const found = useKept(keptLogin)?.value;
  const login = found?.journeyId === journey.id ? found : undefined;
  const dashboard = dashboards[profile.dashboard];
  const enabled = journey.record.find((each) => each.step === 'enable');
  return (
    <>
      <div class="success">
        <span class="badge">
          <DoneIcon />
        </span>
        <div>
          <h1>{t('worksTitle')}</h1>
          <p role="status">{t('worksLead', dashboard.name)}</p>
        </div>
      </div>
      {login && (
        <section class="card person" aria-label={t('loggedInAs')}>
          {login.picture && (
            <img src={login.picture} alt="" width="56" height="56" referrerpolicy="no-referrer" />
          )}
          <div>
            <h2>{login.name ?? t('noName')}</h2>
            {login.email && <p>{login.email}</p>}
            <p class="quiet">
              <code>{login.sub}</code>
            </p>
          </div>
        </section>
      )}
      {login && !login.email && <p class="hintbox">{t('noEmail')}</p>}
      <section>
        <h2>{t('whatChanged')}</h2>
        <div class="card">
          <Steps journey={journey} dashboard={profile.dashboard} />
        </div>
        <p class="quiet">
          {journey.testApplication === undefined ? t('testRemoved') : t('testLeft', dashboard.name)}
        </p>
      </section>
      <section>
        <h2>{t('whatNext')}</h2>
        <p>{enabled?.did === 'enabledNone' ? t('nextApplications', dashboard.name) : t('nextTry')}</p>
        <div class="buttons">
          <Button onPress={() => void openPage(dashboard.connectionPage(profile.domain))}>
            {t('openDashboard', dashboard.name)}
          </Button>
        </div>
      </section>
    </>
  );
}
