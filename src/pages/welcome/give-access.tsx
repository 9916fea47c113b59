import { useRef, useState } from 'preact/hooks';
import {
  type ApiDashboardId,
  apiDashboardIds,
  apiDashboardNames,
  apiDashboards,
  isApiDashboard,
} from '../../dashboards';
import type { Field } from '../../dashboards/fieldset';
import { apiFieldsets } from '../../dashboards/fieldsets';
import { copyText } from '../../extension/platform/clipboard';
import { closeThisPage, openPage, openSettings } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { saveProfile } from '../../extension/store/edit-profiles';
import { keepInMemoryOnly } from '../../extension/store/locker';
import { keptOwn } from '../../extension/store/own-access';
import { readProfiles } from '../../extension/store/profiles';
import { named } from '../../extension/words/names';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import { problem } from '../../setup/problems';
import {
  type Change,
  type Draft,
  type DraftProblems,
  draftOf,
  enteredIn,
  fieldsAtFirst,
  fieldsChecked,
  opensTheSame,
} from '../../setup/profiles/draft';
import { elsewhere as movedTo } from '../../setup/profiles/first-steps';
import { hasOwn } from '../../setup/profiles/own-access';
import { type ApiProfile, hostsOf, isOverApi, type Profile } from '../../setup/profiles/profile';
import { checksTheSame, readDraft } from '../../setup/profiles/read-draft';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { TextField } from '../../ui/fields';
import { AccessReport } from '../parts/access-report';
import { OwnFormEntrance } from '../parts/agree-own-form';
import { StartButton, useCommands } from '../parts/commands';
import { DashboardChoice } from '../parts/dashboard-choice';
import { type AccessStatus, draftAt, lookAtAccess } from '../parts/look-at-access';
import { NoAccess } from '../parts/no-access';
import { KeptOwnAccess, OfferOwnAccess } from '../parts/own-access';
import { OwnFields } from '../parts/own-fields';
import { Refusal } from '../parts/refusal';
import { useKept } from '../parts/use-stored';

/** The way into the dashboard: what to click there, what to enter here, and whether it is enough. */
export function GiveAccess(props: {
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  /** What came of it before; its credential may still be in memory. */
  readonly saved: Profile | undefined;
  /** Called with what can be tried. */
  readonly onRead: (settings: ApiProfile) => void;
  /** Called with the draft as it was saved. */
  readonly onChecked: (right: Draft) => void;
}) {
  const { draft, saved, change } = props;
  const [problems, setProblems] = useState<DraftProblems>({});
  const [status, setStatus] = useState<AccessStatus>({ kind: 'quiet' });
  const commands = useCommands();
  const noted = useKept(keptOwn)?.value?.[draft.id];
  /** Where what people log in to is not what it usually is, it is asked for, too. */
  const [isLoginAsked, askForLogin] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;
  const { dashboard } = draft;

  // The first steps are for dashboards with an API.
  if (!isApiDashboard(dashboard)) return null;

  const enter = (part: Change) => {
    setProblems({});
    const isStillAbout = status.kind === 'checking' && saysTheSame({ ...draft, ...part(draft) }, draft);
    if (!isStillAbout) setStatus({ kind: 'quiet' });
    change((before) => movedTo(before, part(before)));
  };

  /** Reads the form and asks for the host: both before the first `await`, as browsers want it. */
  const check = (elsewhere?: ApiProfile, filled: Draft = draft) => {
    const of = draftAt(filled, elsewhere);
    const called = { ...of, name: of.name || apiFieldsets[dashboard].suggestedName(enteredIn(of)) };
    const reading = readDraft(called, saved !== undefined && opensTheSame(of, saved));
    if (reading.kind === 'problems') return setProblems(reading.problems);
    const { profile, credential } = reading;
    if (!isOverApi(profile)) return;
    props.onRead(profile);
    const hosts = hostsOf(profile);
    const isStillEntered = () => saysTheSame(latest.current, filled);
    void requestHosts(hosts).then(async (isGranted) => {
      // Nothing is known yet of what was entered since.
      if (!isStillEntered()) return;
      if (!isGranted) return setStatus({ kind: 'problem', problem: problem('hostPermission', hosts[0]) });
      setStatus({ kind: 'checking' });
      const found = await lookAtAccess(profile, credential, filled);
      if (!isStillEntered()) return;
      if (found.kind === 'problem') {
        if (found.problem.code === 'noCollection') askForLogin(true);
        return setStatus(found);
      }
      if (credential) await keepInMemoryOnly(profile.id, credential);
      await saveProfile(found.profile);
      props.onChecked(draftOf(found.profile));
      // What was entered is in memory by now.
      setStatus({ ...found, entered: undefined });
    });
  };

  /** The click that takes a credential is the one that checks it. */
  const take = (part: Change) => {
    enter(part);
    check(undefined, { ...draft, ...movedTo(draft, part(draft)) });
  };

  /** With an access of Keyferry's own there is nothing to fetch. */
  const isOwn = noted !== undefined && hasOwn({ ...enteredIn(draft), dashboard }, noted.id);
  const asked = fieldsAtFirst(draft).filter((each) => !isOwn || each.kind === 'choice' || isWhere(each));
  // The way says everything else about how to get in.
  const help = ({ kind, place }: Field, own: string | undefined) =>
    kind === 'secret' ? t('help_tokenShort') : place === 'where' ? own : undefined;
  const own = { draft, problems, change: enter, help, isNew: saved === undefined, onTaken: take };
  const isEnough =
    status.kind === 'checked' &&
    status.access.rights.every((each) => each.feature !== 'setup' || each.isGranted !== false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <h2>{t('welcomeAccess')}</h2>
      <DashboardChoice ids={apiDashboardIds} draft={draft} change={enter} />
      <OwnFormEntrance tool={dashboard} workspace={draft.workspace} commands={commands} />
      <OwnFields {...own} fields={asked.filter(({ kind }) => kind === 'choice')} />
      <OwnFields {...own} fields={asked.filter(isWhere)} />
      {!isOwn && <Instructions dashboard={dashboard} draft={draft} />}
      <OwnFields {...own} fields={asked.filter((each) => each.kind !== 'choice' && !isWhere(each))} />
      {isLoginAsked && (
        <OwnFields {...own} fields={fieldsChecked(draft).filter(({ place }) => place === 'login')} />
      )}
      <TextField
        label={t('workspace')}
        value={draft.workspace}
        help={t('help_workspace')}
        problem={problems.workspace && inWords(problems.workspace)}
        onInput={(workspace) => enter(() => ({ workspace }))}
      />
      <div role="status">
        {status.kind === 'checking' && t('checking')}
        {status.kind === 'checked' && (
          <AccessReport
            access={status.access}
            dashboardName={apiDashboards[dashboard].about.name}
            at={status.at}
          />
        )}
        {isEnough && <p>{t('welcomeReady')}</p>}
      </div>
      {status.kind === 'problem' && (
        <NoAccess
          problem={status.problem}
          dashboardName={apiDashboards[dashboard].about.name}
          elsewhere={status.elsewhere}
          look={check}
        />
      )}
      {status.kind === 'checked' && status.access.ownAccess && isEnough && (
        <OfferOwnAccess
          profile={status.profile}
          offer={status.access.ownAccess}
          entered={status.entered}
          onMade={(profile, access) => {
            props.onChecked(draftOf(profile));
            setStatus({ kind: 'checked', access, profile, entered: undefined, at: undefined });
          }}
        />
      )}
      {saved && isOverApi(saved) && (
        <KeptOwnAccess
          profile={status.kind === 'checked' ? status.profile : saved}
          entered={() => undefined}
          onRemoved={() => {
            setStatus({ kind: 'quiet' });
            void readProfiles().then(({ profiles }) => {
              const left = profiles.find((each) => each.id === saved.id);
              if (left) props.onChecked(draftOf(left));
            });
          }}
        />
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
        <Button look="quiet" onPress={() => void closeThisPage()}>
          {t('later')}
        </Button>
      </div>
      <p class="help">{t('welcomeOther', named(apiDashboardNames, 'any'))}</p>
      <div class="buttons">
        <Button look="quiet" onPress={() => void openSettings()}>
          {t('openSettings')}
        </Button>
      </div>
    </form>
  );
}

const isWhere = ({ place }: Field): boolean => place === 'where';

/** Whether two drafts of the first steps come to the same. */
const saysTheSame = (one: Draft, other: Draft): boolean =>
  checksTheSame(one, other) && one.workspace.trim() === other.workspace.trim();

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
      {page && (
        <div class="buttons">
          <Button onPress={() => void openPage(page)}>{t('openDashboard', name)}</Button>
        </div>
      )}
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
