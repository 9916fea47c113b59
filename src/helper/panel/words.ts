import type { FormItem, ItemState } from '../../bitbucket/form';
import { permissionOf, scopes } from '../../bitbucket/scopes';
import { quotable } from '../../extension/words/bitbucket';
import { stepLabel } from '../../extension/words/journey';
import { problemParams, readingWords } from '../../extension/words/problem';
import { type MessageKey, t } from '../../extension/words/text';
import type { Problem } from '../../setup/problems';
import type { FormSheet, PanelState, PanelTerms } from './state';

/** The panel's words: each says what was looked at just now. */

interface Words {
  readonly says: string;
  readonly isTrouble?: boolean;
}

/** What the pair, and its first half, are called on the pages that were seen. */
export const pairWords = ({ generation }: PanelTerms): string => t(`pairName_${generation}`);
const keyWords = ({ generation }: PanelTerms): string => t(`keyName_${generation}`);

/** What an item of the form is called, as Bitbucket's form has it. */
export const itemLabel = (item: FormItem): string => {
  const scope = scopes.find((each) => each === item);
  if (!scope) return t(`item_${item}` as MessageKey);
  const { group, label } = permissionOf(scope);
  return `${group}: ${label}`;
};

/** The dashboard does not care what a consumer is called or says of itself: there the person's own words are right. */
const isFree = (item: FormItem): boolean => ['name', 'description', 'url'].includes(item);

/** What is said of an item; `own`: as the person wants it. */
export type ShownState = ItemState['state'] | 'own';

/** How an item stands, as the person reads it. */
export const shownState = ({ item, state }: Pick<ItemState, 'item' | 'state'>): ShownState =>
  isFree(item) && item !== 'name' && state === 'open'
    ? 'own'
    : isFree(item) && state === 'kept'
      ? 'own'
      : !isFree(item) && state === 'there'
        ? 'kept'
        : state;

/** What keeps a form from being what the dashboard needs, including what nobody has looked at yet. */
const lacking = ({ items, needed }: FormSheet): readonly FormItem[] =>
  needed.filter((item) => {
    const found = items.find((each) => each.item === item);
    return !found || ['open', 'missing', 'kept'].includes(shownState(found));
  });

const formWords = (sheet: FormSheet): string => {
  const lacks = lacking(sheet).map(itemLabel);
  return lacks.length === 0 ? t('helperForm') : t('helperFormLacks', lacks.join(', '));
};

/** What the panel says in a state. */
export function wordsOf(state: Exclude<PanelState, { kind: 'hidden' }>, terms: PanelTerms): Words {
  const pair = pairWords(terms);
  switch (state.kind) {
    case 'introduce':
      return { says: t('helperIntroduce') };
    case 'offer':
      return { says: t('helperOffer', terms.dashboardName) };
    case 'redirect':
      return { says: t('helperWrongPlace') };
    case 'elsewhere':
      return { says: t('helperElsewhere', state.here, state.wantedWorkspace), isTrouble: true };
    case 'log-in':
      return { says: t('helperLogIn') };
    case 'ask':
      return askWords(state, pair);
    case 'translated':
      return { says: t('helperTranslated'), isTrouble: true };
    case 'list-waits':
      return state.reason === 'loading'
        ? { says: t('helperListLoading') }
        : { says: t('helperListFailed', quotable(state.says)), isTrouble: true };
    case 'pointing':
      return { says: state.step === 'key' ? t('helperPointKey', keyWords(terms)) : t('helperPointSecret') };
    case 'putting':
      return { says: t('helperPutting', itemLabel(state.item)) };
    case 'half':
      return { says: t('helperHalf', keyWords(terms)) };
    case 'busy':
      return { says: busyWords(state.what, pair) };
    case 'form':
      return { says: state.isUndone ? t('helperUndone') : formWords(state.sheet) };
    case 'not-saved':
      return {
        says: state.isPart ? t('helperNotSeen', state.consumerName, pair) : t('helperNotSaved'),
      };
    case 'choose-workspace':
      return {
        says:
          state.found.length > 0 ? t('helperWhichWorkspace', state.found.join(', ')) : t('helperWorkspace'),
      };
    case 'awaiting':
      return { says: t('helperAwaiting', state.consumerName, pair) };
    case 'kept': {
      const kept = t('helperKept', pair, state.keyHint);
      return { says: state.isShown ? `${kept} ${t('helperMayClose')}` : kept };
    }
    case 'waiting':
      return { says: t('helperWaiting', pair) };
    case 'under-way':
      return { says: t('helperUnderWay', pair) };
    case 'retire':
      return { says: retireWords(state, terms) };
    case 'trouble':
      return { says: troubleWords(state.trouble, pair), isTrouble: true };
    case 'unreadable':
      return { says: unreadableWords(state, pair), isTrouble: true };
    case 'follow':
      return followWords(state, terms.dashboardName);
  }
}

function askWords({ sheet, isForeign }: Extract<PanelState, { kind: 'ask' }>, pair: string): Words {
  if (sheet && lacking(sheet).length === 0) return { says: t('helperAskComplete') };
  const says = sheet ? t('helperAskForm') : t('helperAsk', pair);
  return { says: isForeign ? `${says} ${t('helperEnglish')}` : says, isTrouble: true };
}

function busyWords(what: Extract<PanelState, { kind: 'busy' }>['what'], pair: string): string {
  switch (what) {
    case 'opening':
      return t('helperOpening');
    case 'filling':
      return t('helperFilling');
    case 'reading':
      return t('helperReading', pair);
    case 'reading-shown':
      return t('helperReadingShown', pair);
  }
}

function retireWords(
  { is, key, name }: Extract<PanelState, { kind: 'retire' }>,
  { workspace }: PanelTerms,
): string {
  switch (is) {
    case 'looking':
      return t('helperRetireLooking');
    case 'there':
      return t('helperRetire', name);
    case 'absent':
      return `${t('now_deleting_absent', key, workspace)} ${t('helperRetireSay')}`;
    case 'unread':
      return `${t('now_deleting_unread', key)} ${t('helperRetireSay')}`;
  }
}

function troubleWords(trouble: Extract<PanelState, { kind: 'trouble' }>['trouble'], pair: string): string {
  switch (trouble) {
    case 'not-kept':
      return t('helperNotKept', pair);
    case 'open-a-row':
      return t('helperOpenRow', pair);
    case 'updated':
      return t('helperUpdated');
    case 'covered':
      return t('helperCovered');
    case 'no-answer':
      return t('helperNoAnswer');
  }
}

/** Why it could not be read, and what to do while the page still shows it. */
function unreadableWords(
  { reason, isShownOnce }: Extract<PanelState, { kind: 'unreadable' }>,
  pair: string,
): string {
  if (reason === 'behind-copy') return t('helperBehindCopy', pair);
  const why = t('helperUnreadable', pair, readingWords(reason));
  return isShownOnce ? `${why} ${t('helperKeepOpen')}` : `${why} ${t('helperSelectOrPaste')}`;
}

function followWords(state: Extract<PanelState, { kind: 'follow' }>, dashboardName: string): Words {
  switch (state.state) {
    case 'works':
      return { says: t('helperDone') };
    case 'handed-over':
      return { says: t('handedLead', dashboardName) };
    case 'untested':
      return { says: t('untestedLead', dashboardName) };
    case 'checked':
      return { says: t('now_checked') };
    case 'undone':
      return { says: t('now_undone', dashboardName) };
    case 'stopped':
      return {
        says: state.problem ? problemWords(state.problem, dashboardName) : t('helperStopped'),
        isTrouble: true,
      };
    case 'needs-you':
      return { says: t('helperNeedsYou') };
    case 'working':
      return { says: t('helperWorking', stepLabel(state.step, dashboardName)) };
  }
}

/** What happened and what to do; the reasons are in the popup. */
const problemWords = (problem: Problem, dashboardName: string): string => {
  const params = problemParams(problem, dashboardName);
  return `${t(`problem_${problem.code}_what`, ...params)} ${t(`problem_${problem.code}_todo`, ...params)}`;
};
