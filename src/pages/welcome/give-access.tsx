import { useState } from 'preact/hooks';
import { type ApiDashboardId, apiDashboards } from '../../dashboards';
import type { Access } from '../../dashboards/session';
import { accessTo } from '../../dashboards/sessions';
import { checkAccess } from '../../extension/dashboard/sign-in';
import { copyText } from '../../extension/platform/clipboard';
import { openPage } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { keepInMemoryOnly } from '../../extension/store/locker';
import { saveProfile } from '../../extension/store/profiles';
import { fieldWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { type Problem, problem } from '../../setup/problems';
import { type Draft, type DraftField, type DraftProblems, readDraft } from '../../setup/profiles/draft';
import { type ApiProfile, hostsOf, isOverApi } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { AccessReport } from '../parts/access-report';
import { Refusal, StartButton, useCommands } from '../parts/commands';
import { ProblemAlert } from '../parts/problem';
import { SignInFields } from '../parts/sign-in-fields';

type Standing =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly access: Access; readonly profile: ApiProfile }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The way into the dashboard: what to click there, what to enter here, and whether it is enough. */
export function GiveAccess(props: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Whether a profile came of it before; its credential may still be in memory. */
  readonly isSaved: boolean;
  readonly onBack: () => void;
  /** With the draft as it was saved. */
  readonly onChecked: (right: Draft) => void;
}) {
  const { draft, change } = props;
  const [problems, setProblems] = useState<DraftProblems>({});
  const [standing, setStanding] = useState<Standing>({ kind: 'quiet' });
  const commands = useCommands();
  const dashboard = draft.dashboard as ApiDashboardId;

  const enter = (part: Partial<Draft>) => {
    setProblems({});
    setStanding({ kind: 'quiet' });
    change(part);
  };
  const said = (field: DraftField) => problems[field] && fieldWords(problems[field]);

  /** Reads the form and asks for the host: both before the first `await`, as browsers want it. */
  const check = () => {
    const [tenant = ''] = draft.domain.split('.');
    const named = { ...draft, name: draft.name || tenant };
    const reading = readDraft(named, props.isSaved, Date.now());
    if (reading.kind === 'problems') return setProblems(reading.problems);
    const { profile, credential } = reading;
    if (!isOverApi(profile)) return;
    const hosts = hostsOf(profile);
    void requestHosts(hosts).then(async (isGranted) => {
      if (!isGranted) return setStanding({ kind: 'problem', problem: problem('hostPermission', hosts[0]) });
      setStanding({ kind: 'checking' });
      const found = await checkAccess(profile, credential);
      if (found.kind === 'problem') return setStanding(found);
      if (credential) await keepInMemoryOnly(profile.id, credential);
      await saveProfile(profile);
      props.onChecked({ ...named, token: '', clientSecret: '' });
      setStanding({ ...found, profile });
    });
  };

  const isEnough =
    standing.kind === 'checked' &&
    standing.access.rights.every((each) => each.feature !== 'setup' || each.isGranted);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <h2 data-focus>{t('welcomeAccess')}</h2>
      <SignInFields draft={draft} change={enter} said={said} secretHelp={t('help_tokenShort')}>
        <Way dashboard={dashboard} signIn={draft.signIn} />
      </SignInFields>
      <div role="status">
        {standing.kind === 'checking' && t('checking')}
        {standing.kind === 'checked' && <AccessReport access={standing.access} />}
        {isEnough && <p>{t('welcomeReady')}</p>}
      </div>
      {standing.kind === 'problem' && <ProblemAlert problem={standing.problem} />}
      {standing.kind === 'checked' && <Refusal commands={commands} profile={standing.profile} />}
      <div class="buttons">
        {isEnough ? (
          <StartButton mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        ) : (
          <Button look="primary" type="submit" disabled={standing.kind === 'checking'}>
            {t('checkAccess')}
          </Button>
        )}
        <Button onPress={props.onBack}>{t('back')}</Button>
      </div>
    </form>
  );
}

const clicks = ['1', '2', '3', '4'] as const;

/** The exact clicks in the dashboard, and the exact permissions to tick there. */
function Way({ dashboard, signIn }: { dashboard: ApiDashboardId; signIn: ApiProfile['signIn'] }) {
  const { name, home } = apiDashboards[dashboard].about;
  const { rights } = accessTo[dashboard];
  return (
    <div class="hintbox way">
      <h3>{t('wayTitle', name)}</h3>
      <ol>
        {clicks.map((each) => (
          <li key={each}>{t(`way_${dashboard}_${signIn}_${each}`)}</li>
        ))}
      </ol>
      <div class="buttons">
        <Button onPress={() => void openPage(home)}>{t('openDashboard', name)}</Button>
      </div>
      <details open={signIn === 'machine'}>
        <summary>{t('scopesTitle')}</summary>
        {signIn === 'token' && <p class="help">{t('scopesToken')}</p>}
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
          <CopyButton name={t('copyAll')} copy={() => copyText(rights.map((each) => each.scope).join(' '))} />
        </div>
      </details>
    </div>
  );
}
