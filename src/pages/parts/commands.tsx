import { useEffect, useState } from 'preact/hooks';
import type { Said } from '../../dashboards/words';
import { ask } from '../../extension/messages/ask';
import type { CommandAnswer, Decision, PageMessage } from '../../extension/messages/schemas';
import { keptAside, keptJourney } from '../../extension/store/journey';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isLook } from '../../setup/journey/standing';
import type { Problem } from '../../setup/problems';
import type { Profile } from '../../setup/profiles/profile';
import { AskButton } from '../../ui/ask-button';
import { useKept } from './use-stored';

/** Commands to the background, and what came of the last one. */
export interface Commands {
  readonly refusal: Problem | undefined;
  /** What is wrong with what was entered with the last command. */
  readonly fieldProblem: Said | undefined;
  readonly isBusy: boolean;
  readonly run: (message: PageMessage) => Promise<void>;
  /** Sends the last command once more. */
  readonly repeat: () => Promise<void>;
}

/** Sends commands, one at a time, and keeps what was refused. */
export function useCommands(): Commands {
  const [answer, setAnswer] = useState<CommandAnswer>({ kind: 'done' });
  const [isBusy, setBusy] = useState(false);
  const [last, setLast] = useState<PageMessage>();
  const run = async (message: PageMessage) => {
    setBusy(true);
    setLast(message);
    setAnswer({ kind: 'done' });
    setAnswer(await ask(message));
    setBusy(false);
  };
  return {
    refusal: answer.kind === 'refused' ? answer.problem : undefined,
    fieldProblem: answer.kind === 'field' ? answer.problem : undefined,
    isBusy,
    run,
    repeat: async () => {
      if (last) await run(last);
    },
  };
}

/** Tells the background what the person decided about a journey. */
export const decideOn =
  ({ id }: Journey, { run }: Commands) =>
  (event: Decision): void =>
    void run({ type: 'journey/decided', journeyId: id, event });

/** Wakes a background that was stopped in the middle, as soon as somebody looks. */
export function useWakeBackground(): void {
  useEffect(() => void ask({ type: 'setup/go-on' }), []);
}

/** Starts a journey; asks first where that costs something of the one before, and says what a new Secret takes. */
export function StartButton({
  mode,
  commands,
  look = 'primary',
  children,
}: {
  readonly mode: Journey['mode'];
  readonly commands: Commands;
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly children: string;
}) {
  const present = useKept(keptJourney);
  const aside = useKept(keptAside);
  const isFirst = present && aside && !present.value && !aside.value;
  // A popup may close as soon as its button is pressed: with nothing to ask, the command is on its way by then.
  const isFree = (isFirst && mode !== 'renew') || (isLook({ mode }) && !present?.value?.switchedFor);
  return (
    <AskButton
      name={children}
      look={look}
      disabled={commands.isBusy}
      question={async () => (isFree ? undefined : (await import('../asks/losses')).askToStart(mode))}
      yes={children}
      yesLook={mode === 'renew' ? 'primary' : 'danger'}
      onYes={() => void commands.run({ type: 'setup/start', mode })}
    />
  );
}

/** Discards a setup; asks first where something would be lost with it. */
export const DiscardButton = (props: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
}) => (
  <AskButton
    name={t('discard')}
    look="quiet"
    disabled={props.commands.isBusy}
    question={async () => (await import('../asks/losses')).askToDiscard(props.journey, props.profile)}
    yes={t('discard')}
    onYes={() => void props.commands.run({ type: 'setup/discard', journeyId: props.journey.id })}
  />
);
