import type { ComponentChildren } from 'preact';
import { copyText } from '../../extension/platform/clipboard';
import { closeThisPage } from '../../extension/platform/open';
import { keptJourney, keptLogin } from '../../extension/store/journey';
import { keptProfiles } from '../../extension/store/profiles';
import { noteOf } from '../../extension/words/journey';
import { t } from '../../extension/words/text';
import type { Journey, Stage } from '../../setup/journey/journey';
import { isContradicted } from '../../setup/journey/stages/get-pair';
import type { Point } from '../../setup/points';
import { fixes } from '../../setup/problems';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { DoneIcon, Logo } from '../../ui/icons';
import { Needs, OpenDashboard } from '../asks/asks';
import { Undo } from '../asks/undo';
import { Points } from '../parts/check-points';
import { ClientShown } from '../parts/client';
import { Refusal, StartButton, useCommands, useWakefulness } from '../parts/commands';
import { Foreign } from '../parts/foreign';
import { Since } from '../parts/since';
import { Steps } from '../parts/steps';
import { useKept } from '../parts/use-stored';

/** The page that a journey ends on, and on which it asks for what it needs. */
export function Result() {
  const journeyKept = useKept(keptJourney);
  const profilesKept = useKept(keptProfiles);
  useWakefulness();
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

/** What can be done on every end: take a report along, and close the page. */
const Ending = ({
  journey,
  profile,
  children,
}: {
  journey: Journey;
  profile: Profile;
  children?: ComponentChildren;
}) => (
  <footer class="buttons">
    {children}
    <CopyButton
      name={t('copyReport')}
      copy={async () => copyText((await import('../parts/report')).reportOf(journey, profile))}
      look="quiet"
    />
    <Button look="quiet" onPress={() => void closeThisPage()}>
      {t('close')}
    </Button>
  </footer>
);

function Standing({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  const { stage } = journey;
  if (stage.kind === 'done' && journey.points) {
    return <Checked journey={journey} profile={profile} points={journey.points} />;
  }
  if (stage.kind === 'done') {
    return journey.record.some((each) => each.did === 'handedOver') ? (
      <HandedOver journey={journey} profile={profile} />
    ) : (
      <Works journey={journey} profile={profile} />
    );
  }
  if (stage.kind === 'undone') return <Undone journey={journey} profile={profile} stage={stage} />;
  const name = dashboardName(profile);
  const isStopped = stage.kind === 'stopped';
  return (
    <>
      <h1>{t(isContradicted(journey) ? 'otherClientTitle' : isStopped ? 'worksNotTitle' : 'underWay')}</h1>
      <p class="status" role="status">
        {noteOf(journey, name, undefined)}
      </p>
      <Refusal commands={commands} profile={profile} />
      <Needs journey={journey} profile={profile} commands={commands} />
      {isStopped && fixes[stage.problem.code] === 'start-over' && (
        <div class="buttons">
          <StartButton look="primary" mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        </div>
      )}
      {isStopped ? (
        <>
          <details>
            <summary>{t('details')}</summary>
            <div class="card">
              <Steps journey={journey} dashboardName={name} />
            </div>
          </details>
          <Ending journey={journey} profile={profile}>
            <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} />
          </Ending>
        </>
      ) : (
        <section class="card">
          <Steps journey={journey} dashboardName={name} />
        </section>
      )}
    </>
  );
}

function Checked(props: { journey: Journey; profile: Profile; points: readonly Point[] }) {
  const { journey, profile, points } = props;
  const commands = useCommands();
  const name = dashboardName(profile);
  const isGood = points.every((each) => each.state !== 'bad');
  // A dashboard that does not tell its Secret is no reason to doubt the rest.
  const isWhole = points.every((each) => each.state === 'good' || each.point === 'pair');
  return (
    <>
      <h1>{t(isGood ? (isWhole ? 'checkGood' : 'checkPart') : 'checkBad')}</h1>
      <p role="status">{t('checkLead', name)}</p>
      <Refusal commands={commands} profile={profile} />
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
        <OpenDashboard profile={profile} name={name} />
      </div>
      <Ending journey={journey} profile={profile} />
    </>
  );
}

/** The directions, in degrees, in which they fly from the mark of success. */
const sparks = [0, 40, 80, 120, 160, 200, 240, 280, 320];

function Works({ journey, profile }: { journey: Journey; profile: Profile }) {
  const found = useKept(keptLogin)?.value;
  const login = found?.journeyId === journey.id ? found : undefined;
  const name = dashboardName(profile);
  const commands = useCommands();
  const enabled = journey.record.find((each) => each.step === 'enable');
  const tried = journey.record.some((each) => each.did === 'tried');
  return (
    <>
      <div class="success">
        <span class="badge" aria-hidden="true">
          <DoneIcon />
          {sparks.map((each) => (
            <i key={each} class="spark" style={{ '--turn': `${each}deg` }} />
          ))}
        </span>
        <div>
          <h1>{t('worksTitle')}</h1>
          <p role="status">{t(tried ? 'triedLead' : 'worksLead', name)}</p>
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
          <details class="claims">
            <summary>{t('claims')}</summary>
            <pre>{JSON.stringify(login.claims, null, 2)}</pre>
          </details>
        </section>
      )}
      {login && !login.email && <p class="hintbox">{t('noEmail')}</p>}
      <section>
        <h2>{t('whatChanged')}</h2>
        <div class="card">
          <Steps journey={journey} dashboardName={name} />
          <ClientShown journey={journey} commands={commands} />
        </div>
        <p class="quiet">
          {tried ? t('triedNothing') : journey.hasTestApplication ? t('testLeft', name) : t('testRemoved')}
        </p>
      </section>
      <Foreign journey={journey} />
      <section>
        <h2>{t('whatNext')}</h2>
        <p>{enabled?.did === 'enabledNone' ? t('nextApplications', name) : t('nextTry')}</p>
        <div class="buttons">
          <OpenDashboard profile={profile} name={name} />
        </div>
      </section>
      <Ending journey={journey} profile={profile}>
        <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} />
      </Ending>
    </>
  );
}

/** The person has entered the pair by hand; whether it works shows at the first login there. */
function HandedOver({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  return (
    <>
      <h1>{t('handedTitle', dashboardName(profile))}</h1>
      <p role="status">{t('handedLead', dashboardName(profile))}</p>
      <section class="card">
        <Steps journey={journey} dashboardName={dashboardName(profile)} />
        <ClientShown journey={journey} commands={commands} />
      </section>
      <Ending journey={journey} profile={profile} />
    </>
  );
}

function Undone(props: { journey: Journey; profile: Profile; stage: Extract<Stage, { kind: 'undone' }> }) {
  const { journey, profile } = props;
  const { hadSecret, others } = props.stage;
  const commands = useCommands();
  const name = dashboardName(profile);
  return (
    <>
      <h1>{t('undoneTitle')}</h1>
      <p role="status">{t('now_undone', name)}</p>
      {!hadSecret && <p class="hintbox">{t('undoNoSecret', name)}</p>}
      {others && (
        <div class="hintbox">
          <Since others={others} dashboardName={name} />
        </div>
      )}
      {journey.consumer && <p>{t('undoConsumer', journey.consumer.name)}</p>}
      <Refusal commands={commands} profile={profile} />
      <div class="buttons">
        {journey.workspace !== '' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        <StartButton look="quiet" mode="create" commands={commands}>
          {t('setUp')}
        </StartButton>
      </div>
      <Ending journey={journey} profile={profile} />
    </>
  );
}
