import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../extension/words/text';
import { Button, type ButtonProps } from './button';

/**
 * Does something that cannot be taken back: says what it costs, and does it after a second click.
 * `question`: asked on the first click, by what is so then; undefined where it costs nothing, and there is nothing to ask.
 */
export function AskButton(props: {
  readonly name: string;
  readonly look?: ButtonProps['look'];
  readonly disabled?: boolean;
  readonly question: () => Promise<ComponentChildren> | ComponentChildren;
  /** What the second button is called. */
  readonly yes: string;
  /** How it looks: like a warning unless told. */
  readonly yesLook?: ButtonProps['look'];
  readonly onYes: () => void;
}) {
  const { name, look = 'plain', disabled = false, question, yes, yesLook = 'danger', onYes } = props;
  const [asked, setAsked] = useState<ComponentChildren>();
  const press = async () => {
    const found = await question();
    if (found === undefined) onYes();
    else setAsked(found);
  };
  if (asked === undefined) {
    return (
      <Button look={look} disabled={disabled} onPress={() => void press()}>
        {name}
      </Button>
    );
  }
  return (
    <div class="hintbox asking" role="alert">
      {asked}
      <div class="buttons">
        <Button
          look={yesLook}
          disabled={disabled}
          onPress={() => {
            setAsked(undefined);
            onYes();
          }}
        >
          {yes}
        </Button>
        <Button onPress={() => setAsked(undefined)}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
