import { useState } from 'preact/hooks';
import { fieldWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { type ApiProfile, secretOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import type { Commands } from '../parts/commands';

/** A fresh token or Client Secret, right where the old one failed; the journey goes on at the same step. */
export function FreshCredential({
  profile,
  commands,
  isSmall,
}: {
  profile: ApiProfile;
  commands: Commands;
  isSmall: boolean;
}) {
  const [text, setText] = useState('');
  const { label, help } = secretOf(profile);
  return (
    <form
      class="review"
      onSubmit={(event) => {
        event.preventDefault();
        void commands.run({ type: 'credential/enter', text });
      }}
    >
      <SecretField
        label={t(label)}
        value={text}
        help={help && !isSmall ? t(help) : undefined}
        problem={commands.fieldProblem && fieldWords(commands.fieldProblem)}
        onInput={setText}
      />
      <div class="buttons">
        <Button look="primary" type="submit" disabled={commands.isBusy || text === ''}>
          {t('goOn')}
        </Button>
      </div>
    </form>
  );
}
