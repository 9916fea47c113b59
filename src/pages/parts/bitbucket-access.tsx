import { useEffect, useState } from 'preact/hooks';
import { openSettings } from '../../extension/platform/open';
import {
  hidesQuestion,
  mayUseBitbucket,
  onPermissions,
  requestBitbucket,
} from '../../extension/platform/permissions';
import { t } from '../../extension/words/text';
import { problem } from '../../setup/problems';
import { Button } from '../../ui/button';
import { ProblemAlert } from './problem';

/**
 * Says that the browser withholds Bitbucket, with the button that asks for it; nothing where all is well. `isSmall`: in the
 * popup. A browser that would show its question behind the popup is not asked from there: the settings have the same button.
 */
export function BitbucketAccess({ isSmall = false }: { readonly isSmall?: boolean }) {
  const [isAllowed, setAllowed] = useState(true);
  useEffect(() => {
    const leaving = new AbortController();
    const look = () => void mayUseBitbucket().then(setAllowed);
    onPermissions(look, leaving.signal);
    look();
    return () => leaving.abort();
  }, []);
  if (isAllowed) return null;
  return (
    <ProblemAlert problem={problem('bitbucketPermission')} dashboardName="">
      {isSmall && hidesQuestion() ? (
        <Button look="primary" onPress={() => void openSettings()}>
          {t('allowInSettings')}
        </Button>
      ) : (
        <Button look="primary" onPress={() => void requestBitbucket().then(setAllowed)}>
          {t('allowBitbucket')}
        </Button>
      )}
    </ProblemAlert>
  );
}
