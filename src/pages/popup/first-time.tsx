import { openSettings, openWelcome } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import { Logo } from '../../ui/icons';
import { BitbucketAccess } from '../parts/bitbucket-access';

/** Before there is a profile: what this is, and the one thing to do. */
export function FirstTime({
  isSide,
  onFromPage,
}: {
  readonly isSide: boolean;
  readonly onFromPage: () => void;
}) {
  return (
    <main class={`popup first ${isSide ? 'side' : ''}`}>
      <header>
        <Logo />
        <h1>{t('title')}</h1>
      </header>
      <h2>{t('emptyWhat')}</h2>
      <p>{t('emptyWhy')}</p>
      <p class="help">{t('explainConsumer')}</p>
      <BitbucketAccess isSmall={!isSide} />
      <Button look="primary" onPress={() => void openWelcome()}>
        {t('firstSteps')}
      </Button>
      <footer class="buttons">
        <Button look="quiet" onPress={onFromPage}>
          {t('pageStart')}
        </Button>
        <Button look="quiet" onPress={() => void openSettings()}>
          {t('settings')}
        </Button>
      </footer>
    </main>
  );
}
