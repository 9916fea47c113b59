import { openResult } from '../../extension/platform/open';
import { keptHistory } from '../../extension/store/history';
import { asidesFor, keptAside, keptJourney } from '../../extension/store/journey';
import { t } from '../../extension/words/text';
import { momentWords } from '../../extension/words/times';
import { undoOf } from '../../setup/journey/standing';
import { mostPasts, type Past, sideOf } from '../../setup/past';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { saveFile } from '../../ui/save-file';
import { Undo } from '../asks/undo';
import { type Commands, useCommands } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { jobWords } from '../parts/report';
import { useKept } from '../parts/use-stored';
import { endWords, historyFile, stepWords, verdictOf } from './past-words';
import { Section } from './section';

/** What was done for a profile, the newest first: who did what, when, on both sides. */
export function History({ profile }: { readonly profile: Profile }) {
  const history = useKept(keptHistory);
  const commands = useCommands();
  if (!history) return null;
  const pasts = history.value?.[profile.id] ?? [];
  const name = dashboardName(profile);
  return (
    <Section title={t('groupHistory')} kind="history">
      <p class="help">{t('help_history', String(mostPasts))}</p>
      <Refusal commands={commands} profile={profile} />
      {pasts.length === 0 ? (
        <p>{t('historyNone')}</p>
      ) : (
        <>
          <ol class="pasts">
            {pasts.map((past) => (
              <PastShown key={past.id} past={past} profile={profile} name={name} commands={commands} />
            ))}
          </ol>
          <div class="buttons">
            <Button
              look="quiet"
              onPress={() =>
                saveFile('keyferry-history.json', 'application/json', historyFile(profile.name, name, pasts))
              }
            >
              {t('exportHistory')}
            </Button>
          </div>
        </>
      )}
    </Section>
  );
}

function PastShown(props: {
  readonly past: Past;
  readonly profile: Profile;
  readonly name: string;
  readonly commands: Commands;
}) {
  const { past, profile, name, commands } = props;
  const inFront = useKept(keptJourney)?.value;
  const aside = asidesFor(profile.id, useKept(keptAside)?.value);
  const journey = [inFront, ...aside].find((each) => each?.id === past.id);
  const undoing: Commands = {
    ...commands,
    run: async (message) => {
      if (journey && (await takeUp(journey.id, journey === inFront, commands))) await commands.run(message);
    },
  };
  return (
    <li class="past" data-verdict={verdictOf(past.end)}>
      <p class="what">
        <strong>{jobWords(past)}</strong>{' '}
        <time dateTime={new Date(past.startedAt).toISOString()}>{momentWords(past.startedAt)}</time>
      </p>
      <p>{endWords(past.end, name, journey !== undefined)}</p>
      {past.record.length > 0 && (
        <details>
          <summary>{t('details')}</summary>
          <Side title={t('pastOnBitbucket', past.workspace)} side="bitbucket" past={past} name={name} />
          <Side title={name} side="dashboard" past={past} name={name} />
        </details>
      )}
      {journey && (
        <div class="buttons">
          {undoOf(journey) && (
            <Undo journey={journey} profile={profile} dashboardName={name} commands={undoing} look="quiet" />
          )}
          <Button
            look="quiet"
            disabled={commands.isBusy}
            onPress={() => void show(journey.id, journey === inFront, commands)}
          >
            {t('showResult')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Shows a journey on its page; one that is kept aside is taken up first. */
export async function show(journeyId: string, isInFront: boolean, { run }: Commands): Promise<void> {
  if (!isInFront) await run({ type: 'setup/take-up', journeyId });
  await openResult();
}

/** Brings a journey that is kept aside to the front, to decide something on it; returns whether it is there then. */
async function takeUp(journeyId: string, isInFront: boolean, { run }: Commands): Promise<boolean> {
  if (!isInFront) await run({ type: 'setup/take-up', journeyId });
  return (await keptJourney.read())?.id === journeyId;
}

/** What was done on one side, with when and by whom. */
function Side(props: {
  readonly title: string;
  readonly side: ReturnType<typeof sideOf>;
  readonly past: Past;
  readonly name: string;
}) {
  const { title, side, past, name } = props;
  const steps = past.record.filter(({ step }) => sideOf(step) === side);
  if (steps.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {steps.map((each) => {
          const { who, what, note } = stepWords(each, name);
          return (
            <li key={each.step}>
              <time dateTime={new Date(each.at).toISOString()}>{momentWords(each.at)}</time>{' '}
              {[who, what].filter(Boolean).join(': ')}
              <span class="note">{note}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
