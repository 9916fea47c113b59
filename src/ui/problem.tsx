import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../extension/text';
import type { Problem } from '../setup/diagnose';

/** Why a pair could not be read, in words. */
export const readingWords = (reason: string): string =>
  t(`pair_${reason.replaceAll('-', '_')}` as MessageKey) || reason;

/** What happened, why, and what to do; with the way there as buttons. */
export function ProblemAlert({ problem, children }: { problem: Problem; children?: ComponentChildren }) {
  const params = problem.code === 'pairUnreadable' ? problem.params.map(readingWords) : problem.params;
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
