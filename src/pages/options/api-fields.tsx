import type { ComponentChildren } from 'preact';
import { type ApiDashboardId, apiDashboards } from '../../dashboards';
import { readHost } from '../../dashboards/host';
import type { Access } from '../../dashboards/session';
import { t } from '../../extension/words/text';
import type { Draft, DraftField } from '../../setup/profiles/draft';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { SignInFields } from '../parts/sign-in-fields';

interface ApiFieldsProps {
  readonly id: ApiDashboardId;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly said: (field: DraftField) => string | undefined;
  /** Said in place of a credential that is kept. */
  readonly kept: string | undefined;
  /** Whether the credential is kept for longer. */
  readonly keeping: ComponentChildren;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  /** What the check found. */
  readonly children: ComponentChildren;
}

/** How the extension reaches a dashboard's API. */
export function ApiFields(props: ApiFieldsProps) {
  const { id, draft, change, said, kept } = props;
  return (
    <section>
      <h2>{t('groupAccess')}</h2>
      <TextField
        label={t('domain')}
        value={draft.domain}
        help={t('help_domain')}
        problem={said('domain')}
        onInput={(domain) => change({ domain })}
        onLeave={() => {
          const read = apiDashboards[id].settings.readAddress(draft.domain);
          if (read.kind === 'ok' && read.value !== draft.domain) change({ domain: read.value });
        }}
      />
      <SignInFields
        draft={draft}
        change={change}
        said={said}
        secretHelp={kept ?? (draft.signIn === 'token' ? t('help_token') : undefined)}
        clientIdHelp={t('help_machine')}
      />
      {props.keeping}
      <div class="buttons">
        <Button onPress={props.onCheck} disabled={props.isChecking}>
          {t('checkAccess')}
        </Button>
      </div>
      {props.children}
    </section>
  );
}

/** The domain on which logins start; after a check, the ones that the dashboard has to choose from. */
export function CallbackDomain({
  draft,
  access,
  change,
  said,
}: Pick<ApiFieldsProps, 'draft' | 'change' | 'said'> & { readonly access: Access | undefined }) {
  /** Letters of other alphabets look like others: such a domain is shown as the network knows it. */
  const isForeign = /(?:^|\.)xn--/.test(draft.loginDomain);
  return (
    <>
      <TextField
        label={t('callbackDomain')}
        value={draft.loginDomain}
        help={isForeign ? t('help_foreign', draft.loginDomain) : t('help_callback')}
        placeholder={draft.domain}
        problem={said('loginDomain')}
        onInput={(loginDomain) => change({ loginDomain })}
        onLeave={() => {
          const host = readHost(draft.loginDomain);
          if (host !== undefined && host !== draft.loginDomain) change({ loginDomain: host });
        }}
      />
      {access && access.loginDomains.length > 1 && (
        <div class="buttons">
          {access.loginDomains.map((each) => (
            <Button key={each} onPress={() => change({ loginDomain: each })}>
              {each}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
