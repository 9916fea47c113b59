import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import type { Draft, DraftProblems } from '../../setup/profiles/draft';
import { SecretField } from '../../ui/fields';

/** A new passphrase, twice. */
export type Passphrases = Pick<Draft, 'passphrase' | 'passphraseAgain'>;
/** Whether something is kept, and under which passphrase. */
export type Keeping = Passphrases & Pick<Draft, 'isToBeKept'>;

/** Whether a credential is kept, and under which passphrase. */
export const KeepIt = ({
  value,
  problems,
  change,
  label = t('keepEncrypted'),
  help = t('help_keepEncrypted'),
}: {
  readonly value: Keeping;
  readonly problems: DraftProblems;
  readonly change: (part: Partial<Keeping>) => void;
  readonly label?: string;
  readonly help?: string;
}) => (
  <div class="keeping">
    <label class="choice">
      <input
        type="checkbox"
        checked={value.isToBeKept}
        onChange={({ currentTarget: { checked: isToBeKept } }) => change({ isToBeKept })}
      />
      {label}
    </label>
    <p class="help">{help}</p>
    {value.isToBeKept && <NewPassphrase value={value} problems={problems} change={change} />}
  </div>
);

/** The fields for a new passphrase. */
export const NewPassphrase = ({
  value,
  problems,
  change,
}: {
  readonly value: Passphrases;
  readonly problems: DraftProblems;
  readonly change: (part: Partial<Passphrases>) => void;
}) => (
  <>
    <SecretField
      label={t('newPassphrase')}
      value={value.passphrase}
      help={t('help_passphrase')}
      problem={problems.passphrase && inWords(problems.passphrase)}
      onInput={(passphrase) => change({ passphrase })}
    />
    <SecretField
      label={t('passphraseAgain')}
      value={value.passphraseAgain}
      problem={problems.passphraseAgain && inWords(problems.passphraseAgain)}
      onInput={(passphraseAgain) => change({ passphraseAgain })}
    />
  </>
);
