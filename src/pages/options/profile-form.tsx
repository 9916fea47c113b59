import { useState } from 'preact/hooks';
import { oauthGuide } from '../../bitbucket/guide';
import { loginScopes } from '../../bitbucket/scopes';
import { apiDashboardNames, apiDashboards, dashboardIds, isApiDashboard } from '../../dashboards';
import { apiFieldsets, fieldsets } from '../../dashboards/fieldsets';
import { ask } from '../../extension/messages/ask';
import { keptOwn } from '../../extension/store/own-access';
import { named } from '../../extension/words/names';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import type { Problem } from '../../setup/problems';
import { type Draft, enteredIn, fieldsAt } from '../../setup/profiles/draft';
import { hasOwn } from '../../setup/profiles/own-access';
import { dashboardName, forAllAt, isOverApi, type Profile } from '../../setup/profiles/profile';
import { AskButton } from '../../ui/ask-button';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';
import { AccessReport } from '../parts/access-report';
import { DashboardChoice } from '../parts/dashboard-choice';
import { KeepIt } from '../parts/keep-it';
import { NoAccess } from '../parts/no-access';
import { KeptOwnAccess, OfferOwnAccess } from '../parts/own-access';
import { OwnFields } from '../parts/own-fields';
import { ProblemAlert } from '../parts/problem';
import { useKept } from '../parts/use-stored';
import { Applications } from './applications';
import { KeptCredential } from './kept-credential';
import { Permissions, presetOf } from './permissions';
import { SaveBar, useLeaveQuestion } from './save-bar';
import { Section } from './section';
import { type ProfileFormState, useProfileForm } from './use-profile-form';

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

/** One profile: what is wrong is said at its field, and nothing that is half right is sent or saved. */
export function ProfileForm({ id, profile, copied, onSaved, onDeleted, onDuplicate }: ProfileFormProps) {
  const state = useProfileForm(id, profile, copied, onSaved);
  const { draft, problems, status, isUnsaved, change } = state;
  useLeaveQuestion(isUnsaved);
  const { guides = {} } = fieldsets[draft.dashboard];
  const access = status.kind === 'checked' ? status.access : undefined;
  const isApi = isApiDashboard(draft.dashboard);
  const forAll = forAllAt(draft.dashboard);
  const names = access?.applications.map((each) => each.name) ?? [];
  const said = (field: string) => problems[field] && inWords(problems[field]);
  const [undeleted, setUndeleted] = useState<Problem>();
  const remove = async ({ id: profileId }: Profile) => {
    const answer = await ask({ type: 'profile/delete', profileId });
    if (answer.kind === 'refused') setUndeleted(answer.problem);
    else onDeleted();
  };
  const kept = state.isInMemory && !state.isLockedAway ? t('kept') : undefined;
  const noted = useKept(keptOwn)?.value?.[id];
  const isOwn =
    noted !== undefined &&
    isApiDashboard(draft.dashboard) &&
    hasOwn({ ...enteredIn(draft), dashboard: draft.dashboard }, noted.id);

  // Keyferry's own access is there: nothing has to be entered.
  const isOwnHere = isOwn && (state.isInMemory || state.isLockedAway);

  return (
    <form
      ref={state.form}
      class="profile"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        state.save();
      }}
    >
      <Section title={t('profile')}>
        <TextField
          label={t('profileName')}
          value={draft.name}
          problem={said('name')}
          onInput={(name) => change(() => ({ name }))}
        />
        <DashboardChoice
          ids={dashboardIds}
          draft={draft}
          change={change}
          help={t('help_dashboard', named(apiDashboardNames, 'all'))}
        />
      </Section>

      <Section title={t(fieldsets[draft.dashboard].title)} guide={guides.access}>
        <OwnFields
          fields={fieldsAt(draft, 'where', 'access').filter(({ kind }) => kind !== 'secret' || !isOwnHere)}
          draft={draft}
          problems={problems}
          change={change}
          isNew={profile === undefined}
          onTaken={state.take}
          help={(field, own) =>
            field.kind === 'secret' ? (kept ?? (isOwn ? t('ownSecretHelp') : own)) : own
          }
        />
        {isApi && <ApiAccess profile={profile} state={state} />}
      </Section>

      <Section title={t('groupBitbucket')} guide={oauthGuide}>
        <OwnFields
          fields={fieldsAt(draft, 'login')}
          draft={draft}
          problems={problems}
          change={change}
          access={access}
        />
        <TextField
          label={t('workspace')}
          value={draft.workspace}
          help={t('help_workspace')}
          problem={said('workspace')}
          onInput={(workspace) => change(() => ({ workspace }))}
        />
        <Permissions
          key={draft.dashboard}
          chosen={draft.scopes}
          needed={isApi ? loginScopes : []}
          preset={presetOf(draft)}
          isForLoginOnly={isApiDashboard(draft.dashboard) && !!apiFieldsets[draft.dashboard].isForLoginOnly}
          onChange={(scopes) => change(() => ({ scopes }))}
        />
        {forAll && (
          <p class="help" role="status">
            {[t(forAll), ...names.map((each) => t('forAllNow', each))].join(' ')}
          </p>
        )}
      </Section>

      {isApi && !forAll && (
        <Section title={t('groupApplications')} guide={guides.applications}>
          <Applications draft={draft} access={access} change={change} />
        </Section>
      )}

      <SaveBar
        isUnsaved={isUnsaved}
        isSaved={status.kind === 'saved'}
        isWrong={Object.keys(problems).length > 0}
        hasSecret={secretsOf(draft).some((text) => text !== '')}
        onDiscard={state.discard}
      />
      <div class="buttons">
        {profile && (
          <Button look="quiet" onPress={() => onDuplicate(profile)}>
            {t('duplicate')}
          </Button>
        )}
        {profile && (
          <AskButton
            name={t('deleteProfile')}
            look="quiet-danger"
            question={async () => (await import('../asks/losses')).askToDelete(profile)}
            yes={t('deleteYes')}
            onYes={() => void remove(profile)}
          />
        )}
      </div>
      {undeleted && profile && <ProblemAlert problem={undeleted} dashboardName={dashboardName(profile)} />}
    </form>
  );
}

/** The secrets that were entered, which cannot be looked up again. */
const secretsOf = (draft: Draft): readonly string[] => [
  draft.passphrase,
  ...fieldsAt(draft, 'access')
    .filter(({ kind }) => kind === 'secret')
    .map(({ id }) => enteredIn(draft)[id] ?? ''),
];

/** For a dashboard with an API: how long its credential is kept, and whether it is enough. */
function ApiAccess({ profile, state }: { profile: Profile | undefined; state: ProfileFormState }) {
  const { draft, problems, status, isInMemory, isLockedAway, change, look } = state;
  const offered = state.offered();
  const name = isApiDashboard(draft.dashboard) ? apiDashboards[draft.dashboard].about.name : '';
  const isEntered = fieldsAt(draft, 'access').some(
    ({ kind, id }) => kind === 'secret' && enteredIn(draft)[id] !== '',
  );
  return (
    <>
      {profile && isOverApi(profile) && isLockedAway && (
        <KeptCredential profile={profile} isUnlocked={isInMemory} onChanged={look} />
      )}
      {(!isLockedAway || isEntered) && (
        <KeepIt value={draft} problems={problems} change={(part) => change(() => part)} />
      )}
      <div class="buttons">
        <Button onPress={() => state.check()} disabled={status.kind === 'checking'}>
          {t('checkAccess')}
        </Button>
      </div>
      <div role="status">
        {status.kind === 'checking'
          ? t('checking')
          : status.kind === 'checked' && (
              <AccessReport access={status.access} dashboardName={name} at={status.at} />
            )}
      </div>
      {status.kind === 'problem' && (
        <NoAccess
          problem={status.problem}
          dashboardName={name}
          elsewhere={status.elsewhere}
          look={state.check}
        />
      )}
      {offered && <OfferOwnAccess {...offered} onMade={state.settle} />}
      {profile && isOverApi(profile) && (
        <KeptOwnAccess profile={profile} entered={state.entered} onRemoved={state.reload} />
      )}
    </>
  );
}
