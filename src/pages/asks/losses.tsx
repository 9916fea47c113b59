import { asidesOf } from '../../extension/store/asides';
import { asidesFor, keptAside, keptJourney } from '../../extension/store/journey';
import { keptOwn } from '../../extension/store/own-access';
import { readProfiles } from '../../extension/store/profiles';
import { readBackup, storedPair } from '../../extension/store/vault';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isLook, type Loss, lossesOf } from '../../setup/journey/standing';
import { dashboardName, loginTestsOf, type Profile } from '../../setup/profiles/profile';
import type { Asked } from '../../ui/question';
import { NewSecretLead } from './new-secret';

/** What would be lost with a setup, as looked up now, and how to say it. */

/** What the vault still holds of a journey decides what would be lost with it. */
export async function lossesNow(journey: Journey): Promise<readonly Loss[]> {
  const [pair, backup] = await Promise.all([storedPair(journey.id), readBackup(journey.id)]);
  return lossesOf(journey, { hasPair: pair !== undefined, hasBackup: backup !== undefined });
}

/** What would be lost of a setup, by name. */
export function LossList(props: {
  readonly journey: Journey;
  readonly profile: Profile | undefined;
  readonly losses: readonly Loss[];
}) {
  const { journey, profile, losses } = props;
  const dashboard = profile ? dashboardName(profile) : '';
  const { takes = 'application' } = (profile && loginTestsOf(profile)) ?? {};
  const words: Readonly<Record<Loss, () => string>> = {
    undo: () => t('lossUndo', journey.connection?.name ?? '', dashboard),
    secret: () => t('lossSecret', journey.consumer?.name ?? ''),
    'test-application': () => t(`lossTest_${takes}`, dashboard),
    'test-account': () => t('lossTestAccount', dashboard),
  };
  return (
    <ul>
      {losses.map((each) => (
        <li key={each}>{words[each]()}</li>
      ))}
    </ul>
  );
}

/** What would be lost with a profile's setups; undefined where that is nothing. */
async function lostWith(journeys: readonly (Journey | undefined)[], profile: Profile | undefined) {
  const lists = [];
  for (const journey of journeys) {
    const losses = journey ? await lossesNow(journey) : [];
    if (journey && losses.length > 0)
      lists.push(<LossList key={journey.id} journey={journey} profile={profile} losses={losses} />);
  }
  if (lists.length === 0) return undefined;
  return (
    <>
      <p>{t('youLose')}</p>
      {lists}
    </>
  );
}

/** The question before a setup is discarded. */
export async function askToDiscard(journey: Journey, profile: Profile): Promise<Asked | undefined> {
  const body = await lostWith([journey], profile);
  return body && { title: t('discardAsk'), body };
}

/** The question before a setup is started: another one of the same profile gives way to it, unless it only looks. */
export async function askToStart(mode: Journey['mode']): Promise<Asked | undefined> {
  const [{ current }, present] = await Promise.all([readProfiles(), keptJourney.read()]);
  if (!current) return undefined;
  const inFront = present?.profileId === current.id ? present : undefined;
  // A look keeps a setup aside, and takes the place of another look, which may have switched something on.
  const replaced = isLook({ mode })
    ? [inFront && isLook(inFront) ? inFront : undefined]
    : [inFront, ...(await asidesOf({ id: inFront?.id ?? '', profileId: current.id }))];
  const lost = await lostWith(replaced, current);
  if (mode !== 'renew') return lost && { title: t('startAsk'), body: lost };
  const body = (
    <>
      <NewSecretLead dashboardName={dashboardName(current)} />
      {lost && (
        <>
          <p>{t('startReplaces')}</p>
          {lost}
        </>
      )}
    </>
  );
  return { title: t('newSecret'), body };
}

/** The question before a profile is deleted. */
export async function askToDelete(profile: Profile): Promise<Asked> {
  const [present, all] = await Promise.all([keptJourney.read(), keptAside.read()]);
  const inFront = present?.profileId === profile.id ? present : undefined;
  const own = (await keptOwn.read())?.[profile.id];
  const lost = await lostWith([inFront, ...asidesFor(profile.id, all)], profile);
  const body = (
    <>
      <p>{t('notUndone')}</p>
      {own && <p>{t('deleteOwnStays', own.name, dashboardName(profile))}</p>}
      {lost && (
        <>
          <p>{t('deleteLoses')}</p>
          {lost}
        </>
      )}
    </>
  );
  return { title: t('deleteConfirm', profile.name), body };
}
