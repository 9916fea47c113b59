import { useState } from 'preact/hooks';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { secretOf } from '../../setup/profiles/fresh-credential';
import type { ApiProfile } from '../../setup/profiles/profile';
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
        help={help && !isSmall ? inWords(help) : undefined}
        problem={commands.fieldProblem && inWords(commands.fieldProblem)}
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
