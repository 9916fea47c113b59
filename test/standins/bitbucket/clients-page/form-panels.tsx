/** @jsxImportSource react */
import Checkbox from '@atlaskit/checkbox';
import { ErrorMessage, Field, Fieldset, HelperMessage } from '@atlaskit/form';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import type { ReactNode } from 'react';
import type { Draft } from './clients-api';
import { impliedBy, toggled } from './implied';
import css from './page.module.css';
import { say, start } from './start';

export interface PanelProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** A text of the form. The form holds what is typed; the draft is what it starts from. */
function TextField(props: {
  name: 'name' | 'callbackUrl' | 'privacyPolicyUrl' | 'eulaUrl';
  label: string;
  draft: Draft;
  help?: string;
  isRequired?: boolean;
}): ReactNode {
  return (
    <div className={css.field}>
      <Field<string>
        name={props.name}
        label={say(props.label)}
        defaultValue={props.draft[props.name]}
        isRequired={props.isRequired ?? false}
      >
        {({ fieldProps, error }) => (
          <>
            <Textfield {...fieldProps} />
            {error ? (
              <ErrorMessage>{say(error)}</ErrorMessage>
            ) : (
              props.help && <HelperMessage>{props.help}</HelperMessage>
            )}
          </>
        )}
      </Field>
    </div>
  );
}

export function DetailsPanel({ draft }: PanelProps): ReactNode {
  return (
    <>
      <TextField name="name" label="Name" draft={draft} isRequired />
      <div className={css.field}>
        <Field<string, HTMLTextAreaElement>
          name="description"
          label={say('Description')}
          defaultValue={draft.description}
        >
          {({ fieldProps }) => <TextArea {...fieldProps} minimumRows={3} />}
        </Field>
      </div>
      <TextField
        name="eulaUrl"
        label="End user license agreement URL"
        draft={draft}
        help="Optional URL where users can read your application’s end user license agreement."
      />
      <TextField
        name="privacyPolicyUrl"
        label="Privacy policy URL"
        draft={draft}
        help="Optional URL where users can read your application’s privacy policy."
      />
    </>
  );
}

export function AuthorizationPanel({ draft, change }: PanelProps): ReactNode {
  const { authorizationCode, clientCredentials } = draft;
  return (
    <>
      <Fieldset legend={say('Grant types')}>
        <Checkbox
          label={say('Authorization code')}
          isChecked={authorizationCode}
          onChange={(event) => change({ authorizationCode: event.currentTarget.checked })}
        />
        <Checkbox
          label={say('Refresh token')}
          isChecked={authorizationCode}
          isDisabled={authorizationCode}
          onChange={() => {}}
        />
        <Checkbox
          label={say('Client credentials')}
          isChecked={clientCredentials}
          onChange={(event) => change({ clientCredentials: event.currentTarget.checked })}
        />
      </Fieldset>
      {authorizationCode && (
        <TextField
          name="callbackUrl"
          label="Callback URL"
          draft={draft}
          help="URL users will be redirected to after access authorization."
        />
      )}
    </>
  );
}

export function ScopesPanel({ draft, change }: PanelProps): ReactNode {
  const implied = impliedBy(draft.scopes);
  return (
    <div className={css.columns}>
      {start.columns.map((column) => (
        <div key={column[0]?.label}>
          {column.map((group) => (
            <Fieldset key={group.label} legend={say(group.label)}>
              {group.boxes.map(({ scope, label }) => (
                <Checkbox
                  key={scope}
                  label={say(label)}
                  isChecked={implied.has(scope) || draft.scopes.includes(scope)}
                  isDisabled={implied.has(scope)}
                  onChange={(event) =>
                    change({ scopes: toggled(draft.scopes, scope, event.currentTarget.checked) })
                  }
                />
              ))}
            </Fieldset>
          ))}
        </div>
      ))}
    </div>
  );
}
