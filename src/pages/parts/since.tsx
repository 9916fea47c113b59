import type { OthersChanges } from '../../dashboards/session';
import { t } from '../../extension/words/text';

/** What has changed in a connection since a setup, other than by it, each with what an undo does about that. */
export function Since({ others, dashboardName }: { others: OthersChanges; dashboardName: string }) {
  const { what, options, isSecretTold } = others;
  const isNothing = what.length + options.length === 0;
  return (
    <>
      <p>{isNothing ? t('sinceNothing', dashboardName) : t('sinceLead')}</p>
      {!isNothing && (
        <ul>
          {what.map((each) => (
            <li key={each}>{t(`since_${each}`)}</li>
          ))}
          {options.map((each) => (
            <li key={each}>{t('sinceOption', each)}</li>
          ))}
        </ul>
      )}
      {!isSecretTold && <p>{t('sinceNoSecret', dashboardName)}</p>}
    </>
  );
}
