import type { Decision } from '../../extension/messages/schemas';
import { redirectAddress } from '../../extension/platform/login-window';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** The login that failed is open in a tab: what to expect there, and how to go on. */
export const Reading = (props: {
  readonly name: string;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="review">
    <h2>{t('readTitle')}</h2>
    <p>{t('readHow', redirectAddress() ?? '')}</p>
    <p>{t('readKeeps', props.name)}</p>
    <div class="buttons">
      <Button
        look="primary"
        disabled={props.commands.isBusy}
        onPress={() => props.decide({ kind: 'read-over' })}
      >
        {t('readDone')}
      </Button>
    </div>
  </section>
);
