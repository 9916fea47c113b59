import type { Decision } from '../../extension/messages/schemas';
import { openSettings } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { canRetire } from '../../setup/journey/told/new-secret';
import { fixes, isOnlyAsked, type Problem, withOtherWay } from '../../setup/problems';
import { dashboardName, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { FixButton } from '../parts/fixes';
import { ProblemAlert } from '../parts/problem';
import { FreshCredential, Paste, Unlock } from './entering';
import { MoreRoom } from './more-room';
import { KeepOld, WayBack } from './new-secret';

/** What stopped a setup, with the ways to put it right and to go on. */
export function Stopped(props: {
  readonly problem: Problem;
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
  readonly isSmall: boolean;
  readonly hasHeadline: boolean;
}) {
  const { problem, journey, profile, commands, decide, isSmall, hasHeadline } = props;
  const fix = fixes[problem.code];
  // A person who took the other way in the settings goes on from here.
  const canRetry =
    !['start-over', 'paste', 'credential', 'unlock', 'allow'].includes(fix) ||
    (!isSmall && withOtherWay.includes(problem.code));
  /** What is likely to help stands out; a look at the dashboard comes second to trying again. */
  const isMain = ['check', 'allow', 'start-over', 'switch-on'].includes(fix);
  return (
    <>
      <ProblemAlert
        problem={problem}
        dashboardName={dashboardName(profile)}
        isHeadline={hasHeadline && isOnlyAsked(problem)}
      >
        {(fix === 'settings' || (fix === 'credential' && !isSmall)) && (
          <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
        )}
        {fix === 'bitbucket' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        {fix === 'credential' || (isSmall && fix === 'start-over') ? null : (
          <FixButton
            fix={fix}
            journey={journey}
            profile={profile}
            commands={commands}
            look={isMain ? 'primary' : 'plain'}
          />
        )}
        {canRetry && (
          <Button
            look={isMain || fix === 'credential' ? 'plain' : 'primary'}
            disabled={commands.isBusy}
            onPress={() => decide({ kind: 'retried' })}
          >
            {t('retry')}
          </Button>
        )}
      </ProblemAlert>
      {journey.mode === 'renew' && journey.connection?.did === 'changed' && !canRetire(journey) && (
        <WayBack journey={journey} dashboardName={dashboardName(profile)} />
      )}
      {journey.isRetiring && canRetire(journey) && <KeepOld decide={decide} />}
      {fix === 'paste' &&
        (isSmall ? <MoreRoom look="primary">{t('pasteOnPage')}</MoreRoom> : <Paste commands={commands} />)}
      {fix === 'credential' && isOverApi(profile) && (
        <FreshCredential profile={profile} commands={commands} isSmall={isSmall} />
      )}
      {fix === 'unlock' && isOverApi(profile) && (
        <Unlock profile={profile} onUnlocked={() => decide({ kind: 'retried' })} />
      )}
    </>
  );
}
