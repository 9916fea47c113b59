import { apiDashboards } from '../../dashboards';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { dashboardName, isOverApi, loginTestsOf, type Profile } from '../../setup/profiles/profile';
import { Undo } from '../asks/undo';
import { ClientShown } from '../parts/client';
import { StartButton, useCommands } from '../parts/commands';
import { OpenDashboard } from '../parts/open-dashboard';
import { Ending } from './ending';
import { StepsWithHelp } from './steps-with-help';

/** Everything that can be is set up, but no login was seen: the dashboard allows no test over its API, or not with the present rights. */
export function Untested({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  const name = dashboardName(profile);
  const missing = journey.stage.kind === 'done' ? journey.stage.missing : undefined;
  return (
    <>
      <h1>{t('now_untested', name)}</h1>
      <p role="status">
        {t('untestedLead', name)} {t('untestedTodo')}
      </p>
      {missing !== undefined && <p class="hintbox">{t('tryWhy', missing)}</p>}
      <section class="card">
        <StepsWithHelp journey={journey} profile={profile} />
        <ClientShown journey={journey} commands={commands} />
      </section>
      <div class="buttons">
        <StartButton mode="check" commands={commands}>
          {t('checkSetup')}
        </StartButton>
        {loginTestsOf(profile) && (
          <StartButton look="quiet" mode="test" commands={commands}>
            {t('runTest')}
          </StartButton>
        )}
        <OpenDashboard profile={profile} name={name} />
      </div>
      {isOverApi(profile) && (
        <details open>
          <summary>{t('goodToKnow')}</summary>
          <ul>
            {apiDashboards[profile.dashboard].about.goodToKnow.map((each) => (
              <li key={each}>{t(each)}</li>
            ))}
          </ul>
        </details>
      )}
      <Ending journey={journey} profile={profile}>
        <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
      </Ending>
    </>
  );
}
