import { useRef, useState } from 'preact/hooks';
import { openWelcome } from '../../extension/platform/open';
import { keptProfiles } from '../../extension/store/profiles';
import { t } from '../../extension/words/text';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Logo } from '../../ui/icons';
import { lazily } from '../../ui/lazily';
import { BitbucketAccess } from '../parts/bitbucket-access';
import { useKept } from '../parts/use-stored';
import { Comforts } from './preferences';
import { ProfileForm } from './profile-form';
import { SectionNav } from './section-nav';
import { Portable } from './transfer';

const Overview = lazily(
  () => import('./overview'),
  (from) => from.Overview,
);
const History = lazily(
  () => import('./history'),
  (from) => from.History,
);
const About = lazily(
  () => import('./about'),
  (from) => from.About,
);

/** The settings: one form for each profile. */
export function Options() {
  const found = useKept(keptProfiles);
  const [chosen, setChosen] = useState<string>();
  /** A copy that is not saved yet. */
  const [copied, setCopied] = useState<Profile>();
  const page = useRef<HTMLElement>(null);
  const opened = useRef(new Set<string>()).current;
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  if (!found) return null;
  const profiles = found.value?.profiles ?? [];
  const id =
    chosen ??
    (profiles.some((each) => each.id === found.value?.current) ? found.value?.current : undefined) ??
    newId;
  const isSaved = (each: string) => profiles.some((profile) => profile.id === each);
  const saved = profiles.find((each) => each.id === id);
  opened.add(id);
  // A form that is left keeps what was entered there, to come back to.
  const forms = [...opened].filter((each) => each === newId || isSaved(each));
  const startNew = () => {
    const fresh = isSaved(newId) ? crypto.randomUUID() : newId;
    setNewId(fresh);
    setChosen(fresh);
  };
  const duplicate = (profile: Profile) => {
    const copy = { ...profile, id: crypto.randomUUID(), name: t('copyOf', profile.name) };
    setCopied(copy);
    setNewId(copy.id);
    setChosen(copy.id);
  };
  return (
    <main class="options" ref={page}>
      <header>
        <Logo size={28} />
        <h1>{t('settingsTitle')}</h1>
        <Button look="quiet" onPress={() => void openWelcome()}>
          {t('firstSteps')}
        </Button>
      </header>
      <p class="quiet">{t('optionsLead')}</p>
      <BitbucketAccess />
      <SectionNav page={page} />
      {profiles.length > 1 && <Overview profiles={profiles} />}
      {profiles.length > 0 && (
        <nav class="buttons" aria-label={t('profiles')}>
          {profiles.map((each) => (
            <button
              key={each.id}
              type="button"
              class="button"
              aria-pressed={each.id === id}
              onClick={() => setChosen(each.id)}
            >
              {each.name}
            </button>
          ))}
          <Button look="quiet" onPress={startNew}>
            {t('newProfile')}
          </Button>
        </nav>
      )}
      {forms.map((each) => (
        <div key={each} hidden={each !== id}>
          <ProfileForm
            id={each}
            profile={profiles.find((saved) => saved.id === each)}
            copied={copied?.id === each ? copied : undefined}
            onSaved={() => setChosen((now) => now ?? each)}
            onDeleted={() => {
              setNewId(crypto.randomUUID());
              setChosen(undefined);
            }}
            onDuplicate={duplicate}
          />
        </div>
      ))}
      {saved && <History profile={saved} />}
      <Comforts />
      <Portable profiles={profiles} />
      <About profiles={profiles} />
    </main>
  );
}
