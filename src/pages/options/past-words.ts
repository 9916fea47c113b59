import { stepLabel } from '../../extension/words/journey';
import { titleOfProblem } from '../../extension/words/problem';
import { t, withDashboard } from '../../extension/words/text';
import type { Did } from '../../setup/journey/journey';
import { type End, type Past, whoDid } from '../../setup/past';
import { pointLabel } from '../parts/check-points';
import { jobWords } from '../parts/report';

/** Whether it came to a good end, a bad one, or one that is neither. */
export function verdictOf(end: End): 'good' | 'bad' | 'neither' {
  if (end.kind === 'works' || (end.kind === 'checked' && end.wrong.length + end.unknown.length === 0))
    return 'good';
  return end.kind === 'stopped' || (end.kind === 'checked' && end.wrong.length > 0) ? 'bad' : 'neither';
}

/** What it came to. `isThere`: it is still there, and can go on. */
export function endWords(end: End, dashboardName: string, isThere: boolean): string {
  const labels = (ids: Extract<End, { kind: 'checked' }>['wrong']) =>
    ids.map((id) => pointLabel(id, dashboardName)).join(', ');
  switch (end.kind) {
    case 'works':
      return t('pastWorks');
    case 'untested':
      return t('now_untested', dashboardName);
    case 'handed-over':
      return t('pastHandedOver', dashboardName);
    case 'undone':
      return t('undoneTitle');
    case 'open':
      return t(isThere ? 'pastUnderWay' : 'pastNotFinished');
    case 'stopped':
      return titleOfProblem(end, dashboardName);
    case 'checked':
      if (end.wrong.length > 0) return t('pastWrong', labels(end.wrong));
      return end.unknown.length > 0
        ? `${t('checkPart')}. ${t('checkNotChecked', labels(end.unknown))}`
        : t('checkGood');
  }
}

/** One step of it: who did it, where anybody did, and what that was. */
export function stepWords({ step, did, params }: Past['record'][number], dashboardName: string) {
  const who = whoDid(did);
  return {
    who: who && t(who === 'person' ? 'byYou' : 'title'),
    what: stepLabel(step, dashboardName),
    // Who logged in is not kept.
    note:
      step === 'test' && who
        ? t('pastWorks')
        : t(`did_${did as Did}`, ...withDashboard(params, dashboardName)),
  };
}

/** All of it as a text to take along, in JSON: times as in ISO 8601. */
export function historyFile(profileName: string, dashboardName: string, pasts: readonly Past[]): string {
  const time = (ms: number) => new Date(ms).toISOString();
  const content = {
    profile: profileName,
    dashboard: dashboardName,
    history: pasts.map((past) => ({
      what: jobWords(past),
      startedAt: time(past.startedAt),
      endedAt: past.end.kind === 'open' ? null : time(past.changedAt),
      workspace: past.workspace,
      cameTo: { kind: past.end.kind, words: endWords(past.end, dashboardName, false) },
      steps: past.record.map((each) => {
        const { who, what, note } = stepWords(each, dashboardName);
        return { at: time(each.at), by: who ?? null, step: what, did: note };
      }),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
