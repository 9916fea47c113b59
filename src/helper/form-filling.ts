import { type FormItem, type ItemState, neededItems, type WantedConsumer } from '../bitbucket/form';
import type { Page } from '../bitbucket/page';
import type { HelperPlan } from '../setup/helper-plan';
import { createFormSession } from './form-session';
import { formToSave, watchSavePress } from './save-press';
import type { Visit } from './visit';

type FormPage = Extract<Page, { kind: 'form' }>;

/** What the form should hold, where the plan knows that. */
export const wantedBy = (plan: HelperPlan): WantedConsumer | undefined =>
  'wanted' in plan ? plan.wanted : undefined;

/** Fills the form, shows how it stands, and tells the background its name and what Bitbucket finds wrong with it. */
export interface FormFilling {
  readonly isFilled: boolean;
  /** The name as it stands in the form, even when Save follows faster than anything can be reported. */
  readonly typedName: string;
  /** Whether a person pressed Save on it, in this document. */
  readonly isSaved: boolean;
  fill(page: FormPage, wanted: WantedConsumer, overwrite: boolean): Promise<void>;
  undo(page: FormPage): Promise<void>;
  /** Opens an item's tab, and brings it into sight. */
  lead(page: FormPage, item: FormItem): Promise<void>;
  /** The form was looked at. */
  looked(page: FormPage): Promise<void>;
  /** Somebody types. */
  typed(): void;
  /** Tells a name, once. */
  tellName(name: string): Promise<void>;
  /** Another page is there. */
  forget(): void;
}

/** `lost`: called where the answer to the report of a press on Save is lost. */
export function createFormFilling(visit: Visit, lost: () => void): FormFilling {
  const session = createFormSession(visit.signal);
  let typedName = '';
  let reportedName = '';
  let complaint: string | undefined;
  const press = watchSavePress(
    () => {
      const { kind } = visit.plan;
      return kind === 'fill' || kind === 'ask' ? formToSave(visit.look(), reportedName) : undefined;
    },
    () => void tellSaved(),
    visit.signal,
  );

  const noteName = (page: Page) => {
    if (page.kind !== 'form' || !['fill', 'offer'].includes(visit.plan.kind)) return;
    const field = page.parts.field('name');
    if (field) typedName = field.element.value.trim();
  };
  const reportName = async (page: FormPage) => {
    noteName(page);
    if (visit.plan.kind === 'fill') await tellName(typedName);
  };
  const tellName = async (name: string) => {
    if (name === '' || name === reportedName) return;
    await visit.tell(press.isSeen ? 'helper/saved' : 'helper/filled', { name });
    reportedName = name;
  };
  const tellSaved = () => {
    noteName(visit.look());
    const name = visit.plan.kind === 'fill' ? typedName : reportedName;
    reportedName = '';
    return tellName(name).catch(lost);
  };

  /** The form as it stands: what was filled, with what the person changed since. */
  const showForm = (page: FormPage) => {
    const wanted = wantedBy(visit.plan);
    if (!wanted || !session.isFilled) return;
    // Other permissions of a consumer that is mended are its own.
    const isOwn = (state: ItemState['state']) => visit.plan.kind === 'mend' && state === 'extra';
    const items = session.look(page, wanted).filter(({ state }) => !isOwn(state));
    const sheet = { items, wanted, needed: neededItems(page.generation, wanted) };
    visit.show({ kind: 'form', sheet, complaint, isUndone: session.isUndone });
  };

  return {
    get isFilled() {
      return session.isFilled;
    },
    get typedName() {
      return typedName;
    },
    get isSaved() {
      return press.isSeen;
    },
    async fill(page, wanted, overwrite) {
      visit.show({ kind: 'busy', what: 'filling' });
      press.forget();
      reportedName = '';
      await session.fill(page, wanted, overwrite);
      await reportName(page);
      showForm(page);
    },
    async undo(page) {
      if (!session.isFilled) return;
      await session.undo();
      showForm(page);
    },
    lead: session.lead,
    async looked(page) {
      if (!session.isFilled) return;
      // The name before the complaint: a complaint is about the name that was sent, a new name puts it right.
      await reportName(page);
      const said = page.complaint;
      if (said !== complaint) {
        if (said) press.forget();
        if (said && visit.plan.kind === 'fill') await visit.tell('helper/refused', { complaint: said });
        complaint = said;
      }
      showForm(page);
    },
    typed() {
      if (visit.plan.kind === 'fill' || session.isFilled) noteName(visit.look());
    },
    tellName,
    forget() {
      session.forget();
      complaint = undefined;
    },
  };
}
