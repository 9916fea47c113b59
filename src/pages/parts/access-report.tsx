import type { Access, Feature } from '../../dashboards/session';
import { t } from '../../extension/words/text';
import { DoneIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';

const features: readonly Feature[] = ['setup', 'change', 'test', 'account', 'undo', 'domains', 'names'];

/** Feature by feature: which permissions of the dashboard's it needs, and whether they are there. */
export function AccessReport({
  access: { rights, corrected = {} },
  dashboardName,
  at,
}: {
  readonly access: Access;
  readonly dashboardName: string;
  /** The dashboard's address, where it differs from what was entered. */
  readonly at?: string | undefined;
}) {
  const lacking = rights.filter((each) => each.isGranted === false);
  const required = lacking.filter((each) => each.feature === 'setup').map((each) => each.scope);
  const isUntold = rights.some((each) => each.isGranted === undefined);
  const summary =
    required.length > 0
      ? t('accessLacking', required.join(', '))
      : t(isUntold ? 'accessUntold' : lacking.length > 0 ? 'accessPart' : 'accessGood');
  return (
    <div class="access">
      {at && <p>{t('foundElsewhere', at, dashboardName)}</p>}
      {Object.entries(corrected).map(([id, { value, says }]) => (
        <p key={id}>{t(says, value, dashboardName)}</p>
      ))}
      <p class={required.length > 0 ? 'verdict' : 'verdict enough'}>
        {required.length > 0 ? <StoppedIcon /> : <DoneIcon />}
        <strong>{summary}</strong>
      </p>
      {features.map((feature) => {
        const own = rights.filter((each) => each.feature === feature);
        if (own.length === 0) return null;
        const isMissing = own.some((each) => each.isGranted === false);
        return (
          <section key={feature}>
            <h3>{t(`feature_${feature}`)}</h3>
            {isMissing && <p class="help">{t(`without_${feature}`, dashboardName)}</p>}
            <ul aria-label={t(`feature_${feature}`)}>
              {own.map(({ scope, isGranted }) => (
                <li
                  key={scope}
                  data-state={
                    isGranted
                      ? 'granted'
                      : feature === 'setup' && isGranted === false
                        ? 'lacking'
                        : 'optional'
                  }
                >
                  {isGranted ? (
                    <DoneIcon name={t('granted')} />
                  ) : isGranted === undefined ? (
                    <WaitingIcon name={t('notTold')} />
                  ) : feature === 'setup' ? (
                    <StoppedIcon name={t('notGranted')} />
                  ) : (
                    <WaitingIcon name={t('notGranted')} />
                  )}
                  <code>{scope}</code>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
