import { openResult } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isOver } from '../../setup/journey/standing';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** A setup that another one stands in front of: it does nothing until it is taken up again. */
export function TakeUp({ journey, commands }: { journey: Journey; commands: Commands }) {
  const takeUp = () => commands.run({ type: 'setup/take-up', journeyId: journey.id });
  return isOver(journey) ? (
    <Button disabled={commands.isBusy} onPress={() => void takeUp().then(() => openResult())}>
      {t('showResult')}
    </Button>
  ) : (
    <Button look="primary" disabled={commands.isBusy} onPress={() => void takeUp()}>
      {t('takeUp')}
    </Button>
  );
}

/** While another profile is looked at: whose setup it is that is under way. */
export const OtherUnderWay = ({ name }: { name: string }) => (
  <p class="hintbox">{t('otherUnderWay', name)}</p>
);
