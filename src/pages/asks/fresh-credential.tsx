import { useState } from 'preact/hooks';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { secretOf, toldAgain } from '../../setup/profiles/fresh-credential';
import type { ApiProfile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import type { Commands } from '../parts/commands';
import { GetCredential } from '../parts/get-credential';

/** A fresh token or Client Secret, right where the old one failed; the journey goes on at the same step. */
export function FreshCredential({
  profile,
  commands,
  isSmall,
  hasWay = false,
}: {
  profile: ApiProfile;
  commands: Commands;
  isSmall: boolean;
  /** What leads to where one is to be had stands above already. */
  hasWay?: boolean;
}) {
  const [text, setText] = useState('');
  const { label, help } = secretOf(profile);
  const told = toldAgain(profile, text);
  const problem = told ? told.problem : commands.fieldProblem;
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
        told={told?.says.map(inWords).join(' ') ?? ''}
        problem={problem && inWords(problem)}
        onInput={setText}
      />
      <div class="buttons">
        <Button look="primary" type="submit" disabled={commands.isBusy || text === ''}>
          {t('goOn')}
        </Button>
        {!hasWay && <GetCredential dashboard={profile.dashboard} entered={profile} />}
      </div>
    </form>
  );
}
