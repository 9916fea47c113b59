import { openPage } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import { connectionPageOf, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button, type ButtonProps } from '../../ui/button';

/** The dashboard's own page of its connections, where there is one. */
export const OpenDashboard = ({
  profile,
  name,
  look = 'quiet',
}: {
  readonly profile: Profile;
  readonly name: string;
  readonly look?: ButtonProps['look'];
}) =>
  isOverApi(profile) ? (
    <Button look={look} onPress={() => void openPage(connectionPageOf(profile))}>
      {t('openDashboard', name)}
    </Button>
  ) : null;
