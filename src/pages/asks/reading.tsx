import type { LoginTestsAbout } from '../../dashboards/about';
import type { Decision } from '../../extension/messages/schemas';
import { redirectAddress } from '../../extension/platform/login-window';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** The login that failed is open in a tab: what to expect there, and how to go on. */
export const Reading = (props: {
  readonly name: string;
  /** How such a login comes back; and where, if that is an address of the dashboard's. */
  readonly tests: LoginTestsAbout | undefined;
  readonly address: string;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="review">
    <h2>{t('readTitle')}</h2>
    <p>
      {props.tests?.comesBack === 'watched'
        ? t('readHowWatched', props.address)
        : t('readHow', redirectAddress() ?? '')}
    </p>
    {props.tests?.takes && <p>{t(`readKeeps_${props.tests.takes}`, props.name)}</p>}
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
