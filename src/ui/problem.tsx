import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../extension/text';
import type { Problem } from '../setup/diagnose';

/** The params of a problem as they are shown: codes of a reading become words. */
function shownParams({ code, params }: Problem): string[] {
  if (code !== 'pairUnreadable') return params;
  return params.map((reason) => t(`pair_${reason.replaceAll('-', '_')}` as MessageKey) || reason);
}

/** What happened, why, and what to do; with the way there as buttons. */
export function ProblemAlert({ problem, children }: { problem: Problem; children?: ComponentChildren }) {
  const params = shownParams(problem);
  return (
    <div class="alert" role="alert">
      <h2>{t(`problem_${problem.code}_what`, ...params)}</h2>
      <p>{t(`problem_${problem.code}_why`, ...params)}</p>
      <p>
        <strong>{t('alertTodo')}:</strong> {t(`problem_${problem.code}_todo`, ...params)}
      </p>
      {children && <div class="buttons">{children}</div>}
    </div>
  );
}
