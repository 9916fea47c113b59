import { t } from '../../extension/words/text';
import { inOrder, verdictOn } from '../../setup/check-course';
import type { Journey } from '../../setup/journey/journey';
import { fixOf, type Point } from '../../setup/points';
import { dashboardName, isOverApi, loginTestsOf, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { FreshCredential } from '../asks/entering';
import { Undo } from '../asks/undo';
import { isNote, Points, pointLabel } from '../parts/check-points';
import { type Commands, decideOn, StartButton, useCommands } from '../parts/commands';
import { OpenDashboard } from '../parts/open-dashboard';
import { Refusal } from '../parts/refusal';
import { Ending } from './ending';
import { TestAccount } from './test-account';

const titles = { good: 'checkGood', part: 'checkPart', bad: 'checkBad' } as const;

interface CheckedProps {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly points: readonly Point[];
}

/** The end of Check setup: both sides, point by point, and what puts right what is wrong. */
export function Checked({ journey, profile, points }: CheckedProps) {
  const commands = useCommands();
  const name = dashboardName(profile);
  const verdict = verdictOn(points);
  const left = verdict === 'part' ? leftOut(points, name) : '';
  const asks = points.some((each) => fixOf(each, points) === 'credential');
  return (
    <>
      <h1>{t(titles[verdict])}</h1>
      <p role="status">
        {t('checkLead', name)} {left !== '' && t('checkNotChecked', left)}
      </p>
      <Refusal commands={commands} profile={profile} />
      <section class="card">
        <Points journey={journey} profile={profile} commands={commands} />
      </section>
      {journey.testAccount && <TestAccount journey={journey} profile={profile} />}
      {asks && isOverApi(profile) && (
        <FreshCredential profile={profile} commands={commands} isSmall={false} hasWay />
      )}
      <div class="buttons">
        <Further journey={journey} profile={profile} verdict={verdict} commands={commands} />
        {journey.workspace !== '' && (
          <Button look="quiet" onPress={() => void commands.run({ type: 'bitbucket/show' })}>
            {t('showBitbucket')}
          </Button>
        )}
        <OpenDashboard profile={profile} name={name} />
        {journey.connection && (
          <StartButton look="quiet" mode="renew" commands={commands}>
            {t('newSecret')}
          </StartButton>
        )}
      </div>
      <Ending journey={journey} profile={profile}>
        <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
      </Ending>
    </>
  );
}

/** What was not checked, by name. */
const leftOut = (points: readonly Point[], dashboardName: string): string =>
  inOrder(points)
    .filter((each) => typeof each === 'string' || (each.state === 'unknown' && !isNote(each)))
    .map((each) => pointLabel(typeof each === 'string' ? each : each.point, dashboardName))
    .join(', ');

/** The last point, which only a login shows, and the check once more. */
function Further(props: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly verdict: ReturnType<typeof verdictOn>;
  readonly commands: Commands;
}) {
  const { journey, profile, verdict, commands } = props;
  const decide = decideOn(journey, commands);
  return (
    <>
      {journey.connection && verdict !== 'good' && loginTestsOf(profile) && (
        <Button
          look={verdict === 'part' ? 'primary' : 'plain'}
          disabled={commands.isBusy}
          onPress={() => decide({ kind: 'test-asked' })}
        >
          {t('runTest')}
        </Button>
      )}
      <Button disabled={commands.isBusy} onPress={() => decide({ kind: 'retried' })}>
        {t('checkAgain')}
      </Button>
    </>
  );
}
