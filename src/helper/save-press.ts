import { textFields } from '../bitbucket/find';
import type { Page } from '../bitbucket/page';

/**
 * Sees whether a person presses Save on the form that was filled. It runs in the content script's own world: a script on the page
 * can neither make an event that the browser calls trusted, nor change what is called so here. Where the page keeps an event from
 * it, nothing was seen, and the pair waits for consent.
 */
export interface SavePress {
  /** Whether it was seen in this document since the form was last filled or refused. */
  readonly isSeen: boolean;
  /** Another form is filled, or this one was refused: a person has to press Save again. */
  forget(): void;
}

/** The form that was filled, as it stands now. */
interface FilledForm {
  /** Its Save, where it is known by its words. */
  readonly save: HTMLElement | undefined;
  /** Whether a form of the document's is this one. */
  isIn(form: HTMLFormElement): boolean;
}

/** The form on a page into which `name` was filled; where the page is not understood, it is told by that name. */
export function formToSave(page: Page, name: string): FilledForm | undefined {
  if (page.kind === 'form') {
    const { save, parts } = page;
    const own = [save, parts.field('name')?.element, ...parts.tabs()];
    return { save, isIn: (form) => own.some((each) => each !== undefined && form.contains(each)) };
  }
  if (page.kind !== 'unclear' || name === '') return undefined;
  const holdsName = (form: Element) => textFields(form).some(({ value }) => value.trim() === name);
  return { save: undefined, isIn: holdsName };
}

/**
 * Watches from now on until the signal ends. `find`: the form, if one was filled; asked only when something was pressed.
 * `pressed`: called at once, before the page itself hears of it, since another document may follow.
 */
export function watchSavePress(
  find: () => FilledForm | undefined,
  pressed: () => void,
  signal: AbortSignal,
): SavePress {
  let isSeen = false;
  /** What a person pressed in this very turn: a submission in it may be theirs. */
  let acting: { readonly by: 'click' | 'Enter'; readonly path: readonly EventTarget[] } | undefined;

  const see = () => {
    acting = undefined;
    isSeen = true;
    pressed();
  };
  const act = (by: 'click' | 'Enter', event: Event) => {
    acting = { by, path: event.composedPath() };
    setTimeout(() => {
      acting = undefined;
    });
  };
  /** Enter in a field of the form. A script can assign the form's button to another form, whose fields then press it, too. */
  const isInField = (isIn: FilledForm['isIn']): boolean => {
    const [at] = acting?.path ?? [];
    return acting?.by === 'Enter' && at instanceof HTMLInputElement && at.form !== null && isIn(at.form);
  };
  const onClick = (event: Event) => {
    if (!event.isTrusted) return;
    const form = find();
    const path = event.composedPath();
    const [at] = path;
    // A press on a label makes the browser click its control, and any script can make a label for Save.
    const isPassedOn = acting && !(at && acting.path.includes(at)) && !(form && isInField(form.isIn));
    if (isPassedOn) return;
    act('click', event);
    if (form?.save && path.includes(form.save)) see();
  };
  /** Something new is pressed, though the turn before may not have ended yet. */
  const onPointer = (event: Event) => {
    if (event.isTrusted) acting = undefined;
  };
  const onKey = (event: KeyboardEvent) => {
    if (!event.isTrusted) return;
    acting = undefined;
    if (event.key === 'Enter' && !event.isComposing) act('Enter', event);
  };
  /** For a form whose Save nobody knows by its words, or that Enter in a field sends. A script's submission is trusted, too. */
  const onSubmit = ({ target, submitter }: SubmitEvent) => {
    const form = find();
    if (!acting || !(target instanceof HTMLFormElement) || !form?.isIn(target)) return;
    // Where Save is known, a script may have made any other button one that sends the form.
    const isByButton = !form.save && submitter !== null && acting.path.includes(submitter);
    if (isByButton || isInField((each) => each === target)) see();
  };
  // Before any listener of the document's own.
  const options = { capture: true, signal };
  addEventListener('pointerdown', onPointer, options);
  addEventListener('click', onClick, options);
  addEventListener('keydown', onKey, options);
  addEventListener('submit', onSubmit, options);
  return {
    get isSeen() {
      return isSeen;
    },
    forget() {
      isSeen = false;
    },
  };
}
