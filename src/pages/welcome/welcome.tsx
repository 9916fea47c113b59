import { useState } from 'preact/hooks';
import { apiDashboardIds, apiDashboardNames } from '../../dashboards';
import { closeThisPage, openSettings } from '../../extension/platform/open';
import { keptWelcome } from '../../extension/store/first-steps';
import { keptProfiles } from '../../extension/store/profiles';
import { named } from '../../extension/words/names';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import {
  type Change,
  type Draft,
  type DraftProblems,
  draftOf,
  emptyDraft,
  fieldsAt,
} from '../../setup/profiles/draft';
import { beginningOf, draftFrom, elsewhere, readWhere } from '../../setup/profiles/first-steps';
import { isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { Logo } from '../../ui/icons';
import { BitbucketAccess } from '../parts/bitbucket-access';
import { DashboardChoice } from '../parts/dashboard-choice';
import { OwnFields } from '../parts/own-fields';
import { useKept } from '../parts/use-stored';
import { GiveAccess } from './give-access';

const steps = ['what', 'where', 'access'] as const;
type Step = (typeof steps)[number];

/** The first steps: what it does, where the dashboard is, and the way in. They can be left and found again. */
export function Welcome() {
  const before = useKept(keptWelcome);
  const profiles = useKept(keptProfiles);
  if (!before || !profiles) return null;
  const made = profiles.value?.profiles.find((each) => each.id === before.value?.profileId);
  const begun = before.value;
  const draft =
    made && isOverApi(made) ? draftOf(made) : begun ? draftFrom(begun) : emptyDraft(crypto.randomUUID());
  return <Steps key="steps" first={begun?.step ?? 'what'} draft={draft} saved={made} />;
}

function Steps(props: { readonly first: Step; readonly draft: Draft; readonly saved: Profile | undefined }) {
  const [step, setStep] = useState<Step>(props.first);
  const [draft, setDraft] = useState<Draft>(props.draft);
  const change = (part: Change) => setDraft((known) => ({ ...known, ...part(known) }));
  /** What is kept is right, or as empty as at the beginning. */
  const go = (next: Step, right: Draft = draft) => {
    setDraft(right);
    setStep(next);
    void keptWelcome.write({ ...beginningOf(right), step: next });
  };
  return (
    <main class="welcome">
      <header>
        <Logo size={40} />
        <h1>{t('welcomeTitle')}</h1>
      </header>
      <ol class="stages" aria-label={t('firstSteps')}>
        {steps.map((each) => (
          <li key={each} {...(each === step ? { 'aria-current': 'step' as const } : {})}>
            {t(`welcome_${each}`)}
          </li>
        ))}
      </ol>
      <BitbucketAccess />
      {step === 'what' && <What onNext={() => go('where')} />}
      {step === 'where' && (
        <Where
          draft={draft}
          change={change}
          onBack={() => go('what')}
          onNext={(right) => go('access', right)}
        />
      )}
      {step === 'access' && (
        <GiveAccess
          draft={draft}
          change={change}
          saved={props.saved}
          onBack={() => go('where')}
          onChecked={(right) => go('access', right)}
        />
      )}
      <p class="help">{t('welcomeLater')}</p>
    </main>
  );
}

const What = ({ onNext }: { onNext: () => void }) => (
  <section>
    <h2 data-focus>{t('emptyWhat')}</h2>
    <ol class="acts">
      {(['1', '2', '3'] as const).map((each) => (
        <li key={each}>{t(`welcomeWhat_${each}`)}</li>
      ))}
    </ol>
    <p class="help">{t('welcomePromise')}</p>
    <p class="help">{t('explainConsumer')}</p>
    <div class="buttons">
      <Button look="primary" onPress={onNext}>
        {t('next')}
      </Button>
      <Button look="quiet" onPress={() => void closeThisPage()}>
        {t('later')}
      </Button>
    </div>
  </section>
);

function Where(props: {
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  readonly onBack: () => void;
  readonly onNext: (right: Draft) => void;
}) {
  const { draft, change } = props;
  const [problems, setProblems] = useState<DraftProblems>({});
  const enter = (part: Change) => {
    setProblems({});
    change((before) => elsewhere(before, part(before)));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = readWhere(draft);
        if (read.kind === 'problems') setProblems(read.problems);
        else props.onNext({ ...draft, ...read.place });
      }}
    >
      <h2 data-focus>{t('welcomeWhere')}</h2>
      <DashboardChoice ids={apiDashboardIds} draft={draft} change={enter} />
      <OwnFields fields={fieldsAt(draft, 'where')} draft={draft} problems={problems} change={enter} />
      <TextField
        label={t('workspace')}
        value={draft.workspace}
        help={t('help_workspace')}
        problem={problems.workspace && inWords(problems.workspace)}
        onInput={(workspace) => enter(() => ({ workspace }))}
      />
      <p class="help">{t('welcomeOther', named(apiDashboardNames, 'any'))}</p>
      <div class="buttons">
        <Button look="primary" type="submit">
          {t('next')}
        </Button>
        <Button onPress={props.onBack}>{t('back')}</Button>
        <Button look="quiet" onPress={() => void openSettings()}>
          {t('openSettings')}
        </Button>
      </div>
    </form>
  );
}
