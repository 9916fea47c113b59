import { useId, useState } from 'preact/hooks';
import { t } from '../extension/words/text';
import { Button } from './button';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly help?: string | undefined;
  /** What is known of its value, in place of the help; empty where that is nothing. */
  readonly told?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly onLeave?: (() => void) | undefined;
}

/** A text field with its help below, or what is wrong with it. */
export function TextField(props: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <Input {...props} id={id} />
      <Below id={id} {...props} />
    </div>
  );
}

/** A field for a secret: masked, with a button that shows it. */
export function SecretField(props: FieldProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <div class="secret">
        <Input {...props} id={id} secret={isShown ? 'shown' : 'masked'} />
        <Button name={t(isShown ? 'hide' : 'show', props.label)} onPress={() => setShown(!isShown)}>
          {t(isShown ? 'hideShort' : 'showShort')}
        </Button>
      </div>
      <Below id={id} {...props} />
    </div>
  );
}

/** It takes no password of a site's: password managers should neither offer one nor put one in. */
const noPassword = {
  autocomplete: 'new-password',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
  'data-bwignore': true,
};

function Input(props: FieldProps & { id: string; secret?: 'shown' | 'masked' }) {
  const { secret } = props;
  const common = {
    id: props.id,
    class: 'input',
    value: props.value,
    placeholder: props.placeholder,
    autocomplete: 'off',
    spellcheck: false,
    'aria-invalid': props.problem !== undefined,
    'aria-describedby': `${props.id}-below`,
    onInput: (event: { currentTarget: { value: string } }) => props.onInput(event.currentTarget.value),
    onBlur: props.onLeave,
  };
  const all = { ...common, ...(secret ? noPassword : {}) };
  return secret === 'masked' ? <input type="password" {...all} /> : <input type="text" {...all} />;
}

function Below({
  id,
  help,
  told,
  problem,
}: {
  id: string;
  help?: string | undefined;
  told?: string | undefined;
  problem?: string | undefined;
}) {
  return (
    <div id={`${id}-below`}>
      {problem !== undefined ? (
        <p class="problem" role="alert">
          {problem}
        </p>
      ) : (
        help && !told && <p class="help">{help}</p>
      )}
      {told !== undefined && (
        <p class="told" role="status">
          {problem === undefined && told}
        </p>
      )}
    </div>
  );
}

/** A choice of a few values, with its label and, below it, help to choose. */
export function Select(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        class="input"
        value={props.value}
        aria-describedby={`${id}-below`}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      <Below id={id} help={props.help} />
    </div>
  );
}
