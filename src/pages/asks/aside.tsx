import { openResult } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isOver } from '../../setup/journey/standing';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';

/** For a profile whose setup is not in front: whose setup is under way, and how to go on with its own, if it has one. */
export function Aside(props: {
  readonly journey: Journey | undefined;
  readonly inFront: Journey | undefined;
  readonly profiles: readonly Profile[];
  readonly commands: Commands;
}) {
  const { journey, inFront, profiles, commands } = props;
  const other = inFront && !isOver(inFront) && profiles.find((each) => each.id === inFront.profileId);
  return (
    <>
      {other && <p class="hintbox">{t('otherUnderWay', other.name)}</p>}
      {journey && <TakeUp journey={journey} commands={commands} />}
    </>
  );
}

/** A setup behind another one does nothing until it is taken up again. */
function TakeUp({ journey, commands }: { journey: Journey; commands: Commands }) {
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
