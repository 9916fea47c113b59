import { textFields } from '../bitbucket/find';
import { inspectStrange, isText } from '../bitbucket/form';
import { generations, today } from '../bitbucket/generations';
import { partsByWords } from '../bitbucket/parts';
import type { HelperPlan } from '../setup/helper-plan';
import type { PanelState } from './panel/state';

type Asked = Pick<Extract<HelperPlan, { kind: 'ask' }>, 'wanted' | 'isFilled'>;
type AskState = Extract<PanelState, { kind: 'ask' }>;

/** The languages in which Bitbucket's words are written down. */
const known = ['en', 'de', 'ja'];

/** Whether a page says that it is in a language whose words nobody wrote down. */
export function isForeign({ ownerDocument }: Element): boolean {
  const [language = ''] = ownerDocument.documentElement.lang.toLowerCase().split('-');
  return language !== '' && !known.includes(language);
}

/**
 * What the panel says of a page that is not understood: with what it has so far of what the form needs, where it may be
 * one. `pathname`: its address, which may tell whose form it is.
 */
export function strangeState(body: HTMLElement, pathname: string, { wanted, isFilled }: Asked): AskState {
  const noForm: AskState = { kind: 'ask', sheet: undefined, isForeign: isForeign(body) };
  if (!wanted) return noForm;
  const own = generations.find((each) => each.addresses.form.test(pathname));
  // The words of the permissions are the same in every generation.
  const parts = partsByWords(body, own ?? today);
  const items = inspectStrange(body, own, wanted, parts);
  const hasValue = items.some(({ item, state }) => isText(item) && state === 'right');
  // Where nothing can be written it is no form; after one it may be what comes then.
  if (textFields(body).length === 0 || (isFilled && !hasValue)) return noForm;
  return {
    ...noForm,
    sheet: {
      items: items.map((each) => ({ ...each, tab: undefined })),
      wanted,
      needed: items.map((each) => each.item),
    },
  };
}
