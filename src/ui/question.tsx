import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../extension/words/text';
import { Button, type ButtonProps } from './button';

/** What a question says before it is answered. */
export interface Asked {
  /** Its heading, and its accessible name. */
  readonly title: string;
  readonly body?: ComponentChildren;
}

interface QuestionProps extends Asked {
  /** Undefined where there is nothing to agree to. */
  readonly yes: string | undefined;
  readonly yesLook: ButtonProps['look'];
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/**
 * A modal dialog: everything behind it is inert until it is answered. The focus starts on Cancel, Escape means no, and at the end
 * the focus returns to what had it before.
 */
export function Question({ title, body, yes, yesLook, isBusy, onYes, onNo }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    shown.showModal();
    shown.querySelector<HTMLElement>('[data-no] .button')?.focus();
    const leaveRoom = makeRoom(shown);
    return () => {
      leaveRoom();
      shown.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="asking"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
      onKeyDown={(event) => {
        // Handled here, it does not close a toolbar popup as well.
        if (event.key === 'Escape') onNo();
        // A key that is still held from the press that asked does not answer.
        if (event.key === 'Escape' || (event.key === 'Enter' && event.repeat)) event.preventDefault();
      }}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-body`} class="said">
        {body}
      </div>
      <div class="buttons">
        {yes !== undefined && (
          <Button look={yesLook} disabled={isBusy} onPress={onYes}>
            {yes}
          </Button>
        )}
        <span data-no>
          <Button onPress={onNo}>{t('cancel')}</Button>
        </span>
      </div>
    </dialog>
  );
}

/** A toolbar popup is only as high as the page, and a dialog lies over that: so the page becomes as high as the dialog. */
function makeRoom(dialog: HTMLDialogElement): () => void {
  const { body } = document;
  const grow = () => {
    const margins = 32;
    body.style.minHeight = `${dialog.scrollHeight + margins}px`;
  };
  const observer = new ResizeObserver(grow);
  for (const each of dialog.children) observer.observe(each);
  grow();
  return () => {
    observer.disconnect();
    body.style.minHeight = '';
  };
}
