import { useState } from 'preact/hooks';
import { keptWelcome } from '../../extension/store/first-steps';
import { keptProfiles } from '../../extension/store/profiles';
import { t } from '../../extension/words/text';
import { type Draft, draftOf, emptyDraft } from '../../setup/profiles/draft';
import { beginningOf, draftFrom } from '../../setup/profiles/first-steps';
import { isOverApi, type Profile } from '../../setup/profiles/profile';
import { Logo } from '../../ui/icons';
import { BitbucketAccess } from '../parts/bitbucket-access';
import { useKept } from '../parts/use-stored';
import { GiveAccess } from './give-access';

/** The first steps: what it does, and the way in. They can be left and found again. */
export function Welcome() {
  const before = useKept(keptWelcome);
  const profiles = useKept(keptProfiles);
  if (!before || !profiles) return null;
  const made = profiles.value?.profiles.find((each) => each.id === before.value?.profileId);
  const begun = before.value;
  const draft =
    made && isOverApi(made) ? draftOf(made) : begun ? draftFrom(begun) : emptyDraft(crypto.randomUUID());
  return <Steps key="steps" draft={draft} saved={made} />;
}

function Steps(props: { readonly draft: Draft; readonly saved: Profile | undefined }) {
  const [draft, setDraft] = useState<Draft>(props.draft);
  /** Only what is right is kept, and nothing secret. */
  const keep = (right: Draft) => void keptWelcome.write(beginningOf(right));
  return (
    <main class="welcome">
      <header>
        <Logo size={40} />
        <h1 data-focus>{t('welcomeTitle')}</h1>
      </header>
      <What />
      <BitbucketAccess />
      <GiveAccess
        draft={draft}
        change={(part) => setDraft((known) => ({ ...known, ...part(known) }))}
        saved={props.saved}
        onRead={(settings) => keep(draftOf(settings))}
        onChecked={(right) => {
          setDraft(right);
          keep(right);
        }}
      />
      <p class="help">{t('welcomeLater')}</p>
    </main>
  );
}

const What = () => (
  <section>
    <h2>{t('emptyWhat')}</h2>
    <ol class="acts">
      {(['1', '2', '3'] as const).map((each) => (
        <li key={each}>{t(`welcomeWhat_${each}`)}</li>
      ))}
    </ol>
    <p class="help">{t('welcomePromise')}</p>
    <p class="help">{t('explainConsumer')}</p>
  </section>
);
