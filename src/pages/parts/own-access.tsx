import { useState } from 'preact/hooks';
import type { OwnAccessOffer, OwnAccessPlan } from '../../dashboards/own-access';
import type { Access, Credential, Feature } from '../../dashboards/session';
import {
  forgetOwnAccess,
  makeOwnAccess,
  type OwnRemoved,
  removeOwnAccess,
} from '../../extension/dashboard/own-access';
import { openPage } from '../../extension/platform/open';
import { keptOwn, type OwnNoted, sharing } from '../../extension/store/own-access';
import { readProfiles } from '../../extension/store/profiles';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { Problem } from '../../setup/problems';
import type { DraftProblems } from '../../setup/profiles/draft';
import { hasOwn, ownAccessOf, ownPageOf, rightsFor } from '../../setup/profiles/own-access';
import { type ApiProfile, dashboardName, hostsOf } from '../../setup/profiles/profile';
import { readPassphrase } from '../../setup/profiles/read-draft';
import { AskButton } from '../../ui/ask-button';
import { Button } from '../../ui/button';
import { KeepIt, type Keeping } from './keep-it';
import { ProblemAlert } from './problem';
import { useKept } from './use-stored';

interface Offered {
  /** As it was checked, and will be saved. */
  readonly profile: ApiProfile;
  readonly offer: OwnAccessOffer;
  /** What was checked, where it was entered and is not in memory. */
  readonly entered: Credential | undefined;
  readonly onMade: (profile: ApiProfile, access: Access) => void;
}

type Wait =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'review'; readonly plan: OwnAccessPlan }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Offers an access of the extension's own in place of the credential that was just checked; says beforehand what it may do. */
export function OfferOwnAccess({ profile, offer, entered, onMade }: Offered) {
  const [leftOut, setLeftOut] = useState<readonly Feature[]>([]);
  const [keeping, setKeeping] = useState<Keeping>({ isToBeKept: false, passphrase: '', passphraseAgain: '' });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [wait, setWait] = useState<Wait>({ kind: 'quiet' });
  const terms = ownAccessOf(profile.dashboard);
  if (!terms) return null;
  const name = dashboardName(profile);
  const features = offer.features.filter((each) => !leftOut.includes(each));

  const make = async (agreed?: OwnAccessPlan) => {
    const found = keeping.isToBeKept ? readPassphrase(keeping) : {};
    setProblems(found);
    if (wait.kind === 'busy' || Object.keys(found).length > 0) return;
    setWait({ kind: 'busy' });
    const passphrase = keeping.isToBeKept ? new Secret(keeping.passphrase) : undefined;
    const made = await makeOwnAccess(profile, entered, features, passphrase, agreed);
    if (made.kind === 'made') onMade(made.profile, made.access);
    else setWait(made);
  };

  return (
    <section class="hintbox own" aria-label={t('ownTitle')}>
      <h3>{t('ownTitle')}</h3>
      <p>{t(terms.explains, name)}</p>
      {offer.lacks.length > 0 ? (
        <p class="problem">{t('ownLacks', offer.lacks.join(', '))}</p>
      ) : (
        <>
          <Features
            profile={profile}
            offer={offer}
            chosen={features}
            isFixed={wait.kind === 'busy' || wait.kind === 'review'}
            onChange={setLeftOut}
          />
          <p class="help">{t('ownForgets')}</p>
          <KeepIt
            value={keeping}
            problems={problems}
            change={(part) => setKeeping((before) => ({ ...before, ...part }))}
            label={t('ownKeep')}
            help={t('help_ownKeep')}
          />
          {wait.kind === 'review' ? (
            <Review
              plan={wait.plan}
              dashboard={name}
              onAgree={() => void make(wait.plan)}
              onCancel={() => setWait({ kind: 'quiet' })}
            />
          ) : (
            <div class="buttons">
              <Button disabled={wait.kind === 'busy'} onPress={() => void make()}>
                {t('ownMake')}
              </Button>
            </div>
          )}
          <p role="status">{wait.kind === 'busy' ? t('ownMaking') : ''}</p>
          {wait.kind === 'problem' && (
            <>
              <ProblemAlert problem={wait.problem} dashboardName={name} />
              <p class="help">{t('ownFoundAgain')}</p>
            </>
          )}
        </>
      )}
    </section>
  );
}

/** What it is for, feature by feature, each with the permissions that it takes; a setup cannot be left out. */
function Features(props: {
  readonly profile: ApiProfile;
  readonly offer: OwnAccessOffer;
  readonly chosen: readonly Feature[];
  readonly isFixed: boolean;
  readonly onChange: (leftOut: readonly Feature[]) => void;
}) {
  const { offer, chosen, isFixed } = props;
  const all = rightsFor(props.profile.dashboard);
  const toggle = (feature: Feature, isOn: boolean) =>
    props.onChange(offer.features.filter((each) => (each === feature ? !isOn : !chosen.includes(each))));
  return (
    <fieldset class="group">
      <legend>{t('ownFeatures')}</legend>
      {all.map(({ feature, scopes }) => (
        <div key={feature}>
          <label class="choice">
            <input
              type="checkbox"
              checked={chosen.includes(feature)}
              disabled={isFixed || feature === 'setup' || !offer.features.includes(feature)}
              onChange={({ currentTarget }) => toggle(feature, currentTarget.checked)}
            />
            {t(`feature_${feature}`)}
          </label>
          <p class="help">
            {offer.features.includes(feature) ? <code>{scopes.join(' ')}</code> : t('ownNotGranted')}
          </p>
        </div>
      ))}
    </fieldset>
  );
}

/** One is already there: what would happen to it, said before anything does. */
const Review = (props: {
  readonly plan: OwnAccessPlan;
  readonly dashboard: string;
  readonly onAgree: () => void;
  readonly onCancel: () => void;
}) => {
  const { name, id, added, removed, secret } = props.plan;
  return (
    <div class="review" role="alert">
      <p>{t('ownFound', name, props.dashboard, id)}</p>
      <ul>
        {added.length > 0 && <li>{t('ownAdds', added.join(', '))}</li>}
        {removed.length > 0 && <li>{t('ownTakes', removed.join(', '))}</li>}
        {secret === 'replaced' && <li>{t('ownReplaces')}</li>}
      </ul>
      <div class="buttons">
        <Button onPress={props.onAgree}>{t('ownUse')}</Button>
        <Button look="quiet" onPress={props.onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
};

interface Kept {
  /** As it is saved. */
  readonly profile: ApiProfile;
  /** What is entered beside it now, to be used only this once. */
  readonly entered: () => Credential | undefined;
  /** The profile is saved without it by then. */
  readonly onRemoved: () => void;
}

type Removal =
  | { readonly kind: 'quiet' | 'busy' | 'still-there' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'over'; readonly own: OwnNoted; readonly says: string };

/** The access of the extension's own that was made for a profile: what it is, and how to remove it. */
export function KeptOwnAccess({ profile, entered, onRemoved }: Kept) {
  const own = useKept(keptOwn)?.value?.[profile.id];
  const [state, setState] = useState<Removal>({ kind: 'quiet' });
  const dashboard = dashboardName(profile);
  // Another one may have taken its place since.
  if (state.kind === 'over' && (!own || own.at === state.own.at))
    return (
      <section class="hintbox own" aria-label={t('ownMadeTitle')}>
        <p role="status">{state.says}</p>
      </section>
    );
  if (!own || own.host !== hostsOf(profile)[0]) return null;
  const isUsed = hasOwn(profile, own.id);
  const isOver = (says: string) => {
    setState({ kind: 'over', own, says: isUsed ? `${says} ${t('ownNoAccess')}` : says });
    onRemoved();
  };
  const remove = async () => {
    setState({ kind: 'busy' });
    const ended = await removeOwnAccess(profile, entered(), own);
    if (ended.kind === 'problem') setState(ended);
    else if (ended.kind === 'still-there') setState({ kind: 'still-there' });
    else isOver(endInWords(ended, own, dashboard));
  };
  const forget = async () => {
    await forgetOwnAccess(own);
    isOver(t('ownForgot', own.name, dashboard));
  };
  const page = ownPageOf(profile, own.id);
  return (
    <section class="hintbox own" aria-label={t('ownMadeTitle')}>
      <h3>{t('ownMadeTitle')}</h3>
      <p>{inWords({ message: 'ownMade', params: [dashboard, own.at, own.name, own.id] })}</p>
      <details>
        <summary>{t('ownMay', String(own.scopes.length))}</summary>
        <p>
          <code>{own.scopes.join(', ')}</code>
        </p>
        <p class="help">{t('ownChange')}</p>
      </details>
      <div class="buttons">
        <AskButton
          name={t('ownRemove')}
          look="quiet-danger"
          disabled={state.kind === 'busy'}
          question={() => askToRemove(profile, own, dashboard)}
          yes={t('ownRemoveYes')}
          onYes={() => void remove()}
        />
      </div>
      <p role="status">
        {state.kind === 'busy'
          ? t('ownRemoving')
          : state.kind === 'still-there'
            ? t('ownStillThere', own.name, dashboard)
            : ''}
      </p>
      {state.kind === 'problem' && (
        <>
          <ProblemAlert problem={state.problem} dashboardName={dashboard} />
          <p class="help">{t('ownNotRemoved')}</p>
          <div class="buttons">
            {page && <Button onPress={() => void openPage(page)}>{t('openDashboard', dashboard)}</Button>}
            <Button onPress={() => void forget()}>{t('ownForget')}</Button>
          </div>
        </>
      )}
    </section>
  );
}

/** What goes with it, and who else has it. */
async function askToRemove({ id }: ApiProfile, own: OwnNoted, dashboard: string) {
  const [{ profiles }, all] = await Promise.all([readProfiles(), keptOwn.read()]);
  const others = sharing(all, own).filter((each) => each !== id);
  const names = profiles.filter((each) => others.includes(each.id)).map((each) => each.name);
  const body = (
    <>
      <p>{t('ownRemoveAsk')}</p>
      {names.length > 0 && <p>{t('ownShared', names.join(', '))}</p>}
    </>
  );
  return { title: t('ownRemoveTitle', own.name, dashboard), body };
}

function endInWords(
  ended: Exclude<OwnRemoved, { kind: 'problem' | 'still-there' }>,
  own: OwnNoted,
  dashboard: string,
): string {
  if (ended.kind === 'not-ours') return t('ownNotOurs', ended.name, dashboard);
  return t(
    ended.kind === 'whole' ? 'ownRemovedWhole' : ended.kind === 'removed' ? 'ownRemoved' : 'ownGone',
    own.name,
    dashboard,
  );
}
