import { useState } from 'preact/hooks';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { undoOf } from '../../setup/journey/standing';
import type { Profile } from '../../setup/profiles/profile';
import { Button, type ButtonProps } from '../../ui/button';
import { type Commands, decideOn } from '../parts/commands';
import { UndoQuestion } from './seldom';

/** Puts the dashboard back to how it was before the setup: says what that does, and does it after a second click. */
export function Undo(props: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly dashboardName: string;
  readonly commands: Commands;
  readonly look?: ButtonProps['look'];
}) {
  const { journey, profile, dashboardName, commands, look = 'plain' } = props;
  const [isAsking, setAsking] = useState(false);
  const what = undoOf(journey);
  if (!what || !journey.connection) return null;
  return (
    <>
      <Button look={look} onPress={() => setAsking(true)}>
        {t('undo')}
      </Button>
      {isAsking && (
        <UndoQuestion
          journey={journey}
          profile={profile}
          what={what}
          connectionName={journey.connection.name}
          dashboardName={dashboardName}
          isBusy={commands.isBusy}
          onYes={() => {
            setAsking(false);
            decideOn(journey, commands)({ kind: 'undo-asked' });
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  );
}
