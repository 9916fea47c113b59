import type { Decision } from '../../extension/messages/schemas';
import { t } from '../../extension/words/text';
import type { Stage } from '../../setup/journey/journey';
import type { Commands } from '../parts/commands';
import { Choice, DifferenceTable } from './send';

/** What switching a connection on would change, and what follows from that. */
export function SwitchOn(props: {
  readonly stage: Extract<Stage, { kind: 'agreeing' }>;
  readonly dashboardName: string;
  readonly dashboardAt: string;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) {
  const { change } = props.stage;
  const isLogin = change.purpose === 'login';
  return (
    <section class="review">
      <h2>{t('reviewTitle')}</h2>
      <p>{t('switchWhy', props.dashboardAt, change.connectionName)}</p>
      <DifferenceTable>
        <tr>
          <th scope="row">
            {t(isLogin ? 'switch_login' : 'switch_thirdParty')} <code>{change.setting}</code>
          </th>
          <td>{t('switchOff')}</td>
          <td>{t('switchedOn')}</td>
        </tr>
      </DifferenceTable>
      <p>{isLogin ? t('switchThen_login') : t('switchThen_thirdParty', props.dashboardName)}</p>
      {change.key !== undefined && (
        <p>
          {t('switchKey')} <code>{change.key}</code>
        </p>
      )}
      <Choice {...props} agree={{ kind: 'switch-on-agreed', digest: change.digest }} />
    </section>
  );
}
