import { useState } from 'preact/hooks';
import { forgetCredential } from '../../extension/store/credentials';
import { changePassphrase, forgetEverywhere } from '../../extension/store/locker';
import { fieldWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import { type Draft, type DraftField, type DraftProblems, readPassphrase } from '../../setup/profiles/draft';
import type { ApiProfile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import { onEnter } from '../../ui/keys';
import { Unlock } from '../asks/unlock';

/** Whether a credential that is being entered is kept, and under which passphrase. */
export const KeepIt = ({
  draft,
  change,
  said,
}: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly said: (field: DraftField) => string | undefined;
}) => (
  <div class="keeping">
    <label class="choice">
      <input
        type="checkbox"
        checked={draft.isToBeKept}
        onChange={(event) => change({ isToBeKept: event.currentTarget.checked })}
      />
      {t('keepEncrypted')}
    </label>
    <p class="help">{t('help_keepEncrypted')}</p>
    {draft.isToBeKept && (
      <NewPassphrase
        value={draft}
        problem={said('passphrase')}
        againProblem={said('passphraseAgain')}
        change={change}
      />
    )}
  </div>
);

type Entered = Pick<Draft, 'passphrase' | 'passphraseAgain'>;

const NewPassphrase = (props: {
  readonly value: Entered;
  readonly problem: string | undefined;
  readonly againProblem: string | undefined;
  readonly change: (part: Partial<Entered>) => void;
}) => (
  <>
    <SecretField
      label={t('newPassphrase')}
      value={props.value.passphrase}
      help={t('help_passphrase')}
      problem={props.problem}
      onInput={(passphrase) => props.change({ passphrase })}
    />
    <SecretField
      label={t('passphraseAgain')}
      value={props.value.passphraseAgain}
      problem={props.againProblem}
      onInput={(passphraseAgain) => props.change({ passphraseAgain })}
    />
  </>
);

/** A credential that is kept: to be unlocked, locked, given another passphrase, or forgotten. */
export function KeptCredential({
  profile,
  isUnlocked,
  onChanged,
}: {
  readonly profile: ApiProfile;
  readonly isUnlocked: boolean;
  readonly onChanged: () => void;
}) {
  const [isChanging, setChanging] = useState(false);
  const isDone = () => {
    setChanging(false);
    onChanged();
  };
  return (
    <section class="hintbox kept" aria-label={t('keptTitle')}>
      <p>{t(isUnlocked ? 'keptUnlocked' : 'keptLocked')}</p>
      {isChanging ? (
        <ChangePassphrase profile={profile} onDone={isDone} />
      ) : (
        <>
          {!isUnlocked && <Unlock profile={profile} onUnlocked={onChanged} look="plain" />}
          <div class="buttons">
            {isUnlocked && (
              <Button onPress={() => void forgetCredential(profile.id).then(onChanged)}>
                {t('lockNow')}
              </Button>
            )}
            <Button look="quiet" onPress={() => setChanging(true)}>
              {t('changePassphrase')}
            </Button>
            <Button look="danger" onPress={() => void forgetEverywhere(profile.id).then(onChanged)}>
              {t('forgetKept')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function ChangePassphrase({ profile, onDone }: { profile: ApiProfile; onDone: () => void }) {
  const [before, setBefore] = useState('');
  const [entered, setEntered] = useState<Entered>({ passphrase: '', passphraseAgain: '' });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    const found = readPassphrase(entered);
    setProblems(found);
    if (isBusy || Object.keys(found).length > 0) return;
    setBusy(true);
    const isRight = await changePassphrase(profile, new Secret(before), new Secret(entered.passphrase));
    setBusy(false);
    setWrong(!isRight);
    if (isRight) onDone();
  };
  const said = (field: keyof Entered) => {
    const found = problems[field];
    return found && fieldWords(found);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in its fields does what its button does
    <div class="review" onKeyDown={onEnter(() => void save())}>
      <SecretField
        label={t('passphrase')}
        value={before}
        problem={isWrong ? t('field_passphraseWrong') : undefined}
        onInput={setBefore}
      />
      <NewPassphrase
        value={entered}
        problem={said('passphrase')}
        againProblem={said('passphraseAgain')}
        change={(part) => setEntered((known) => ({ ...known, ...part }))}
      />
      <div class="buttons">
        <Button disabled={isBusy} onPress={() => void save()}>
          {t('changePassphrase')}
        </Button>
        <Button look="quiet" onPress={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
