import { apiDashboards } from '../../dashboards';
import { keptLogin } from '../../extension/store/journey';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { dashboardName, isOverApi, loginTestsOf, type Profile } from '../../setup/profiles/profile';
import { DoneIcon } from '../../ui/icons';
import { Replaced } from '../asks/new-secret';
import { Undo } from '../asks/undo';
import { ClientShown } from '../parts/client';
import { StartButton, useCommands } from '../parts/commands';
import { Foreign } from '../parts/foreign';
import { OpenDashboard } from '../parts/open-dashboard';
import { useKept } from '../parts/use-stored';
import { sayOfAddress } from './address';
import { Ending } from './ending';
import { Picture } from './picture';
import { StepsWithHelp } from './steps-with-help';
import { TestAccount } from './test-account';

/** The directions, in degrees, in which they fly from the mark of success. */
const sparks = [0, 40, 80, 120, 160, 200, 240, 280, 320];

/** The end that everything leads to: who logged in, and what was done for it. */
export function Works({ journey, profile }: { journey: Journey; profile: Profile }) {
  const found = useKept(keptLogin)?.value;
  const login = found?.journeyId === journey.id ? found : undefined;
  const name = dashboardName(profile);
  const tests = loginTestsOf(profile);
  const ofAddress = login && sayOfAddress(login);
  const commands = useCommands();
  const enabled = journey.record.find((each) => each.step === 'enable');
  const isInPage = journey.record.some((each) => each.did === 'triedInPage');
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
          <p role="status">{t(isInPage ? 'inPageLead' : tried ? 'triedLead' : 'worksLead', name)}</p>
        </div>
      </div>
      {login && (
        <section class="card person" aria-label={t('loggedInAs')}>
          <Picture address={login.picture} name={login.name} />
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
      {ofAddress && <p class="hintbox">{t(ofAddress, name)}</p>}
      <section>
        <h2>{t('whatNext')}</h2>
        {journey.inOrganizations !== undefined && (
          <p class="hintbox">{t('point_organizations_unknown', journey.inOrganizations)}</p>
        )}
        <p>{enabled?.did === 'enabledNone' ? t('nextApplications', name) : t('nextTry')}</p>
        <div class="buttons">
          <OpenDashboard profile={profile} name={name} look="primary" />
          {isOverApi(profile) && (
            <StartButton look="quiet" mode="renew" commands={commands}>
              {t('newSecret')}
            </StartButton>
          )}
        </div>
        <details>
          <summary>{t('goodToKnow')}</summary>
          <ul>
            <li>{t('knowCallback')}</li>
            {isOverApi(profile) &&
              apiDashboards[profile.dashboard].about.goodToKnow.map((each) => <li key={each}>{t(each)}</li>)}
          </ul>
        </details>
      </section>
      <section>
        <h2>{t('whatChanged')}</h2>
        <div class="card">
          <StepsWithHelp journey={journey} profile={profile} />
          <ClientShown journey={journey} commands={commands} />
        </div>
        {isInPage ? null : tried ? (
          <p class="quiet">{t('triedNothing')}</p>
        ) : (
          tests?.takes && (
            <p class="quiet">
              {journey.hasTestApplication
                ? t(`testLeft_${tests.takes}`, name)
                : t(`testRemoved_${tests.takes}`)}
            </p>
          )
        )}
        {tests?.leaves && !tried && <p class="quiet">{t(tests.leaves)}</p>}
        {journey.testAccount && <TestAccount journey={journey} profile={profile} />}
      </section>
      {journey.old && <Replaced journey={journey} commands={commands} />}
      <Foreign journey={journey} />
      <Ending journey={journey} profile={profile}>
        <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
      </Ending>
    </>
  );
}
