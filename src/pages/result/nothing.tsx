import { openSettings } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { StartButton, useCommands } from '../parts/commands';
import { Refusal } from '../parts/refusal';

/** Before there is a setup. `profile`: the current one, whose setup can be started. */
export function Nothing({ profile }: { readonly profile: Profile | undefined }) {
  const commands = useCommands();
  return (
    <>
      <h1>{t('nothingYet')}</h1>
      <p>{profile ? t('notStarted', dashboardName(profile)) : t('nothingYetWhy')}</p>
      {profile && <Refusal commands={commands} profile={profile} />}
      <div class="buttons">
        {profile && (
          <StartButton mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        )}
        <Button look={profile ? 'quiet' : 'primary'} onPress={() => void openSettings()}>
          {t('settings')}
        </Button>
      </div>
    </>
  );
}
