/** @jsxImportSource react */
import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form';
import ModalDialog, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import Textfield from '@atlaskit/textfield';
import { type ReactNode, useId, useState } from 'react';
import { Opening } from './opening';
import css from './page.module.css';
import { type Pair, say, start } from './start';
import { type PairValue, usePairSteps } from './use-pair-steps';
import { useIsPairThere } from './use-place';

function CopyButton(props: { value: string }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(props.value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return <Button onClick={() => void copy()}>{say(isCopied ? 'Copied' : 'Copy')}</Button>;
}

function Value(props: { shown: PairValue; reveal: () => void }): ReactNode {
  const { label, value, shows } = props.shown;
  return (
    <div>
      <dt>{say(label)}</dt>
      <dd>
        {shows !== 'nothing' && (
          <code className={css.value}>{shows === 'dots' ? '••••••••••••••••' : value}</code>
        )}
        {shows === 'dots' ? (
          <Button onClick={props.reveal}>{say('Show')}</Button>
        ) : (
          <CopyButton value={value} />
        )}
      </dd>
    </div>
  );
}

function ValueField({ label, value }: PairValue): ReactNode {
  const id = useId();
  return (
    <div>
      <Label htmlFor={id}>{say(label)}</Label>
      <Textfield id={id} isReadOnly value={value} elemAfterInput={<CopyButton value={value} />} />
    </div>
  );
}

function Values({ values, reveal }: ReturnType<typeof usePairSteps>): ReactNode {
  const advice = (
    <p>{say('Copy the client ID and secret now. For security reasons the secret won’t be shown again.')}</p>
  );
  if (start.settings.pairAs === 'fields') {
    return (
      <>
        {advice}
        <div className={css.pair}>
          {values.map((each) => (
            <ValueField key={each.label} {...each} />
          ))}
        </div>
      </>
    );
  }
  return (
    <>
      {advice}
      <dl className={css.pair}>
        {values.map((each) => (
          <Value key={each.label} shown={each} reveal={reveal} />
        ))}
      </dl>
    </>
  );
}

function Onward(props: { steps: ReturnType<typeof usePairSteps>; onClose: () => void }): ReactNode {
  const { isLast, next } = props.steps;
  return (
    <Button appearance="primary" onClick={isLast ? props.onClose : next}>
      {say(isLast ? 'Done' : 'Next')}
    </Button>
  );
}

function OpenDialog(props: { pair: Pair; onClose: () => void }): ReactNode {
  const steps = usePairSteps(props.pair);
  return (
    // A click outside the dialog would lose the secret.
    <ModalDialog width="medium" shouldCloseOnOverlayClick={false} onClose={props.onClose}>
      <ModalHeader hasCloseButton>
        <ModalTitle>{say('OAuth client created')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Values {...steps} />
      </ModalBody>
      <ModalFooter>
        <Onward steps={steps} onClose={props.onClose} />
      </ModalFooter>
    </ModalDialog>
  );
}

/** The dialog with a new client's pair, over whatever the page shows. */
export const CreatedDialog = (props: { pair: Pair | undefined; onClose: () => void }): ReactNode => (
  <ModalTransition>{props.pair && <OpenDialog pair={props.pair} onClose={props.onClose} />}</ModalTransition>
);

/** The same on a page of its own. */
export function CreatedPage(props: { pair: Pair; onClose: () => void }): ReactNode {
  const steps = usePairSteps(props.pair);
  const isThere = useIsPairThere();
  return (
    <>
      <h1 className={css.title}>{say('OAuth client created')}</h1>
      {isThere ? <Values {...steps} /> : <Opening />}
      {isThere && (
        <div className={css.done}>
          <Onward steps={steps} onClose={props.onClose} />
        </div>
      )}
    </>
  );
}
