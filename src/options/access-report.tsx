import type { Access } from '../dashboards/dashboard';
import { t } from '../extension/text';
import { DoneIcon, StoppedIcon, WaitingIcon } from '../ui/icons';

/** Each right of the credential: what for, and whether it is there. */
export function AccessReport({ access: { rights } }: { access: Access }) {
  const lacking = rights.filter((each) => !each.isGranted);
  const required = lacking.filter((each) => each.isRequired).map((each) => each.scope);
  const summary =
    required.length > 0
      ? t('accessLacking', required.join(', '))
      : t(lacking.length > 0 ? 'accessPart' : 'accessGood');
  return (
    <div class="access">
      <p>
        <strong>{summary}</strong>
      </p>
      <ul aria-label={t('rightsName')}>
        {rights.map(({ scope, purpose, isGranted, isRequired }) => (
          <li key={scope} data-state={isGranted ? 'granted' : isRequired ? 'lacking' : 'optional'}>
            {isGranted ? (
              <DoneIcon name={t('granted')} />
            ) : isRequired ? (
              <StoppedIcon name={t('notGranted')} />
            ) : (
              <WaitingIcon name={t('notGranted')} />
            )}
            <span>
              <code>{scope}</code> <span class="quiet">{t(`purpose_${purpose}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
