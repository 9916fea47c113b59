import { useEffect, useRef, useState } from 'preact/hooks';
import { expand, loginScopes, permissions, type Scope } from '../bitbucket/scopes';
import { dashboards } from '../dashboards';
import type { Access } from '../dashboards/dashboard';
import { checkAccess } from '../extension/access';
import { requestHosts } from '../extension/permissions';
import { deleteProfile, keptProfiles, saveProfile } from '../extension/profiles';
import { t } from '../extension/text';
import { keepCredential, readCredential } from '../extension/vault';
import { fromCause, type Problem } from '../setup/diagnose';
import type { Profile } from '../setup/profile';
import { Button } from '../ui/button';
import { SecretField, Select, TextField } from '../ui/fields';
import { Logo } from '../ui/icons';
import { useKept } from '../ui/kept';
import { ProblemAlert } from '../ui/problem';
import { AccessReport } from './access-report';
import { type Draft, type DraftField, type DraftProblems, draftOf, emptyDraft, readDraft } from './draft';

/** The settings: one form a profile. */
export function Options() {
  const found = useKept(keptProfiles);
  const [chosen, setChosen] = useState<string>();
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  if (!found) return null;
  const profiles = found.value?.profiles ?? [];
  const id =
    chosen ??
    (profiles.some((each) => each.id === found.value?.current) ? found.value?.current : undefined) ??
    newId;
  const startNew = () => {
    const fresh = crypto.randomUUID();
    setNewId(fresh);
    setChosen(fresh);
  };
  return (
    <main class="options">
      <header>
        <Logo size={28} />
        <h1>{t('settingsTitle')}</h1>
      </header>
      <p class="quiet">{t('optionsLead')}</p>
      {profiles.length > 0 && (
        <nav class="buttons" aria-label={t('profiles')}>
          {profiles.map((each) => (
            <button
              key={each.id}
              type="button"
              class="button"
              aria-pressed={each.id === id}
              onClick={() => setChosen(each.id)}
            >
              {each.name}
            </button>
          ))}
          <Button look="quiet" onPress={startNew}>
            {t('newProfile')}
          </Button>
        </nav>
      )}
      <ProfileForm
        key={id}
        id={id}
        profile={profiles.find((each) => each.id === id)}
        onSaved={() => setChosen(id)}
        onDeleted={() => setChosen(undefined)}
      />
    </main>
  );
}

interface ProfileFormProps {
  readonly id: string;
  /** As it is saved; undefined while it is new. */
  readonly profile: Profile | undefined;
  readonly onSaved: () => void;
  readonly onDeleted: () => void;
}

type Standing =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'checked'; readonly access: Access }
  | { readonly kind: 'problem'; readonly problem: Problem };

function ProfileForm({ id, profile, onSaved, onDeleted }: ProfileFormProps) {
  const [draft, setDraft] = useState<Draft>(() => (profile ? draftOf(profile) : emptyDraft(id)));
  const [problems, setProblems] = useState<DraftProblems>({});
  const [standing, setStanding] = useState<Standing>({ kind: 'quiet' });
  const [hasCredential, setHasCredential] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const dashboard = dashboards[draft.dashboard];
  const access = standing.kind === 'checked' ? standing.access : undefined;

  useEffect(() => {
    if (profile) void readCredential(profile.id).then((kept) => setHasCredential(kept !== undefined));
  }, [profile]);

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

  /** Reads the form and asks for the host: both before the first `await`, as browsers want it. */
  const prepare = (then: (profile: Profile, credential: ReturnType<typeof readDraft>) => Promise<void>) => {
    const isSameWay = profile?.signIn === draft.signIn;
    const reading = readDraft(draft, hasCredential && isSameWay, Date.now());
    if (reading.kind === 'problems') return show(reading.problems);
    const { domain, loginDomain } = reading.profile;
    const request = requestHosts([domain, loginDomain]);
    setProblems({});
    setDraft((before) => ({ ...before, domain, loginDomain, workspace: reading.profile.workspace }));
    void request.then((isGranted) =>
      isGranted ? then(reading.profile, reading) : show({ domain: { code: 'hostDenied', params: [domain] } }),
    );
  };

  const check = () =>
    prepare(async (settings, reading) => {
      setStanding({ kind: 'checking' });
      const given = reading.kind === 'ok' ? reading.credential : undefined;
      const credential = given ?? (await readCredential(settings.id));
      if (!credential) return;
      const outcome = await checkAccess(settings, credential);
      setStanding(
        outcome.kind === 'done'
          ? { kind: 'checked', access: outcome.value }
          : { kind: 'problem', problem: fromCause(outcome.cause) },
      );
    });

  const save = () =>
    prepare(async (settings, reading) => {
      if (reading.kind === 'ok' && reading.credential) await keepCredential(settings.id, reading.credential);
      await saveProfile(settings);
      setHasCredential(true);
      setDraft(draftOf(settings));
      setStanding({ kind: 'saved' });
      onSaved();
    });

  const said = (field: DraftField) => {
    const found = problems[field];
    if (!found) return undefined;
    const params =
      found.code === 'tokenExpired'
        ? found.params.map((time) => new Date(Number(time)).toLocaleString())
        : found.params;
    return t(`field_${found.code}`, ...params);
  };
  const kept = hasCredential ? t('kept') : undefined;

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

      <section>
        <h2>{t('groupAccess')}</h2>
        <Select
          label={t('dashboard')}
          value={draft.dashboard}
          options={Object.values(dashboards).map((each) => ({ value: each.id, label: each.name }))}
          onChange={() => undefined}
        />
        <TextField
          label={t('domain')}
          value={draft.domain}
          help={t('help_domain')}
          problem={said('domain')}
          onInput={(domain) => change({ domain })}
          onLeave={() => {
            const read = dashboard.readDomain(draft.domain);
            if (read.kind === 'ok' && read.value !== draft.domain) change({ domain: read.value });
          }}
        />
        <Select
          label={t('signInWith')}
          value={draft.signIn}
          options={[
            { value: 'token', label: t('signIn_token') },
            { value: 'machine', label: t('signIn_machine') },
          ]}
          onChange={(value) => change({ signIn: value === 'machine' ? 'machine' : 'token' })}
        />
        {draft.signIn === 'token' ? (
          <SecretField
            label={t('token')}
            value={draft.token}
            help={kept ?? t('help_token')}
            problem={said('token')}
            onInput={(token) => change({ token })}
          />
        ) : (
          <>
            <TextField
              label={t('clientId')}
              value={draft.clientId}
              help={t('help_machine')}
              problem={said('clientId')}
              onInput={(clientId) => change({ clientId })}
            />
            <SecretField
              label={t('clientSecret')}
              value={draft.clientSecret}
              help={kept}
              problem={said('clientSecret')}
              onInput={(clientSecret) => change({ clientSecret })}
            />
          </>
        )}
        <div class="buttons">
          <Button onPress={check} disabled={standing.kind === 'checking'}>
            {t('checkAccess')}
          </Button>
        </div>
        <div role="status">
          {standing.kind === 'checking' ? t('checking') : access && <AccessReport access={access} />}
        </div>
        {standing.kind === 'problem' && <ProblemAlert problem={standing.problem} />}
      </section>

      <section>
        <h2>{t('groupBitbucket')}</h2>
        <TextField
          label={t('callbackDomain')}
          value={draft.loginDomain}
          help={t('help_callback')}
          placeholder={draft.domain}
          problem={said('loginDomain')}
          onInput={(loginDomain) => change({ loginDomain })}
        />
        {access && access.loginDomains.length > 1 && (
          <div class="buttons">
            {access.loginDomains.map((each) => (
              <Button key={each} onPress={() => change({ loginDomain: each })}>
                {each}
              </Button>
            ))}
          </div>
        )}
        <TextField
          label={t('workspace')}
          value={draft.workspace}
          help={t('help_workspace')}
          problem={said('workspace')}
          onInput={(workspace) => change({ workspace })}
        />
        <Permissions chosen={draft.scopes} onChange={(scopes) => change({ scopes })} />
      </section>

      <section>
        <h2>{t('groupApplications')}</h2>
        <Applications draft={draft} access={access} change={change} />
      </section>

      <div class="buttons end">
        <Button look="primary" type="submit">
          {t('saveProfile')}
        </Button>
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

/** The permissions to ask of Bitbucket; those that a login needs cannot be left out. */
function Permissions({
  chosen,
  onChange,
}: {
  chosen: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}) {
  const all = expand(chosen);
  const groups = [...new Set(permissions.map((each) => each.group))];
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(isOn ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <fieldset class="group">
      <legend>{t('permissions')}</legend>
      <p class="help">{t('help_permissions')}</p>
      <div class="permissions">
        {groups.map((group) => (
          <fieldset key={group}>
            <legend class="quiet">{group}</legend>
            {permissions
              .filter((each) => each.group === group)
              .map(({ scope, label }) => (
                <label key={scope} class="choice">
                  <input
                    type="checkbox"
                    checked={all.includes(scope)}
                    disabled={loginScopes.includes(scope) || (all.includes(scope) && !chosen.includes(scope))}
                    onChange={(event) => toggle(scope, event.currentTarget.checked)}
                  />
                  {label}
                </label>
              ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}

interface ApplicationsProps {
  readonly draft: Draft;
  readonly access: Access | undefined;
  readonly change: (part: Partial<Draft>) => void;
}

/** Which applications the connection is enabled for. */
function Applications({ draft: { applications }, access, change }: ApplicationsProps) {
  const ids = applications.kind === 'chosen' ? applications.ids : [];
  const toggle = (id: string, isOn: boolean) =>
    change({
      applications: { kind: 'chosen', ids: isOn ? [...ids, id] : ids.filter((each) => each !== id) },
    });
  return (
    <fieldset class="group">
      <legend class="unseen">{t('groupApplications')}</legend>
      <label class="choice">
        <input
          type="radio"
          name="applications"
          checked={applications.kind === 'all'}
          onChange={() => change({ applications: { kind: 'all' } })}
        />
        {t('applicationsAll')}
      </label>
      <label class="choice">
        <input
          type="radio"
          name="applications"
          checked={applications.kind === 'chosen'}
          onChange={() => change({ applications: { kind: 'chosen', ids: [] } })}
        />
        {t('applicationsChosen')}
      </label>
      {!access && applications.kind === 'chosen' && <p class="help">{t('applicationsUnknown')}</p>}
      {access && access.applications.length === 0 && <p class="help">{t('applicationsNone')}</p>}
      {access && access.applications.length > 0 && (
        <div class="applications">
          {access.applications.map((each) => (
            <label key={each.id} class="choice">
              <input
                type="checkbox"
                checked={applications.kind === 'all' || ids.includes(each.id)}
                disabled={applications.kind === 'all'}
                onChange={(event) => toggle(each.id, event.currentTarget.checked)}
              />
              {each.name}
            </label>
          ))}
        </div>
      )}
    </fieldset>
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
