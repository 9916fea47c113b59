import type { ComponentChildren } from 'preact';
import { hasSidePanel } from '../../extension/platform/side-panel';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { isOver, standingOf, undoOf } from '../../setup/journey/standing';
import { dashboardName, isByHand, isOverApi, loginTestsOf, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Undo } from '../asks/undo';
import { type Commands, DiscardButton, StartButton } from '../parts/commands';
import { useSidePanel } from '../parts/use-side-panel';

/** What can be done beside the next thing to do: each with what it is for. `isAside`: another profile's setup is in front. */
export function More(props: {
  readonly journey: Journey | undefined;
  readonly isAside: boolean;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly isSide: boolean;
  /** For a tool that is set up by hand. */
  readonly onFillPage: () => void;
  /** To be called with what was chosen. */
  readonly onChosen: () => void;
}) {
  const { journey, isAside, profile, isSide, onChosen } = props;
  const commands: Commands = {
    ...props.commands,
    run: async (message) => {
      onChosen();
      await props.commands.run(message);
    },
  };
  const name = dashboardName(profile);
  const isFree = !journey || isOver(journey);
  const start = (mode: Journey['mode'], label: string) => (
    <StartButton look="quiet" mode={mode} commands={commands}>
      {label}
    </StartButton>
  );
  return (
    <ul class="more" aria-label={t('more')}>
      {isFree && isOverApi(profile) && (
        <>
          {loginTestsOf(profile) && <Item why={t('moreTest')}>{start('test', t('runTest'))}</Item>}
          <Item why={t('moreCheck', name)}>{start('check', t('checkSetup'))}</Item>
          <Item why={t('moreRenew', name)}>{start('renew', t('newSecret'))}</Item>
        </>
      )}
      {isByHand(profile) && (
        <Item why={t('pageFillMore', name)}>
          <Button
            look="quiet"
            onPress={() => {
              onChosen();
              props.onFillPage();
            }}
          >
            {t('pageFillOffer')}
          </Button>
        </Item>
      )}
      {isFree && <Item why={t('moreExisting')}>{start('existing', t('useExisting'))}</Item>}
      {journey && standingOf(journey) === 'done' && (
        <Item why={t('moreAgain')}>{start('create', t('setUp'))}</Item>
      )}
      {journey && !isAside && undoOf(journey) && (
        <Item why={t('moreUndo', name)}>
          <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
        </Item>
      )}
      {journey && (
        <Item why={t('moreDiscard', name)}>
          <DiscardButton journey={journey} profile={profile} commands={commands} />
        </Item>
      )}
      {!isSide && hasSidePanel() && (
        <Item why={t('moreSide')}>
          <SideButton />
        </Item>
      )}
    </ul>
  );
}

/** Opens the panel beside the page in place of the popup. */
function SideButton() {
  const openSide = useSidePanel();
  return (
    <Button look="quiet" onPress={() => void openSide()}>
      {t('openSide')}
    </Button>
  );
}

const Item = ({ why, children }: { readonly why: string; readonly children: ComponentChildren }) => (
  <li>
    {children}
    <p class="help">{why}</p>
  </li>
);
