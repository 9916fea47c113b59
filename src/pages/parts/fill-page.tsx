import { useEffect, useState } from 'preact/hooks';
import type { Pair } from '../../bitbucket/oauth';
import type { PageFit } from '../../dashboards/hand-over';
import { handOvers } from '../../dashboards/hand-overs';
import {
  type FoundForm,
  fillForm,
  type Look,
  type ShownCallback,
  undoFilling,
} from '../../extension/platform/page-form';
import { keepCallbackUrl } from '../../extension/store/edit-profiles';
import { keptPages, notePage } from '../../extension/store/filled-pages';
import { pairOf } from '../../extension/store/pair-of';
import { named } from '../../extension/words/names';
import { inWords as inWordsOf } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isOver } from '../../setup/journey/standing';
import {
  callbackUrlOf,
  dashboardName,
  type HandProfile,
  withCallbackUrl,
} from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { type Commands, decideOn } from './commands';
import { PageInFront, PageOrigin, type PageThere } from './page-in-front';
import { addressStillInFront } from './use-page';
import { useKept } from './use-stored';

interface FillPageProps {
  /** The profile's own setup. */
  readonly journey: Journey | undefined;
  readonly profile: HandProfile;
  readonly commands: Commands;
  readonly onBack: () => void;
}

/**
 * The page in the tab in front, for a tool that is set up by hand: the callback URL that it shows, and its form, into which Key and
 * Secret go once the person has agreed to the page's origin.
 */
export function FillPage(props: FillPageProps) {
  const { profile, onBack } = props;
  return (
    <PageInFront
      title={t('pageTitle')}
      form={handOvers[profile.dashboard].pageForm}
      withheld={t('pageWithheld', dashboardName(profile))}
      onBack={onBack}
    >
      {(page) => <Page key={page.place.visit} {...props} {...page} />}
    </PageInFront>
  );
}

type PageProps = FillPageProps & PageThere;

function Page(props: PageProps) {
  const { profile, place, address } = props;
  const pages = useKept(keptPages);
  const [isAgreed, setAgreed] = useState(false);
  if (!pages) return null;
  const { origin } = place;
  const fit = fitOf(profile, address);
  const within = fit.kind === 'fits' && fit.within !== '/' ? fit.within : '';
  const last = pages.value?.[profile.id];
  const isOther = last !== undefined && last !== origin && !isAgreed;
  return (
    <>
      <PageOrigin origin={origin} within={within} />
      {isOther ? (
        <>
          <p class="problem" role="alert">
            {t('pageOther', last)}
          </p>
          <div class="buttons">
            <Button onPress={() => setAgreed(true)}>{t('pageOtherYes')}</Button>
          </div>
        </>
      ) : (
        <>
          <Callbacks {...props} />
          {fit.kind === 'fits' ? (
            <Filling {...props} fit={fit} />
          ) : (
            <p class="problem" role="alert">
              {inWordsOf(fit.says)}
            </p>
          )}
        </>
      )}
    </>
  );
}

/** Whether the profile's tool takes its pair on the page at an address. */
const fitOf = (profile: HandProfile, address: string): PageFit =>
  handOvers[profile.dashboard].pageFit(profile.tool, callbackUrlOf(profile), address);

/** The callback URLs that the page shows, to be kept in the profile as long as no consumer was made with another one. */
function Callbacks({ journey, profile, look, place }: PageProps) {
  const own = callbackUrlOf(profile);
  const isFree = !journey || isOver(journey);
  const { callbacks } = look;
  if (callbacks.some(({ url }) => url === own)) return <p>{t('pageCallbackSame', own)}</p>;
  if (callbacks.length === 0) return isFree ? <p class="help">{t('pageCallbackNone')}</p> : null;
  if (!isFree)
    return (
      <p class="hintbox">
        {t(
          'pageCallbackOther',
          named(
            callbacks.map(({ url }) => url),
            'all',
          ),
        )}
      </p>
    );
  const take = async ({ url }: ShownCallback) => {
    await keepCallbackUrl(profile.id, url);
    await notePage(profile.id, place.origin);
  };
  const isSingle = callbacks.length === 1;
  return (
    <>
      <p>{t(isSingle ? 'pageCallback' : 'pageCallbacks')}</p>
      <ul class="callbacks">
        {callbacks.map((each) => (
          <li key={each.url}>
            <code>{each.url}</code>
            {withCallbackUrl(profile, each.url) ? (
              <Button
                {...(isSingle ? {} : { name: `${t('pageTake')}: ${each.url}` })}
                onPress={() => void take(each)}
              >
                {t('pageTake')}
              </Button>
            ) : (
              <span class="help">{t('pageCallbackBad')}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type Put =
  | { readonly kind: 'none' | 'busy' | 'gone' | 'other' }
  | { readonly kind: 'locked'; readonly label: string }
  | { readonly kind: 'put'; readonly changed: readonly string[] }
  | { readonly kind: 'undone'; readonly left: boolean };

/** The form that was found, what goes where, and what came of it. */
function Filling(props: PageProps & { readonly fit: Extract<PageFit, { kind: 'fits' }> }) {
  const { journey, profile, commands, look, place, fit, onBack } = props;
  const pair = usePair(journey);
  const [put, setPut] = useState<Put>({ kind: 'none' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said is true of the form as it was looked at then
  useEffect(() => setPut({ kind: 'none' }), [look]);
  const { form } = look;

  const fill = async (agreed: FoundForm, { key, secret }: Pair) => {
    setPut({ kind: 'busy' });
    const address = await addressStillInFront(place);
    if (address === undefined || fitOf(profile, address).kind === 'unfit') return setPut({ kind: 'gone' });
    const { pageForm } = handOvers[profile.dashboard];
    const answer = await fillForm(place, pageForm, agreed, fit.within, { key, secret });
    if (answer.kind === 'put') {
      await notePage(profile.id, place.origin);
      const changed = Object.entries(answer.fields).filter(([, state]) => state === 'changed');
      return setPut({ kind: 'put', changed: changed.map(([name]) => agreed.fields[name]?.label ?? name) });
    }
    setPut({ kind: answer.kind === 'other' || answer.kind === 'locked' ? 'other' : 'gone' });
  };
  const undo = async () => {
    setPut({ kind: 'busy' });
    const answer = await undoFilling(place);
    if (answer.kind !== 'undone') return setPut({ kind: 'gone' });
    setPut({ kind: 'undone', left: Object.values(answer.fields).includes('left') });
  };

  const { fields } = form.kind === 'one' ? form : {};
  const locked = Object.values(fields ?? {}).find(({ isLocked }) => isLocked);
  const isPut = put.kind === 'put';
  const isMasked = Object.values(fields ?? {}).some(({ holds }) => holds === 'mask');
  const masked = isMasked && !isPut ? fit.whereMasked : undefined;
  const canUndo = isPut || (look.canUndo && put.kind === 'none');
  return (
    <>
      {masked && <p class="problem">{inWordsOf(masked)}</p>}
      {!isPut &&
        !masked &&
        (pair ? (
          <FormFound look={look} locked={locked?.label} />
        ) : (
          <p class="help">{t(isAsked(journey) ? 'pagePairGone' : 'pageNoPair')}</p>
        ))}
      <div role="status">
        {put.kind === 'gone' && <p class="problem">{t('pageGone')}</p>}
        {put.kind === 'other' && <p class="problem">{t('pageFormOther')}</p>}
        {put.kind === 'undone' && <p>{t(put.left ? 'pageUndoLeft' : 'pageUndone')}</p>}
        {isPut && put.changed.length > 0 && (
          <p class="problem">{t('pageChanged', named(put.changed, 'all'))}</p>
        )}
        {isPut && put.changed.length === 0 && <p>{t('pageFilled')}</p>}
        {isPut && <p class="help">{t('pageFilledNext', t('handDone'))}</p>}
      </div>
      <div class="buttons">
        {form.kind === 'one' && pair && !locked && !masked && !isPut && (
          <Button
            look="primary"
            disabled={put.kind === 'busy' || put.kind === 'gone' || put.kind === 'other'}
            onPress={() => void fill(form, pair)}
          >
            {t('pageFill')}
          </Button>
        )}
        {isPut && journey && put.changed.length === 0 && (
          <Button
            look="primary"
            disabled={commands.isBusy}
            onPress={() => {
              decideOn(journey, commands)({ kind: 'handed-over' });
              onBack();
            }}
          >
            {t('handDone')}
          </Button>
        )}
        {canUndo && <Button onPress={() => void undo()}>{t('undo')}</Button>}
      </div>
    </>
  );
}

/** Whether the setup has its pair, and waits for the person to enter it. */
const isAsked = (journey: Journey | undefined): journey is Journey => journey?.stage.kind === 'handing';

function usePair(journey: Journey | undefined): Pair | undefined {
  const [pair, setPair] = useState<Pair>();
  useEffect(() => {
    if (isAsked(journey)) void pairOf(journey).then(setPair);
    else setPair(undefined);
  }, [journey]);
  return pair;
}

/** What the form is like before anything is put in. */
function FormFound({ look, locked }: { readonly look: Look; readonly locked: string | undefined }) {
  const { form } = look;
  if (form.kind === 'none') return <p class="help">{t('pageNoForm')}</p>;
  if (form.kind === 'part') return <p class="help">{t('pagePart', named(form.labels, 'all'))}</p>;
  if (form.kind === 'several') return <p class="problem">{t('pageSeveral')}</p>;
  const { key, secret } = form.fields;
  const isReplaced = [key, secret].some((each) => each && each.holds !== 'nothing');
  return (
    <>
      {form.heading !== '' && <h3>{form.heading}</h3>}
      <p>
        {t('pageForm', key?.label ?? '', secret?.label ?? '')}
        {isReplaced && locked === undefined && ` ${t('pageReplaces')}`}
      </p>
      {locked === undefined ? (
        <p class="help">{t('pageFillWhy')}</p>
      ) : (
        <p class="problem">{t('pageLocked', locked)}</p>
      )}
    </>
  );
}
