import { openSettings } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { t } from '../../extension/words/text';
import { fixes, type Problem } from '../../setup/problems';
import { dashboardName, hostsOf, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { ProblemAlert } from '../parts/problem';
import { Unlock } from './entering';

/** Why a command was refused, with the way to put it right. */
export function Refused(props: {
  readonly problem: Problem;
  readonly commands: Commands;
  readonly profile: Profile;
}) {
  const { problem, commands, profile } = props;
  const fix = fixes[problem.code];
  return (
    <>
      <ProblemAlert problem={problem} dashboardName={dashboardName(profile)}>
        {fix === 'allow' && isOverApi(profile) && (
          <Button
            look="primary"
            onPress={() =>
              void requestHosts(hostsOf(profile)).then((is) => (is ? commands.repeat() : undefined))
            }
          >
            {t('allowAccess')}
          </Button>
        )}
        {['settings', 'credential'].includes(fix) && (
          <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
        )}
      </ProblemAlert>
      {fix === 'unlock' && isOverApi(profile) && (
        <Unlock profile={profile} onUnlocked={() => void commands.repeat()} />
      )}
    </>
  );
}
