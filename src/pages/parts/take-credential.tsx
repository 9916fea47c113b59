import { useState } from 'preact/hooks';
import type { ApiDashboardId } from '../../dashboards';
import type { SecretField } from '../../dashboards/fieldset';
import type { Taking } from '../../dashboards/taking';
import { openTab, showTab } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { addressesOpenAt } from '../../extension/platform/tabs';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { type Change, type Draft, enteredIn, enteringSecret, type Texts } from '../../setup/profiles/draft';
import { siteOf } from '../../setup/profiles/profile';
import { wrongAtOnce } from '../../setup/profiles/read-draft';
import { Button } from '../../ui/button';
import { type Seen, useTaking } from './use-taking';

interface Taken {
  readonly dashboard: ApiDashboardId;
  readonly draft: Draft;
  readonly field: SecretField<Texts>;
  /** Whether no profile was saved from the draft yet. */
  readonly isNew: boolean;
  /** Enters what was taken, and goes on with it; called in the click that agrees to it. */
  readonly onTaken: (change: Change) => void;
}

type Wait = { readonly kind: 'none' | 'refused' } | { readonly kind: 'open'; readonly tabId: number };

/** Offers to take the credential from the dashboard's own page; nothing where it cannot be taken, or has no page of its own. */
export function TakeCredential(props: Taken) {
  const { taking } = props.field;
  const site = siteOf(props.dashboard);
  return taking && site !== undefined ? <Take {...props} taking={taking} site={site} /> : null;
}

function Take(props: Taken & { readonly taking: Taking; readonly site: string }) {
  const { draft, taking, site } = props;
  const [wait, setWait] = useState<Wait>({ kind: 'none' });

  /** Asks for the host before the first `await`, as browsers want it. */
  const start = () =>
    void requestHosts([site]).then(async (isGranted) => {
      if (!isGranted) return setWait({ kind: 'refused' });
      const page = taking.page(enteredIn(draft), await addressesOpenAt(site));
      setWait({ kind: 'open', tabId: await openTab(page) });
    });

  if (wait.kind === 'open')
    return (
      <Waiting
        {...props}
        key={wait.tabId}
        tabId={wait.tabId}
        onAgain={start}
        onEnd={() => setWait({ kind: 'none' })}
      />
    );
  return (
    <>
      <p class="help">{t(taking.explains)}</p>
      <div class="buttons">
        <Button onPress={start}>{t(taking.label)}</Button>
      </div>
      {wait.kind === 'refused' && (
        <p class="problem" role="alert">
          {t('takeWithheld', site)}
        </p>
      )}
    </>
  );
}

/** What the tab shows now, and what comes next. */
function Waiting(
  props: Taken & {
    readonly taking: Taking;
    readonly site: string;
    readonly tabId: number;
    readonly onAgain: () => void;
    readonly onEnd: () => void;
  },
) {
  const { draft, field, taking, site, tabId, onEnd } = props;
  const seen = useTaking(tabId, site, taking);
  const enter: Change | undefined =
    seen.kind === 'secret' ? (before) => enteringSecret(before, field, seen.text, props.isNew) : undefined;
  const wrong = enter && wrongAtOnce({ ...draft, ...enter(draft) }, field);
  const isOver = seen.kind === 'closed' || seen.kind === 'withheld';
  return (
    <section class="hintbox take" aria-label={t(taking.label)}>
      <div role="status">
        <p>{inWordsOf(seen, site)}</p>
        {seen.kind === 'secret' && <Power field={field} taking={taking} seen={seen} />}
      </div>
      {wrong && (
        <p class="problem" role="alert">
          {inWords(wrong)}
        </p>
      )}
      <div class="buttons">
        {enter && !wrong && (
          <Button
            look="primary"
            onPress={() => {
              onEnd();
              props.onTaken(enter);
            }}
          >
            {t('takeUse')}
          </Button>
        )}
        {isOver ? (
          <Button onPress={props.onAgain}>{t('takeAgain')}</Button>
        ) : (
          <Button onPress={() => void showTab(tabId)}>{t('takeShowTab')}</Button>
        )}
        <Button look="quiet" onPress={onEnd}>
          {t('takeStop')}
        </Button>
      </div>
    </section>
  );
}

function inWordsOf(seen: Seen, site: string): string {
  if (seen.kind === 'none') return inWords(seen.says);
  if (seen.kind === 'secret') return t('takeFound');
  if (seen.kind === 'away') return t('takeAway', site);
  if (seen.kind === 'closed') return t('takeClosed');
  return seen.kind === 'withheld' ? t('takeWithheld', site) : t('takeLooking', site);
}

/** What it is for, until when, and what it may do, before anybody agrees to take it. */
function Power(props: {
  readonly field: SecretField<Texts>;
  readonly taking: Taking;
  readonly seen: Extract<Seen, { kind: 'secret' }>;
}) {
  const { field, taking, seen } = props;
  return (
    <>
      <p>
        <strong>{field.tells?.of(seen.text)?.says.map(inWords).join(' ')}</strong>
      </p>
      <p>{t(taking.warns)}</p>
      <details>
        <summary>{t('takeAllows', String(seen.allows.length))}</summary>
        <p>
          <code>{seen.allows.join(', ')}</code>
        </p>
      </details>
    </>
  );
}
