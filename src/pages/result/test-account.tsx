import { keptLogin } from '../../extension/store/journey';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { dashboardAt, dashboardName, type Profile } from '../../setup/profiles/profile';
import { AskButton } from '../../ui/ask-button';
import { useCommands } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { useKept } from '../parts/use-stored';

/** The account that a test login has made at the dashboard: named, and deleted if the person says so. */
export function TestAccount({ journey, profile }: { readonly journey: Journey; readonly profile: Profile }) {
  const commands = useCommands();
  const found = useKept(keptLogin)?.value;
  const { testAccount } = journey;
  if (!testAccount) return null;
  if (testAccount.isGone) return <p class="hintbox">{t('testAccountGone')}</p>;
  const login = found?.journeyId === journey.id ? found : undefined;
  const name = dashboardName(profile);
  const who = [login?.email ?? login?.name, testAccount.id].filter(Boolean).join(', ');
  return (
    <section class="hintbox">
      <p>{t('testAccountMade', name, who)}</p>
      <Refusal commands={commands} profile={profile} />
      <div class="buttons">
        <AskButton
          name={t('testAccountRemove')}
          disabled={commands.isBusy}
          question={() => ({
            title: t('testAccountTitle'),
            body: <p>{t('testAccountAsk', who, dashboardAt(profile))}</p>,
          })}
          yes={t('testAccountRemove')}
          yesLook="danger"
          onYes={() => void commands.run({ type: 'test-account/remove', journeyId: journey.id })}
        />
      </div>
    </section>
  );
}
