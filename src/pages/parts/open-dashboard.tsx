import { openPage } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import { connectionPageOf, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';

/** The dashboard's own page of its connections, where there is one. */
export const OpenDashboard = ({ profile, name }: { profile: Profile; name: string }) =>
  isOverApi(profile) ? (
    <Button look="quiet" onPress={() => void openPage(connectionPageOf(profile))}>
      {t('openDashboard', name)}
    </Button>
  ) : null;
