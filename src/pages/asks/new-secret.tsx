import { useEffect, useState } from 'preact/hooks';
import type { Decision } from '../../extension/messages/schemas';
import { readBackup } from '../../extension/store/vault';
import { happenedWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey, Stage } from '../../setup/journey/journey';
import { Button } from '../../ui/button';
import { type Commands, decideOn } from '../parts/commands';

/** What a new Secret asks: whether to begin, and what to do with the old client once a login has gone through the new one. */

type Decide = (event: Decision) => void;

/** What a new Secret takes, before it is started. */
export const NewSecretLead = ({ dashboardName }: { readonly dashboardName: string }) => (
  <>
    <p>{t('newSecretLead', dashboardName)}</p>
    <ol>
      <li>{t('newSecretHow1')}</li>
      <li>{t('newSecretHow2')}</li>
      <li>{t('newSecretHow3')}</li>
    </ol>
  </>
);

/** Which client is the old one: by name, where Bitbucket's list has shown it, and by its whole Client ID. */
export const OldClient = ({ journey: { old, workspace } }: { readonly journey: Journey }) =>
  old ? (
    <p class="client">
      {old.name === undefined ? t('retireNameless') : t('clientIn', old.name, workspace)}{' '}
      <code>{old.key}</code>
    </p>
  ) : null;

/** The old client, for the person to delete on Bitbucket, or to keep for now. */
export function DeleteOld(props: {
  readonly journey: Journey;
  readonly dashboardName: string;
  readonly commands: Commands;
  readonly decide: Decide;
  readonly isSmall: boolean;
}) {
  const { journey, dashboardName, commands, decide, isSmall } = props;
  const { stage } = journey;
  const isNeeded = stage.kind === 'retiring' && (stage.usedBy?.length ?? 0) > 0;
  const isNotSeen = stage.kind === 'deleting' && stage.seen !== 'there';
  return (
    <section class="review">
      {!isSmall && <h2>{t('retireTitle')}</h2>}
      <OldClient journey={journey} />
      {stage.kind === 'retiring' && <Weighing at={stage} dashboardName={dashboardName} />}
      {stage.kind === 'retiring' && !isSmall && <p>{t('retireHow')}</p>}
      <p class="hintbox">{t('retireUndo')}</p>
      <div class="buttons">
        {stage.kind === 'retiring' ? (
          <Button
            look={isNeeded ? 'plain' : 'primary'}
            disabled={commands.isBusy}
            onPress={() => decide({ kind: 'retire-asked' })}
          >
            {t('retireShow')}
          </Button>
        ) : (
          <Button look="primary" onPress={() => void commands.run({ type: 'bitbucket/show' })}>
            {t('showBitbucket')}
          </Button>
        )}
        {isNotSeen && (
          <Button disabled={commands.isBusy} onPress={() => decide({ kind: 'old-deleted' })}>
            {t('retireDone')}
          </Button>
        )}
        <KeepOldButton look={isNeeded ? 'primary' : 'plain'} commands={commands} decide={decide} />
      </div>
    </section>
  );
}

/** Why to delete it, and who still needs it, as far as that was looked at. */
const Weighing = ({
  at: { usedBy, unread },
  dashboardName,
}: {
  readonly at: Extract<Stage, { kind: 'retiring' }>;
  readonly dashboardName: string;
}) => (
  <>
    <p>{t('retireWhy')}</p>
    {usedBy === undefined && (
      <p class="hintbox">
        {t('retireUnknown', dashboardName)} {unread && happenedWords(unread, dashboardName)}
      </p>
    )}
    {usedBy !== undefined && usedBy.length > 0 && (
      <p class="hintbox" role="alert">
        {t('retireUsed', usedBy.join(', '))}
      </p>
    )}
    <p class="quiet">{t('retireElsewhere', dashboardName)}</p>
  </>
);

const KeepOldButton = (props: {
  readonly look?: 'primary' | 'plain';
  readonly commands?: Commands;
  readonly decide: Decide;
}) => (
  <Button
    look={props.look ?? 'plain'}
    disabled={props.commands?.isBusy ?? false}
    onPress={() => props.decide({ kind: 'old-kept' })}
  >
    {t('retireKeep')}
  </Button>
);

/** The way out of being led to the old client. */
export const KeepOld = ({ decide }: { readonly decide: Decide }) => (
  <div class="buttons">
    <KeepOldButton decide={decide} />
  </div>
);

/** Once the connection has the new pair and the login does not work: what leads back to the old one. */
export function WayBack({
  journey,
  dashboardName,
}: {
  readonly journey: Journey;
  readonly dashboardName: string;
}) {
  const [isKept, setKept] = useState<boolean>();
  useEffect(() => {
    void readBackup(journey.id).then((backup) => setKept(backup !== undefined));
  }, [journey.id]);
  if (isKept === undefined) return null;
  const key = journey.old?.key ?? '';
  return <p class="hintbox">{isKept ? t('renewBack', key) : t('renewNoBack', key, dashboardName)}</p>;
}

/** On the result page: what became of the old client, and the way to it as long as it may be there. */
export function Replaced(props: { readonly journey: Journey; readonly commands: Commands }) {
  const { journey, commands } = props;
  const { old } = journey;
  if (!old) return null;
  return (
    <section>
      <h2>{t('retireTitle')}</h2>
      <div class="card">
        <OldClient journey={journey} />
        <p>
          {old.fate === 'deleted'
            ? t('replacedDeleted', old.name ?? old.key)
            : t(old.fate ? 'replacedSaid' : 'replacedKept')}
        </p>
        {!old.fate && (
          <div class="buttons">
            <Button
              disabled={commands.isBusy}
              onPress={() => decideOn(journey, commands)({ kind: 'retire-asked' })}
            >
              {t('replacedRetire')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
