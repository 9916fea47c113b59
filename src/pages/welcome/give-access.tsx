import { useState } from 'preact/hooks';
import { type ApiDashboardId, apiDashboards, isApiDashboard } from '../../dashboards';
import type { Field } from '../../dashboards/fieldset';
import { apiFieldsets } from '../../dashboards/fieldsets';
import type { Access } from '../../dashboards/session';
import { checkAccess } from '../../extension/dashboard/sign-in';
import { copyText } from '../../extension/platform/clipboard';
import { openPage } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { saveProfile } from '../../extension/store/edit-profiles';
import { keepInMemoryOnly } from '../../extension/store/locker';
import { t } from '../../extension/words/text';
import { type Problem, problem } from '../../setup/problems';
import {
  type Change,
  type Draft,
  type DraftProblems,
  draftOf,
  enteredIn,
  entering,
  fieldsAt,
  opensTheSame,
  ownTexts,
} from '../../setup/profiles/draft';
import {
  type ApiProfile,
  addressOf,
  correctedBy,
  hostsOf,
  isOverApi,
  type Profile,
} from '../../setup/profiles/profile';
import { isElsewhere, readDraft } from '../../setup/profiles/read-draft';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { AccessReport } from '../parts/access-report';
import { StartButton, useCommands } from '../parts/commands';
import { NoAccess } from '../parts/no-access';
import { OwnFields } from '../parts/own-fields';
import { Refusal } from '../parts/refusal';

type AccessStatus =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'checking' }
  | {
      readonly kind: 'checked';
      readonly access: Access;
      readonly profile: ApiProfile;
      /** The dashboard's address, where it is another than was entered. */
      readonly at: string | undefined;
    }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly elsewhere?: ApiProfile | undefined;
    };

/** The way into the dashboard: what to click there, what to enter here, and whether it is enough. */
export function GiveAccess(props: {
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  /** What came of it before; its credential may still be in memory. */
  readonly saved: Profile | undefined;
  readonly onBack: () => void;
  /** With the draft as it was saved. */
  readonly onChecked: (right: Draft) => void;
}) {
  const { draft, saved, change } = props;
  const [problems, setProblems] = useState<DraftProblems>({});
  const [status, setStatus] = useState<AccessStatus>({ kind: 'quiet' });
  const commands = useCommands();
  const { dashboard } = draft;

  // The first steps are for a dashboard that lets itself be set up.
  if (!isApiDashboard(dashboard)) return null;

  const enter = (part: Change) => {
    setProblems({});
    setStatus({ kind: 'quiet' });
    change(part);
  };

  /** Reads the form and asks for the host: both before the first `await`, as browsers want it. */
  const check = (elsewhere?: ApiProfile) => {
    const of = elsewhere ? { ...draft, ...entering(draft, ownTexts(dashboard, elsewhere)) } : draft;
    const named = { ...of, name: of.name || apiFieldsets[dashboard].suggestedName(enteredIn(of)) };
    const reading = readDraft(named, saved !== undefined && opensTheSame(of, saved));
    if (reading.kind === 'problems') return setProblems(reading.problems);
    const { profile, credential } = reading;
    if (!isOverApi(profile)) return;
    const hosts = hostsOf(profile);
    void requestHosts(hosts).then(async (isGranted) => {
      if (!isGranted) return setStatus({ kind: 'problem', problem: problem('hostPermission', hosts[0]) });
      setStatus({ kind: 'checking' });
      const found = await checkAccess(profile, credential);
      if (found.kind === 'problem') return setStatus(found);
      if (credential) await keepInMemoryOnly(profile.id, credential);
      const right = correctedBy(found.access, profile);
      await saveProfile(right);
      props.onChecked(draftOf(right));
      setStatus({
        ...found,
        profile: right,
        at: isElsewhere(draft, profile) ? addressOf(profile) : undefined,
      });
    });
  };

  const asked = fieldsAt(draft, 'access');
  // The way says what else there is to be said of them.
  const help = ({ kind }: Field) => (kind === 'secret' ? t('help_tokenShort') : undefined);
  const own = { draft, problems, change: enter, help };
  const isEnough =
    status.kind === 'checked' &&
    status.access.rights.every((each) => each.feature !== 'setup' || each.isGranted);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <h2 data-focus>{t('welcomeAccess')}</h2>
      <OwnFields {...own} fields={asked.filter(({ kind }) => kind === 'choice')} />
      <Instructions dashboard={dashboard} draft={draft} />
      <OwnFields {...own} fields={asked.filter(({ kind }) => kind !== 'choice')} />
      <div role="status">
        {status.kind === 'checking' && t('checking')}
        {status.kind === 'checked' && <AccessReport access={status.access} at={status.at} />}
        {isEnough && <p>{t('welcomeReady')}</p>}
      </div>
      {status.kind === 'problem' && (
        <NoAccess problem={status.problem} elsewhere={status.elsewhere} look={check} />
      )}
      {status.kind === 'checked' && <Refusal commands={commands} profile={status.profile} />}
      <div class="buttons">
        {isEnough ? (
          <StartButton mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        ) : (
          <Button look="primary" type="submit" disabled={status.kind === 'checking'}>
            {t('checkAccess')}
          </Button>
        )}
        <Button onPress={props.onBack}>{t('back')}</Button>
      </div>
    </form>
  );
}

/** The exact clicks in the dashboard, and the exact permissions to tick there. */
function Instructions({ dashboard, draft }: { dashboard: ApiDashboardId; draft: Draft }) {
  const { name } = apiDashboards[dashboard].about;
  const { rights, way } = apiFieldsets[dashboard];
  const { page, clicks, aboutRights, needsRights } = way(enteredIn(draft));
  return (
    <div class="hintbox way">
      <h3>{t('wayTitle', name)}</h3>
      <ol>
        {clicks.map((each) => (
          <li key={each}>{t(each)}</li>
        ))}
      </ol>
      <div class="buttons">
        <Button onPress={() => void openPage(page)}>{t('openDashboard', name)}</Button>
      </div>
      {rights.length > 0 && (
        <details open={needsRights}>
          <summary>{t('scopesTitle')}</summary>
          {aboutRights && <p class="help">{t(aboutRights)}</p>}
          <ul class="scopes" aria-label={t('scopesTitle')}>
            {rights.map(({ scope, feature }) => (
              <li key={scope}>
                <code>{scope}</code>
                <span class="help">{t(`feature_${feature}`)}</span>
                <span class="buttons">
                  <CopyButton name={t('copy', scope)} copy={() => copyText(scope)} look="quiet">
                    {t('copyShort')}
                  </CopyButton>
                </span>
              </li>
            ))}
          </ul>
          <div class="buttons">
            <CopyButton
              name={t('copyAll')}
              copy={() => copyText(rights.map((each) => each.scope).join(' '))}
            />
          </div>
        </details>
      )}
    </div>
  );
}
