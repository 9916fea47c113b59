import type { ComponentChildren } from 'preact';
import type { ApiAbout } from '../../dashboards/about';
import type { Decision } from '../../extension/messages/schemas';
import { t } from '../../extension/words/text';
import type { Journey, Stage } from '../../setup/journey/journey';
import { Button } from '../../ui/button';
import { ClientShown } from '../parts/client';
import type { Commands } from '../parts/commands';

/** What is there before a change and after it, one row each. */
export const DifferenceTable = ({ children }: { readonly children: ComponentChildren }) => (
  <table class="difference">
    <thead>
      <tr>
        <th scope="col">{t('reviewWhat')}</th>
        <th scope="col">{t('reviewBefore')}</th>
        <th scope="col">{t('reviewAfter')}</th>
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
);

/** What would change in an existing connection. */
export function Review(props: {
  readonly journey: Journey;
  readonly stage: Extract<Stage, { kind: 'reviewing' }>;
  readonly dashboardAt: string;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) {
  const { difference } = props.stage;
  const list = (texts: readonly string[]) => (texts.length > 0 ? texts.join(', ') : t('reviewNone'));
  return (
    <section class="review">
      <h2>{t('reviewTitle')}</h2>
      <p>{t('reviewWhy', props.dashboardAt, difference.connectionName)}</p>
      {props.journey.mode === 'renew' && <p>{t('reviewRenew')}</p>}
      <DifferenceTable>
        <tr>
          <th scope="row">{t('reviewKey')}</th>
          <td>
            <code>{difference.oldKey ?? '–'}</code>
          </td>
          <td>
            <code>{difference.newKey}</code>
          </td>
        </tr>
        <tr>
          <th scope="row">{t('reviewSecret')}</th>
          <td>••••</td>
          <td>{t('reviewSecretReplaced')}</td>
        </tr>
      </DifferenceTable>
      <p>
        {t('reviewAdded')}: {list(difference.scopesAdded)}
        <br />
        {t('reviewRemoved')}: {list(difference.scopesRemoved)}
        <br />
        {t('reviewKept')}: {list(difference.optionsKept)}
      </p>
      <ClientShown journey={props.journey} commands={props.commands} isKeyAbove />
      <Choice {...props} agree={{ kind: 'change-agreed', digest: difference.digest }} />
    </section>
  );
}

/** The dashboard refused the Client ID: what would be made in place of its own kind of connection. */
export const Offer = (props: {
  readonly dashboardAt: string;
  readonly offered: NonNullable<ApiAbout['alternative']>;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="review">
    <h2>{t('reviewTitle')}</h2>
    <p>{t(props.offered.what, props.dashboardAt)}</p>
    <p>{t(props.offered.why, props.dashboardAt)}</p>
    <Choice {...props} agree={{ kind: 'general-agreed' }} />
  </section>
);

/** To agree to what is shown, or to leave it as it is. */
export const Choice = (props: {
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
  readonly agree: Decision;
}) => (
  <div class="buttons">
    <Button look="primary" disabled={props.commands.isBusy} onPress={() => props.decide(props.agree)}>
      {t('apply')}
    </Button>
    <Button disabled={props.commands.isBusy} onPress={() => props.decide({ kind: 'change-declined' })}>
      {t('keep')}
    </Button>
  </div>
);
