import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { Button } from '../../ui/button';
import type { Commands } from './commands';

interface ClientProps {
  readonly journey: Journey;
  readonly commands: Commands;
  /** Leaves out the Client ID where it stands right above. */
  readonly isKeyAbove?: boolean;
}

/**
 * Which client a setup is about, with its whole Client ID, which is no secret, and the way to Bitbucket's page to compare
 * it there. Nothing before there is a pair.
 */
export function ClientShown({ journey, commands, isKeyAbove = false }: ClientProps) {
  const { consumer, workspace } = journey;
  if (consumer?.key === undefined) return null;
  return (
    <p class="client">
      {t('clientIn', consumer.name, workspace)} {!isKeyAbove && <code>{consumer.key}</code>}{' '}
      <Button look="quiet" onPress={() => void commands.run({ type: 'bitbucket/show' })}>
        {t('compare')}
      </Button>
    </p>
  );
}
