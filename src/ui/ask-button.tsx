import { useState } from 'preact/hooks';
import { Button, type ButtonProps } from './button';
import { lazily } from './lazily';
import type { Asked } from './question';

const Question = lazily(
  () => import('./question'),
  (from) => from.Question,
);

/**
 * Does something that cannot be taken back: says what it costs, and does it after a second click. `question`: made on the first
 * click, for how things are then; undefined where it costs nothing, and there is nothing to ask.
 */
export function AskButton(props: {
  readonly name: string;
  readonly look?: ButtonProps['look'];
  readonly disabled?: boolean;
  readonly question: () => Promise<Asked | undefined> | Asked | undefined;
  /** What the second button is called. */
  readonly yes: string;
  /** How it looks; like a warning by default. */
  readonly yesLook?: ButtonProps['look'];
  readonly onYes: () => void;
}) {
  const { name, look = 'plain', disabled = false, question, yes, yesLook = 'danger', onYes } = props;
  const [asked, setAsked] = useState<Asked>();
  const press = async () => {
    const found = await question();
    if (found === undefined) onYes();
    else setAsked(found);
  };
  return (
    <>
      <Button look={look} disabled={disabled} onPress={() => void press()}>
        {name}
      </Button>
      {asked && (
        <Question
          {...asked}
          yes={yes}
          yesLook={yesLook}
          isBusy={disabled}
          onYes={() => {
            setAsked(undefined);
            onYes();
          }}
          onNo={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
