import { t } from '../../extension/words/text';
import type { Journey, Stage } from '../../setup/journey/journey';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { StartButton, useCommands } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { Since } from '../parts/since';
import { Ending } from './ending';
import { TestAccount } from './seldom';

/** The end of an undo: what is as before, and what somebody else has changed since. */
export function Undone(props: {
  journey: Journey;
  profile: Profile;
  stage: Extract<Stage, { kind: 'undone' }>;
}) {
  const { journey, profile } = props;
  const { hadSecret, others } = props.stage;
  const commands = useCommands();
  const name = dashboardName(profile);
  return (
    <>
      <h1>{t('undoneTitle')}</h1>
      <p role="status">{t('now_undone', name)}</p>
      {!hadSecret && <p class="hintbox">{t('undoNoSecret', name)}</p>}
      {others && (
        <div class="hintbox">
          <Since others={others} dashboardName={name} />
        </div>
      )}
      {journey.old?.fate && (
        <p class="hintbox">{t(journey.old.fate === 'deleted' ? 'undoOldDeleted' : 'undoOldSaid')}</p>
      )}
      {journey.testAccount && <TestAccount journey={journey} profile={profile} />}
      {journey.consumer && <p>{t('undoConsumer', journey.consumer.name)}</p>}
      <Refusal commands={commands} profile={profile} />
      <div class="buttons">
        {journey.workspace !== '' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        <StartButton look="quiet" mode="create" commands={commands}>
          {t('setUp')}
        </StartButton>
      </div>
      <Ending journey={journey} profile={profile} />
    </>
  );
}
