import type { ComponentChildren } from 'preact';
import { t } from '../../extension/words/text';
import type { Draft, DraftField } from '../../setup/profiles/draft';
import { SecretField, Select, TextField } from '../../ui/fields';

/** How the extension signs in to a dashboard's API, and the credential for it. */
export function SignInFields(props: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly said: (field: DraftField) => string | undefined;
  /** Below the Token, or the Client Secret. */
  readonly secretHelp: string | undefined;
  readonly clientIdHelp?: string;
  /** Between the way to sign in and its fields. */
  readonly children?: ComponentChildren;
}) {
  const { draft, change, said, secretHelp } = props;
  return (
    <>
      <Select
        label={t('signInWith')}
        value={draft.signIn}
        options={[
          { value: 'token', label: t('signIn_token') },
          { value: 'machine', label: t('signIn_machine') },
        ]}
        onChange={(value) => change({ signIn: value === 'machine' ? 'machine' : 'token' })}
      />
      {props.children}
      {draft.signIn === 'token' ? (
        <SecretField
          label={t('token')}
          value={draft.token}
          help={secretHelp}
          problem={said('token')}
          onInput={(token) => change({ token })}
        />
      ) : (
        <>
          <TextField
            label={t('clientId')}
            value={draft.clientId}
            help={props.clientIdHelp}
            problem={said('clientId')}
            onInput={(clientId) => change({ clientId })}
          />
          <SecretField
            label={t('clientSecret')}
            value={draft.clientSecret}
            help={secretHelp}
            problem={said('clientSecret')}
            onInput={(clientSecret) => change({ clientSecret })}
          />
        </>
      )}
    </>
  );
}
