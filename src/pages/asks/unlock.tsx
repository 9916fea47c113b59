import { useState } from 'preact/hooks';
import { unlock } from '../../extension/store/locker';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { ApiProfile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import { onEnter } from '../../ui/keys';

/** The passphrase of a credential that is kept encrypted. It never leaves the page that it is entered on. */
export function Unlock({
  profile,
  onUnlocked,
  look = 'primary',
}: {
  readonly profile: ApiProfile;
  readonly onUnlocked: () => void;
  readonly look?: 'primary' | 'plain';
}) {
  const [passphrase, setPassphrase] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const tryIt = async () => {
    if (isBusy || passphrase === '') return;
    setBusy(true);
    const isRight = await unlock(profile, new Secret(passphrase));
    setBusy(false);
    setWrong(!isRight);
    if (!isRight) return;
    setPassphrase('');
    onUnlocked();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in its field does what its button does
    <div class="review" onKeyDown={onEnter(() => void tryIt())}>
      <SecretField
        label={t('passphrase')}
        value={passphrase}
        problem={isWrong ? t('field_passphraseWrong') : undefined}
        onInput={(text) => {
          setPassphrase(text);
          setWrong(false);
        }}
      />
      <div class="buttons">
        <Button look={look} disabled={isBusy || passphrase === ''} onPress={() => void tryIt()}>
          {t(isBusy ? 'unlocking' : 'unlock')}
        </Button>
      </div>
    </div>
  );
}
