import { useState } from 'preact/hooks';
import { t } from '../extension/words/text';
import { Button, type ButtonProps } from './button';

/** Copies something, and says whether it did. */
export function CopyButton(props: {
  readonly name: string;
  /** What it shows, where that is less than its name. */
  readonly children?: string;
  readonly copy: () => Promise<void>;
  readonly look?: ButtonProps['look'];
}) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = () =>
    props.copy().then(
      () => setState('copied'),
      () => setState('failed'),
    );
  return (
    <>
      <Button look={props.look ?? 'plain'} name={props.name} onPress={() => void copy()}>
        {props.children ?? props.name}
      </Button>
      <span class="help" role="status">
        {state === 'ready' ? '' : t(state)}
      </span>
    </>
  );
}
