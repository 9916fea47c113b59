import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { Point } from '../../setup/points';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Points } from '../parts/check-points';
import { Refusal, StartButton, useCommands } from '../parts/commands';
import { OpenDashboard } from '../parts/open-dashboard';
import { Ending } from './ending';

/** The end of Check setup: both sides, point by point. */
export function Checked(props: { journey: Journey; profile: Profile; points: readonly Point[] }) {
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
