import type { Decision } from '../../extension/messages/schemas';
import { openResult, openSettings } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import { fixes, type Problem } from '../../setup/problems';
import { dashboardName, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { OpenDashboard } from '../parts/open-dashboard';
import { ProblemAlert } from '../parts/problem';
import { FreshCredential, Paste, Unlock } from './entering';

/** What stopped a setup, with the ways to put it right and to go on. */
export function Stopped(props: {
  readonly problem: Problem;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
  readonly isSmall: boolean;
}) {
  const { problem, profile, commands, decide, isSmall } = props;
  const fix = fixes[problem.code];
  const canRetry = !['start-over', 'paste', 'credential', 'unlock'].includes(fix);
  return (
    <>
      <ProblemAlert problem={problem}>
        {(fix === 'settings' || (fix === 'credential' && !isSmall)) && (
          <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
        )}
        {fix === 'bitbucket' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        {fix === 'dashboard' && <OpenDashboard profile={profile} name={dashboardName(profile)} />}
        {canRetry && (
          <Button look="primary" disabled={commands.isBusy} onPress={() => decide({ kind: 'retried' })}>
            {t('retry')}
          </Button>
        )}
      </ProblemAlert>
      {fix === 'paste' &&
        (isSmall ? (
          <Button look="primary" onPress={() => void openResult()}>
            {t('pasteOnPage')}
          </Button>
        ) : (
          <Paste commands={commands} />
        ))}
      {fix === 'credential' && isOverApi(profile) && (
        <FreshCredential profile={profile} commands={commands} isSmall={isSmall} />
      )}
      {fix === 'unlock' && isOverApi(profile) && (
        <Unlock profile={profile} onUnlocked={() => decide({ kind: 'retried' })} />
      )}
    </>
  );
}
