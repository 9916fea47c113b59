import type { Journey } from '../../setup/journey/journey';
import type { StepId } from '../../setup/journey/steps';
import { t } from './text';

/** What a step is called. */
export const stepLabel = (step: StepId, dashboardName: string): string =>
  step === 'send' ? t('step_send', dashboardName) : t(`step_${step}`);

/** What is going on, in one sentence. */
export function noteOf(
  { stage, pause, points }: Journey,
  dashboardName: string,
  loginName: string | undefined,
): string {
  if (pause) return '';
  switch (stage.kind) {
    case 'finding':
      return t(
        stage.waiting === 'login'
          ? 'now_login'
          : stage.waiting === 'workspace'
            ? 'now_workspace'
            : 'now_finding',
      );
    case 'creating':
      return stage.isFilled ? t('now_filled') : t('now_opening');
    case 'capturing':
      if (stage.name === undefined) return t('now_choosing');
      return stage.shownIn === 'dialog' ? t('now_awaiting', stage.name) : t('now_capturing');
    case 'checking':
      return t('now_checking');
    case 'confirming':
      return t('now_confirming', dashboardName);
    case 'sending':
      return t('now_sending');
    case 'picking':
      return t('now_picking', dashboardName);
    case 'reviewing':
      return t('now_reviewing', dashboardName);
    case 'offering':
      return t('now_offering', dashboardName);
    case 'handing':
      return t('now_handing', dashboardName);
    case 'enabling':
      return t('now_enabling');
    case 'inspecting':
      return t('now_inspecting');
    case 'comparing':
      return t('now_comparing');
    case 'testing':
      return t(stage.phase === 'open' ? 'now_login_open' : 'now_testing');
    case 'trying':
      return t('now_trying', dashboardName);
    case 'undoing':
      return t('now_undoing', dashboardName);
    case 'undone':
      return t('now_undone', dashboardName);
    case 'done':
      if (points) return t('now_checked');
      return loginName === undefined ? t('now_done_here', dashboardName) : t('now_done', loginName);
    case 'stopped':
      return '';
  }
}
