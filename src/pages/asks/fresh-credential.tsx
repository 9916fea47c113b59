import { useState } from 'preact/hooks';
import { keptOwn } from '../../extension/store/own-access';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { secretOf, toldAgain } from '../../setup/profiles/fresh-credential';
import { hasOwn } from '../../setup/profiles/own-access';
import type { ApiProfile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { SecretField } from '../../ui/fields';
import type { Commands } from '../parts/commands';
import { GetCredential } from '../parts/get-credential';
import { useKept } from '../parts/use-stored';

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
  /** Whether the way to a new one is already shown above. */
  hasWay?: boolean;
}) {
  const [text, setText] = useState('');
  const { label, help } = secretOf(profile);
  // Nobody has ever seen its Secret, and there is no need to.
  const noted = useKept(keptOwn)?.value?.[profile.id];
  const isOwn = noted !== undefined && hasOwn(profile, noted.id);
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
        help={isOwn ? t('ownSecretHelp') : help && !isSmall ? inWords(help) : undefined}
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
