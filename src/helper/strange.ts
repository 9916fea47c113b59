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
 * What the panel says of a page that is not understood; where it may be a form, with what it already has of what the form needs.
 * `pathname`: its address, which may tell whose form it is.
 */
export function strangeState(body: HTMLElement, pathname: string, { wanted, isFilled }: Asked): AskState {
  const noForm: AskState = { kind: 'ask', sheet: undefined, isForeign: isForeign(body) };
  if (!wanted) return noForm;
  const own = generations.find((each) => each.addresses.form.test(pathname));
  // The words of the permissions are the same in every generation.
  const parts = partsByWords(body, own ?? today);
  const items = inspectStrange(body, own, wanted, parts);
  const hasValue = items.some(({ item, state }) => isText(item) && state === 'right');
  // Without a field it is no form; once a form was filled, it may be the page after that.
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
