import type { Decision } from '../../extension/messages/schemas';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { At } from '../../setup/journey/stage';
import { isUnheard, takesPair } from '../../setup/journey/standing';
import { problem } from '../../setup/problems';
import { Button } from '../../ui/button';
import { BitbucketAccess } from '../parts/bitbucket-access';
import type { Commands } from '../parts/commands';
import { ProblemAlert } from '../parts/problem';
import { Paste } from './entering';
import { MoreRoom } from './more-room';

/**
 * Nothing is heard from Bitbucket's page: what keeps Keyferry off it, and the ways round that. Where the browser does not tell
 * which page the tab shows, the person may still be logging in there, and is only told what it means if not.
 */
export function NoHelper(props: {
  readonly journey: Journey;
  readonly stage: At<'finding'>;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
  readonly isSmall: boolean;
}) {
  const { journey, stage, commands, decide, isSmall } = props;
  const retry = (look: 'primary' | 'plain') => (
    <Button look={look} disabled={commands.isBusy} onPress={() => decide({ kind: 'retried' })}>
      {t('retry')}
    </Button>
  );
  if (!isUnheard(stage))
    return (
      <section class="pause">
        <p>{t('unheardMaybe')}</p>
        <div class="buttons">{retry('plain')}</div>
      </section>
    );
  const canPaste = takesPair(journey);
  return (
    <>
      {!isSmall && <BitbucketAccess />}
      <ProblemAlert
        problem={problem('noHelper')}
        dashboardName=""
        isHeadline
        orElse={canPaste ? t('noHelperPaste') : undefined}
      >
        {retry('primary')}
        {canPaste && isSmall && <MoreRoom>{t('pasteOnPage')}</MoreRoom>}
      </ProblemAlert>
      {canPaste && !isSmall && <Paste commands={commands} look="plain" />}
    </>
  );
}

/** Nothing comes from the setup's tab any more: why that may be, and the way to the list. */
export const Unheard = (props: {
  readonly shows: NonNullable<Journey['unheard']>;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="pause">
    <p>{t(props.shows === 'other' ? 'awayWhy' : 'unheardWhy')}</p>
    <div class="buttons">
      <Button
        look="primary"
        disabled={props.commands.isBusy}
        onPress={() => props.decide({ kind: 'retried' })}
      >
        {t(props.shows === 'other' ? 'goToConsumers' : 'retry')}
      </Button>
    </div>
  </section>
);
