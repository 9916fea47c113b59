import { useState } from 'preact/hooks';
import { forgetCredential } from '../../extension/store/credentials';
import { changePassphrase, forgetEverywhere } from '../../extension/store/locker';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { DraftProblems } from '../../setup/profiles/draft';
import type { ApiProfile } from '../../setup/profiles/profile';
import { readPassphrase } from '../../setup/profiles/read-draft';
import { AskButton } from '../../ui/ask-button';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import { onEnter } from '../../ui/keys';
import { Unlock } from '../asks/unlock';
import { NewPassphrase, type Passphrases } from '../parts/keep-it';

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
            <AskButton
              name={t('forgetKept')}
              look="quiet-danger"
              question={() => ({ title: t('forgetTitle', profile.name), body: <p>{t('forgetAsk')}</p> })}
              yes={t('forgetKept')}
              onYes={() => void forgetEverywhere(profile.id).then(onChanged)}
            />
          </div>
        </>
      )}
    </section>
  );
}

function ChangePassphrase({ profile, onDone }: { profile: ApiProfile; onDone: () => void }) {
  const [before, setBefore] = useState('');
  const [entered, setEntered] = useState<Passphrases>({ passphrase: '', passphraseAgain: '' });
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
        problems={problems}
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
