import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../extension/words/text';
import { AskButton } from '../../ui/ask-button';
import { Button } from '../../ui/button';

/** Has the browser ask before the page is left, for as long as that would lose something. */
export function useLeaveQuestion(isAsked: boolean): void {
  // Together with the drawing: the next thing may be to leave.
  useLayoutEffect(() => {
    if (!isAsked) return;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isAsked]);
}

/**
 * Saves a form, or takes its changes back. It stays at the bottom of the window while there are changes, and until the person has
 * seen that they are saved. `hasSecret`: a secret was entered, which cannot be looked up again.
 */
export function SaveBar({
  isUnsaved,
  isSaved,
  isWrong,
  hasSecret,
  onDiscard,
}: {
  readonly isUnsaved: boolean;
  readonly isSaved: boolean;
  /** Something in the form was found to be wrong. */
  readonly isWrong: boolean;
  readonly hasSecret: boolean;
  readonly onDiscard: () => void;
}) {
  const words = isWrong ? t('lookAtFields') : isUnsaved ? t('unsaved') : isSaved ? t('saved') : '';
  return (
    <div class="save" data-stays={isUnsaved || isSaved || isWrong}>
      <div class="bar">
        <p class={isWrong ? 'problem' : undefined} role="status">
          {words}
        </p>
        <div class="buttons">
          <Button look="primary" type="submit">
            {t('saveProfile')}
          </Button>
          {isUnsaved && (
            <AskButton
              name={t('discardChanges')}
              look="quiet"
              question={() =>
                hasSecret
                  ? { title: t('discardChangesTitle'), body: <p>{t('discardChangesAsk')}</p> }
                  : undefined
              }
              yes={t('discardChanges')}
              onYes={onDiscard}
            />
          )}
        </div>
      </div>
    </div>
  );
}
