import { useState } from 'preact/hooks';
import { readingWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { Button } from '../../ui/button';
import { SecretField, TextField } from '../../ui/fields';
import type { Commands } from '../parts/commands';

/** Key and Secret by hand, where they could not be read. `look`: plain where something else stands out. */
export function Paste({
  commands,
  look = 'primary',
}: {
  readonly commands: Commands;
  readonly look?: 'primary' | 'plain';
}) {
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [reason] = commands.refusal?.code === 'pairUnreadable' ? commands.refusal.params : [];
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    void commands.run({ type: 'pair/paste', key, secret });
  };
  return (
    <form class="review" onSubmit={paste}>
      <h2>{t('pasteTitle')}</h2>
      <p class="help">{t('pasteWhy')}</p>
      <TextField label={t('key')} value={key} onInput={setKey} />
      <SecretField
        label={t('secret')}
        value={secret}
        problem={reason && t('pasteWrong', readingWords(reason))}
        onInput={setSecret}
      />
      <div class="buttons">
        <Button look={look} type="submit" disabled={commands.isBusy || key === '' || secret === ''}>
          {t('usePair')}
        </Button>
      </div>
    </form>
  );
}
