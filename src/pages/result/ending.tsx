import type { ComponentChildren } from 'preact';
import { copyText } from '../../extension/platform/clipboard';
import { closeThisPage } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';

/** What can be done on every end: take a report along, and close the page. */
export const Ending = ({
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
