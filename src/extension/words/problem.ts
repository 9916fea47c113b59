import { type Problem, withOtherWay } from '../../setup/problems';
import { quotable } from './bitbucket';
import { type MessageKey, t, withDashboard } from './text';
import { durationWords } from './times';

/** Why a pair could not be read, in words. */
export const readingWords = (reason: string): string =>
  t(`pair_${reason.replaceAll('-', '_')}` as MessageKey) || reason;

/** What a site, or the browser, said as it refused something, quoted; empty where nothing came with the problem. */
export function saidWords({ said }: Pick<Problem, 'said'>): string {
  if (!said) return '';
  const { by, code } = said;
  const text = quotable(said.text);
  if (by === '') return text && t('browserSays', text);
  if (text === '') return code && t('saysNothing', by, code);
  return code === '' ? t('says', by, text) : t('saysWithCode', by, text, code);
}

/** What happened, as the heading of a page. */
export const titleOfProblem = (problem: Pick<Problem, 'code' | 'params'>, dashboardName: string): string =>
  t(`problem_${problem.code}_what`, ...problemParams(problem, dashboardName)).replace(/[.。]$/, '');

/** What happened, and what was said of it, where the rest stands elsewhere. */
export const happenedWords = (problem: Problem, dashboardName: string): string =>
  [t(`problem_${problem.code}_what`, ...problemParams(problem, dashboardName)), saidWords(problem)]
    .filter(Boolean)
    .join(' ');

/** The params of a problem's messages, with the dashboard's name: empty for a problem that no dashboard has a part in. */
export const problemParams = (problem: Pick<Problem, 'code' | 'params'>, dashboardName: string): string[] =>
  withDashboard(ownParams(problem), dashboardName);

/** Codes of a reading, what was being done, a choice, and seconds become words. */
function ownParams({ code, params }: Pick<Problem, 'code' | 'params'>): readonly string[] {
  const [first = '', ...more] = params;
  if (code === 'refused') return [t(`doing_${first}` as MessageKey) || first, ...more];
  if (withOtherWay.includes(code)) return [t(first as MessageKey) || first, ...more];
  if (code === 'loginOtherUser') {
    const [names = ''] = more;
    return [first, names === '' ? t('strayNotKnown') : t('straySince', names)];
  }
  if (code === 'pairUnreadable') return params.map(readingWords);
  return code === 'rateLimited' || code === 'clockDiffers'
    ? params.map((seconds) => durationWords(Number(seconds)))
    : params;
}
