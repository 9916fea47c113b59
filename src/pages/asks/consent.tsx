import { useEffect, useState } from 'preact/hooks';
import type { Decision } from '../../extension/messages/schemas';
import { asidesOf } from '../../extension/store/asides';
import { keptAside } from '../../extension/store/journey';
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
  const { losing, hasPair } = useHeld(journey);
  const { name = '', key = '', seal = '' } = journey.consumer ?? {};
  const { connection, stage } = journey;
  const why = stage.kind === 'confirming' ? stage.why : undefined;
  // Nobody can agree before it is known what that costs.
  const isKnown = losing !== undefined;
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
      {losing && losing.length > 0 && <Losses journey={journey} losing={losing} />}
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

/** What would be lost of what is behind this one. */
function Losses({ journey, losing }: { journey: Journey; losing: readonly Losing[] }) {
  const profile = useKept(keptProfiles)?.value?.profiles.find((each) => each.id === journey.profileId);
  return (
    <div class="hintbox">
      <p>{t('confirmInstead', profile?.name ?? '')}</p>
      {losing.map(({ behind, losses }) => (
        <LossList key={behind.id} journey={behind} profile={profile} losses={losses} />
      ))}
      <p>{t('confirmNotWhy')}</p>
    </div>
  );
}

/** A journey with which something would be lost. */
interface Losing {
  readonly behind: Journey;
  readonly losses: readonly Loss[];
}

interface Held {
  /** Undefined until it was looked at. */
  readonly losing: readonly Losing[] | undefined;
  readonly hasPair: boolean;
}

/** What is kept of this setup, and of those behind it, looked up when the question is shown. */
function useHeld(journey: Journey): Held {
  const aside = useKept(keptAside);
  const [held, setHeld] = useState<Held>({ losing: undefined, hasPair: false });
  useEffect(() => {
    if (aside) void look(journey).then(setHeld);
  }, [journey, aside]);
  return held;
}

async function look(journey: Journey): Promise<Held> {
  const [own, behind] = await Promise.all([pairOf(journey), asidesOf(journey)]);
  const each = await Promise.all(behind.map(async (behind) => ({ behind, losses: await lossesNow(behind) })));
  return { losing: each.filter(({ losses }) => losses.length > 0), hasPair: own !== undefined };
}
