import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { loginScopes } from '../../bitbucket/scopes';
import {
  type ApiDashboardId,
  apiDashboards,
  type DashboardId,
  dashboards,
  type HandDashboardId,
} from '../../dashboards';
import type { Access, Credential } from '../../dashboards/session';
import { checkAccess } from '../../extension/dashboard/sign-in';
import { requestHosts } from '../../extension/platform/permissions';
import { hasCredential, readCredential } from '../../extension/store/credentials';
import { deleteProfile } from '../../extension/store/delete-profile';
import { isLockedIn, keepInMemoryOnly, keptLocker, lockAway } from '../../extension/store/locker';
import { saveProfile } from '../../extension/store/profiles';
import { fieldWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { Problem } from '../../setup/problems';
import {
  type Draft,
  type DraftField,
  type DraftProblems,
  draftOf,
  emptyDraft,
  readDraft,
  withTool,
} from '../../setup/profiles/draft';
import { type ApiProfile, hostsOf, isOverApi, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Select, TextField } from '../../ui/fields';
import { AccessReport } from '../parts/access-report';
import { ProblemAlert } from '../parts/problem';
import { useKept } from '../parts/use-stored';
import { ApiFields, CallbackDomain } from './api-fields';
import { Applications } from './applications';
import { HandFields } from './hand-fields';
import { KeepIt, KeptCredential } from './kept-credential';
import { Permissions } from './permissions';

interface ProfileFormProps {
  readonly id: string;
  /** As it is saved; undefined while it is new. */
  readonly profile: Profile | undefined;
  /** What a new one starts as, where it is a copy of another. */
  readonly copied: Profile | undefined;
  readonly onSaved: () => void;
  readonly onDeleted: () => void;
  readonly onDuplicate: (profile: Profile) => void;
}

type Standing =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'checked'; readonly access: Access }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** One profile: what is wrong is said at its field, and nothing that is half right is sent or saved. */
export function ProfileForm({ id, profile, copied, onSaved, onDeleted, onDuplicate }: ProfileFormProps) {
  const [draft, setDraft] = useState<Draft>(() => {
    const before = profile ?? copied;
    return before ? draftOf(before) : emptyDraft(id);
  });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [standing, setStanding] = useState<Standing>({ kind: 'quiet' });
  const [isInMemory, setInMemory] = useState(false);
  const isLockedAway = isLockedIn(useKept(keptLocker)?.value, id);
  const form = useRef<HTMLFormElement>(null);
  const access = standing.kind === 'checked' ? standing.access : undefined;
  const isApi = draft.dashboard in apiDashboards;
  const isEntered = draft.token !== '' || draft.clientSecret !== '';

  const look = useCallback(() => void hasCredential(id).then(setInMemory), [id]);
  useEffect(look, [look]);

  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblems((before) => {
      const left = { ...before };
      for (const field of Object.keys(part)) delete left[field as DraftField];
      return left;
    });
    if (standing.kind !== 'checked') setStanding({ kind: 'quiet' });
  };

  const show = (found: DraftProblems) => {
    setProblems(found);
    setStanding({ kind: 'quiet' });
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };

  /** Reads the form and asks for the hosts: both before the first `await`, as browsers want it. */
  const prepare = (then: (settings: Profile, entered: Credential | undefined) => Promise<void>) => {
    const isSameWay =
      profile !== undefined &&
      isOverApi(profile) &&
      profile.signIn === draft.signIn &&
      profile.domain === draft.domain;
    const reading = readDraft(draft, isSameWay && (isInMemory || isLockedAway), Date.now());
    if (reading.kind === 'problems') return show(reading.problems);
    const settings = reading.profile;
    setProblems({});
    setDraft((before) => ({ ...before, ...settings }));
    if (!isOverApi(settings)) return void then(settings, undefined);
    const hosts = hostsOf(settings);
    void requestHosts(hosts).then((isGranted) =>
      isGranted
        ? then(settings, reading.credential)
        : show({ domain: { code: 'hostDenied', params: [hosts[0]] } }),
    );
  };

  const check = () =>
    prepare(async (settings, entered) => {
      if (!isOverApi(settings)) return;
      setStanding({ kind: 'checking' });
      setStanding(await checkAccess(settings, entered));
    });

  const save = () =>
    prepare(async (settings, entered) => {
      if (isOverApi(settings)) await keep(settings, entered);
      await saveProfile(settings);
      look();
      setDraft(draftOf(settings));
      setStanding({ kind: 'saved' });
      onSaved();
    });

  /** Keeps what was entered, in memory or encrypted; an older one that is kept has had its time. */
  const keep = async (settings: ApiProfile, entered: Credential | undefined) => {
    const credential = entered ?? (draft.isToBeKept ? await readCredential(settings.id) : undefined);
    if (!credential) return;
    if (draft.isToBeKept) return lockAway(settings, credential, new Secret(draft.passphrase));
    await keepInMemoryOnly(settings.id, credential);
  };

  const said = (field: DraftField) => {
    const found = problems[field];
    return found && fieldWords(found);
  };

  return (
    <form
      ref={form}
      class="profile"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={t('profileName')}
        value={draft.name}
        problem={said('name')}
        onInput={(name) => change({ name })}
      />
      <Select
        label={t('dashboard')}
        value={draft.dashboard}
        help={t('help_dashboard')}
        options={Object.entries(dashboards).map(([value, { about }]) => ({
          value,
          label: about.kind === 'hand' ? t('otherDashboard') : about.name,
        }))}
        onChange={(value) => {
          const dashboard = value as DashboardId;
          const isByHand = dashboards[dashboard].about.kind === 'hand';
          change({
            dashboard,
            scopes: loginScopes,
            ...(isByHand ? withTool(dashboard as HandDashboardId, draft.tool) : {}),
          });
        }}
      />

      {isApi ? (
        <ApiFields
          id={draft.dashboard as ApiDashboardId}
          draft={draft}
          change={change}
          said={said}
          kept={isInMemory && !isLockedAway ? t('kept') : undefined}
          keeping={
            <>
              {profile && isOverApi(profile) && isLockedAway && (
                <KeptCredential profile={profile} isUnlocked={isInMemory} onChanged={look} />
              )}
              {(!isLockedAway || isEntered) && <KeepIt draft={draft} change={change} said={said} />}
            </>
          }
          isChecking={standing.kind === 'checking'}
          onCheck={check}
        >
          <div role="status">
            {standing.kind === 'checking' ? t('checking') : access && <AccessReport access={access} />}
          </div>
          {standing.kind === 'problem' && <ProblemAlert problem={standing.problem} />}
        </ApiFields>
      ) : (
        <HandFields
          id={draft.dashboard as HandDashboardId}
          draft={draft}
          change={change}
          callbackProblem={said('callbackUrl')}
        />
      )}

      <section>
        <h2>{t('groupBitbucket')}</h2>
        {isApi && <CallbackDomain draft={draft} access={access} change={change} said={said} />}
        <TextField
          label={t('workspace')}
          value={draft.workspace}
          help={t('help_workspace')}
          problem={said('workspace')}
          onInput={(workspace) => change({ workspace })}
        />
        <Permissions
          chosen={draft.scopes}
          needed={isApi ? loginScopes : []}
          onChange={(scopes) => change({ scopes })}
        />
      </section>

      {isApi && (
        <section>
          <h2>{t('groupApplications')}</h2>
          <Applications draft={draft} access={access} change={change} />
        </section>
      )}

      <div class="buttons end">
        <Button look="primary" type="submit">
          {t('saveProfile')}
        </Button>
        {profile && (
          <Button look="quiet" onPress={() => onDuplicate(profile)}>
            {t('duplicate')}
          </Button>
        )}
        {profile && (
          <DeleteButton
            name={profile.name}
            onDelete={async () => {
              await deleteProfile(profile.id);
              onDeleted();
            }}
          />
        )}
      </div>
      <p class="status" role="status">
        {standing.kind === 'saved' ? t('saved') : ''}
      </p>
    </form>
  );
}

/** Deletes only after a second click. */
function DeleteButton({ name, onDelete }: { name: string; onDelete: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button look="danger" onPress={() => setAsking(true)}>
        {t('deleteProfile')}
      </Button>
    );
  }
  return (
    <span class="buttons" role="alert">
      {t('deleteConfirm', name)}
      <Button look="danger" onPress={() => void onDelete()}>
        {t('deleteYes')}
      </Button>
      <Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
    </span>
  );
}
