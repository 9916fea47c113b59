import { useEffect, useState } from 'preact/hooks';
import type { Decision } from '../../extension/messages/schemas';
import { asideOf, keptAside } from '../../extension/store/journey';
import { pairOf } from '../../extension/store/pair-of';
import { keptProfiles } from '../../extension/store/profiles';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { Loss } from '../../setup/journey/standing';
import { Button } from '../../ui/button';
import { ClientShown } from '../parts/client';
import type { Commands } from '../parts/commands';
import { useKept } from '../parts/use-stored';
import { LossList, lossesNow } from './losses';

interface ConsentProps {
  readonly journey: Journey;
  readonly dashboardName: string;
  readonly dashboardAt: string;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}

/**
 * A pair that was captured by hand, came without a press on Save, or is an existing client's: asks whether to send it, or to
 * enable it where it is already there, and says what that would cost of the setup before it.
 */
export function Consent({ journey, dashboardName, dashboardAt, commands, decide }: ConsentProps) {
  const { behind, losses, hasPair } = useHeld(journey);
  const { name = '', key = '', seal = '' } = journey.consumer ?? {};
  const { connection, stage } = journey;
  const why = stage.kind === 'confirming' ? stage.why : undefined;
  // Nobody can agree before it is known what that costs.
  const isKnown = losses !== undefined;
  return (
    <section class="review">
      <h2>{t(connection ? 'confirmThereTitle' : 'confirmTitle')}</h2>
      <p>
        {connection
          ? t('confirmThereWhy', connection.name, dashboardAt, name, key)
          : t('confirmWhy', name, key, dashboardAt)}
      </p>
      {why === 'not-saved' && <p class="hintbox">{t('confirmNotSaved')}</p>}
      {why === 'offered' && <p class="hintbox">{t('confirmOffered')}</p>}
      {why === 'existing' && <p class="hintbox">{t('confirmExisting')}</p>}
      <ClientShown journey={journey} commands={commands} />
      {behind && losses && losses.length > 0 && <Losses behind={behind} losses={losses} />}
      {isKnown && !hasPair && <p class="hintbox">{t('confirmGone')}</p>}
      <div class="buttons">
        <Button
          look="primary"
          disabled={commands.isBusy || !isKnown || !hasPair}
          onPress={() => decide({ kind: 'consented', seal })}
        >
          {connection ? t('confirmThere') : t('confirmSend', dashboardName)}
        </Button>
        <Button disabled={commands.isBusy} onPress={() => decide({ kind: 'send-declined' })}>
          {t(connection ? 'confirmThereNot' : 'confirmNot')}
        </Button>
      </div>
    </section>
  );
}

/** What would be lost of the setup behind this one. */
function Losses({ behind, losses }: { behind: Journey; losses: readonly Loss[] }) {
  const profile = useKept(keptProfiles)?.value?.profiles.find((each) => each.id === behind.profileId);
  return (
    <div class="hintbox">
      <p>{t('confirmInstead', profile?.name ?? '')}</p>
      <LossList journey={behind} profile={profile} losses={losses} />
      <p>{t('confirmNotWhy')}</p>
    </div>
  );
}

interface Held {
  readonly behind: Journey | undefined;
  /** Undefined until it was looked at. */
  readonly losses: readonly Loss[] | undefined;
  readonly hasPair: boolean;
}

/** What is kept of this setup, and of the one behind it, looked up when the question is shown. */
function useHeld(journey: Journey): Held {
  const aside = useKept(keptAside);
  const [held, setHeld] = useState<Held>({ behind: undefined, losses: undefined, hasPair: false });
  useEffect(() => {
    if (aside) void look(journey).then(setHeld);
  }, [journey, aside]);
  return held;
}

async function look(journey: Journey): Promise<Held> {
  const [own, behind] = await Promise.all([pairOf(journey), asideOf(journey)]);
  return { behind, losses: behind ? await lossesNow(behind) : [], hasPair: own !== undefined };
}
