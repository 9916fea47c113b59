import { bitbucketSays } from '../../extension/words/bitbucket';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** What Bitbucket finds wrong with the form, and the way there. */
export const Complaint = ({ complaint, commands }: { complaint: string; commands: Commands }) => (
  <div class="alert" role="alert">
    <h2>{bitbucketSays(complaint)}</h2>
    <div class="buttons">
      <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
    </div>
  </div>
);
