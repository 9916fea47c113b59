import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { Button } from '../../ui/button';
import type { Commands } from './commands';

/**
 * Which client a setup is about, with its whole Client ID, which is no secret, and the way to Bitbucket's page to compare
 * it there. Nothing before there is a pair.
 */
export function ClientShown({ journey, commands }: { journey: Journey; commands: Commands }) {
  const { consumer, workspace } = journey;
  if (consumer?.key === undefined) return null;
  return (
    <dl class="values">
      <div>
        <dt>{t('clientIn', consumer.name, workspace)}</dt>
        <dd>
          <code>{consumer.key}</code>
        </dd>
        <dd class="buttons">
          <Button look="quiet" onPress={() => void commands.run({ type: 'bitbucket/show' })}>
            {t('compare')}
          </Button>
        </dd>
      </div>
    </dl>
  );
}
