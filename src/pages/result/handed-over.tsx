import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { ClientShown } from '../parts/client';
import { useCommands } from '../parts/commands';
import { Ending } from './ending';
import { StepsWithHelp } from './steps-with-help';

/** The person has entered the pair by hand; whether it works shows at the first login there. */
export function HandedOver({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  return (
    <>
      <h1>{t('handedTitle', dashboardName(profile))}</h1>
      <p role="status">{t('handedLead', dashboardName(profile))}</p>
      <section class="card">
        <StepsWithHelp journey={journey} profile={profile} />
        <ClientShown journey={journey} commands={commands} />
      </section>
      <Ending journey={journey} profile={profile} />
    </>
  );
}
