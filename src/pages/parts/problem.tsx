import type { ComponentChildren } from 'preact';
import { problemParams, saidWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { isRequest, type Problem } from '../../setup/problems';

/** What happened, what was said of it, why, and what to do; with the way there as buttons. */
export function ProblemAlert(props: {
  readonly problem: Problem;
  /** The name of the profile's dashboard; empty where the problem is not the dashboard's. */
  readonly dashboardName: string;
  /** The page's own heading, or the line above, says what happened. */
  readonly isHeadline?: boolean;
  /** What else can be done, as a sentence that follows. */
  readonly orElse?: string | undefined;
  readonly children?: ComponentChildren;
}) {
  const { problem, dashboardName, isHeadline = false, orElse, children } = props;
  const said = saidWords(problem);
  return (
    <div class={isRequest(problem) ? 'alert calm' : 'alert'} role="alert">
      {!isHeadline && <h2>{t(`problem_${problem.code}_what`, ...problemParams(problem, dashboardName))}</h2>}
      {said && <p>{said}</p>}
      <WhyAndWhatToDo problem={problem} dashboardName={dashboardName} orElse={orElse} />
      {children && <div class="buttons">{children}</div>}
    </div>
  );
}

/** What follows the word of what happened. */
export function WhyAndWhatToDo({
  problem,
  dashboardName,
  orElse,
}: Pick<Parameters<typeof ProblemAlert>[0], 'problem' | 'dashboardName' | 'orElse'>) {
  const params = problemParams(problem, dashboardName);
  return (
    <>
      <p>{t(`problem_${problem.code}_why`, ...params)}</p>
      <p>
        <strong>{t('alertTodo')}:</strong> {t(`problem_${problem.code}_todo`, ...params)}
        {orElse && ` ${orElse}`}
      </p>
    </>
  );
}
