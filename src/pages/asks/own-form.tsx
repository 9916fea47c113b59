import { useEffect, useState } from 'preact/hooks';
import type { Pair } from '../../bitbucket/oauth';
import type { GuidedMove, OwnForm, SwitchRow } from '../../dashboards/guided';
import { handOvers } from '../../dashboards/hand-overs';
import { ownFormOf } from '../../dashboards/own-forms';
import { type GuidedStanding, wayBack } from '../../extension/dashboard/own-form';
import type { Decision } from '../../extension/messages/schemas';
import { leadTab } from '../../extension/platform/guided-tab';
import { openSettings, openTab, showTab } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { pairOf } from '../../extension/store/pair-of';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { Journey } from '../../setup/journey/journey';
import { dashboardName, type HandProfile, isByHand, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { type Chosen, guidingIn, useOwnForm } from '../parts/use-own-form';
import { Copyable, EnterByHand } from './hand-over';
import { MoreRoom } from './more-room';

interface OwnFormProps {
  readonly journey: Journey;
  readonly profile: HandProfile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}

/** The pair is entered by hand, or the person is guided through the dashboard's own pages. */
export function HandOver({
  isSmall,
  profile,
  ...rest
}: Omit<OwnFormProps, 'profile'> & { readonly profile: Profile; readonly isSmall: boolean }) {
  if (!isByHand(profile)) return null;
  const props = { ...rest, profile };
  const ownForm = ownFormOf(profile.tool);
  const guided = guidingIn(props.journey, props.journey.id);
  if (isSmall) return <MoreRoom look="primary">{t(guided ? 'inPageShow' : 'handShow')}</MoreRoom>;
  if (!guided) return <EnterByHand {...props} />;
  return ownForm ? <Guided {...props} ownForm={ownForm} guided={guided} /> : null;
}

/** What the dashboard's own pages show now, and what is the person's to do. */
function Guided(
  props: OwnFormProps & {
    readonly ownForm: OwnForm;
    readonly guided: NonNullable<ReturnType<typeof guidingIn>>;
  },
) {
  const { journey, profile, commands, decide, ownForm, guided } = props;
  const { stage, soFar } = guided;
  const name = dashboardName(profile);
  const { seen, choose } = useOwnForm(journey.id, ownForm, handOvers[profile.dashboard].pageForm);
  const move = seen.kind === 'move' ? seen.move : undefined;
  const back = wayBack(ownForm, soFar);
  const reopen = () => void openTab(back).then((tabId) => decide({ kind: 'own-tab-opened', tabId }));
  return (
    <section class="review">
      <h2>{t('inPageTitle', name)}</h2>
      <p class="origin">{ownForm.origin + soFar.within}</p>
      <p role="status">{sentence(seen, name, ownForm.site)}</p>
      {move?.kind === 'applications' && (
        <Applications
          rows={move.rows}
          isForPeople={ownForm.isForPeople}
          onChosen={(applications) => choose({ applications })}
        />
      )}
      {move?.kind === 'by-hand' && soFar.part === 'send' && <Values journey={journey} />}
      <div class="buttons">
        {seen.kind === 'closed' && (
          <Button look="primary" onPress={reopen}>
            {t('takeAgain')}
          </Button>
        )}
        {seen.kind === 'withheld' && (
          <Button look="primary" onPress={() => void requestHosts([ownForm.site])}>
            {t('inPageAllow')}
          </Button>
        )}
        {move?.kind === 'lead' && stage.tabId !== undefined && (
          <Button look="primary" onPress={() => void leadTab(stage.tabId ?? -1, back)}>
            {t('inPageLeadBack')}
          </Button>
        )}
        {seen.kind !== 'closed' && stage.tabId !== undefined && (
          <Button
            look={isTheirsThere(seen) ? 'primary' : 'plain'}
            onPress={() => void showTab(stage.tabId ?? -1)}
          >
            {t('takeShowTab')}
          </Button>
        )}
        <Others move={move} soFar={soFar} decide={decide} choose={choose} />
        {soFar.part === 'send' && (
          <Button look="quiet" disabled={commands.isBusy} onPress={() => decide({ kind: 'by-hand-chosen' })}>
            {t('inPageByHand')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Whether the next step is the person's, on the dashboard's page. */
const isTheirsThere = (seen: GuidedStanding): boolean =>
  seen.kind === 'failed' || (seen.kind === 'move' && ['theirs', 'over', 'wait'].includes(seen.move.kind));

function sentence(seen: GuidedStanding, name: string, site: string): string {
  switch (seen.kind) {
    case 'move':
      if (seen.move.kind === 'applications') return t('inPageApplications');
      return 'says' in seen.move ? inWords(seen.move.says) : t('inPageWorking', name);
    case 'failed':
      return t('inPageFailed', name, seen.text);
    case 'login-open':
      return t('inPageLoginOpen', name);
    case 'away':
      return t('takeAway', site);
    case 'closed':
      return t('inPageClosed');
    case 'withheld':
      return t('inPageWithheld', site);
    case 'working':
    case 'worked':
      return t('inPageWorking', name);
  }
}

/** What can be done where the page is not what was looked for. */
function Others(props: {
  readonly move: GuidedMove | undefined;
  readonly soFar: { readonly part: 'send' | 'enable' | 'test'; readonly isFilled: boolean };
  readonly decide: (event: Decision) => void;
  readonly choose: (chosen: Partial<Chosen>) => void;
}) {
  const { move, soFar, decide, choose } = props;
  if (move?.kind === 'there')
    return <Button onPress={() => void openSettings()}>{t('inPageGiveAccess')}</Button>;
  if (move?.kind !== 'by-hand') return null;
  if (soFar.part === 'enable')
    return (
      <Button onPress={() => decide({ kind: 'own-applications', names: [], notKept: [], others: 0 })}>
        {t('inPageGoOn')}
      </Button>
    );
  if (soFar.part === 'test')
    return <Button onPress={() => decide({ kind: 'tried', worked: true })}>{t('inPageTried')}</Button>;
  return move.canFill ? (
    <Button onPress={() => choose({ isAgain: true })}>{t('inPageFillAgain')}</Button>
  ) : null;
}

/** The applications that the page lists, for the person to choose which are turned on. */
function Applications(props: {
  readonly rows: readonly SwitchRow[];
  readonly isForPeople: (row: SwitchRow) => boolean;
  readonly onChosen: (titles: readonly string[]) => void;
}) {
  const { rows, isForPeople, onChosen } = props;
  const off = rows.filter((each) => !each.isOn);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  return (
    <>
      <ul class="plain">
        {rows.map((row) => (
          <li key={row.title}>
            {row.isOn ? (
              t('inPageIsOn', row.title)
            ) : (
              <label class="check">
                <input
                  type="checkbox"
                  checked={ticked.includes(row.title)}
                  onChange={(event) => {
                    const isTicked = event.currentTarget.checked;
                    setTicked((before) => [
                      ...before.filter((each) => each !== row.title),
                      ...(isTicked ? [row.title] : []),
                    ]);
                  }}
                />
                {row.title}
                {!isForPeople(row) && row.below !== '' && ` (${row.below})`}
              </label>
            )}
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button
          look="primary"
          disabled={off.length > 0 && ticked.length === 0}
          onPress={() => onChosen(ticked)}
        >
          {t('inPageTurnOn')}
        </Button>
        {off.length > 0 && <Button onPress={() => onChosen([])}>{t('inPageGoOn')}</Button>}
      </div>
    </>
  );
}

/** The two values, to be copied where they cannot be put in. */
function Values({ journey }: { readonly journey: Journey }) {
  const [pair, setPair] = useState<Pair>();
  useEffect(() => {
    void pairOf(journey).then(setPair);
  }, [journey]);
  if (!pair) return null;
  return (
    <dl class="values">
      <Copyable label={t('key')} value={new Secret(pair.key)} isOpen />
      <Copyable label={t('secret')} value={pair.secret} />
    </dl>
  );
}
