import { expand, permissions } from '../../bitbucket/scopes';
import { named } from '../../extension/words/names';
import { t } from '../../extension/words/text';
import {
  callbackUrlOf,
  dashboardName,
  forAllAt,
  isOverApi,
  loginTestsOf,
  type Profile,
} from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { type Commands, StartButton } from '../parts/commands';

/** Before a setup: what it makes and changes on both sides, what the person does for it, and how it is taken back. */
export function Plan(props: {
  readonly profile: Profile;
  readonly commands: Commands;
  readonly onLeft: () => void;
}) {
  const { profile, commands, onLeft } = props;
  const begin: Commands = {
    ...commands,
    run: async (message) => {
      onLeft();
      await commands.run(message);
    },
  };
  const name = dashboardName(profile);
  const tests = loginTestsOf(profile);
  const all = expand(profile.scopes);
  const asked = permissions.filter(({ scope }) => all.includes(scope));
  return (
    <section class="plan" aria-label={t('planTitle')}>
      <div class="heading">
        <h2>{t('planTitle')}</h2>
        <Button look="quiet" onPress={onLeft}>
          {t('back')}
        </Button>
      </div>
      <h3>{profile.workspace === '' ? t('planBitbucketAny') : t('planBitbucket', profile.workspace)}</h3>
      <ul>
        <li>
          {t('planConsumer')} <code>{callbackUrlOf(profile)}</code>
        </li>
        <li>
          {t(
            'planPermissions',
            named(
              asked.map(({ group, label }) => `${group}: ${label}`),
              'all',
            ),
          )}
        </li>
        <li>{t('planSave')}</li>
      </ul>
      <h3>{name}</h3>
      {isOverApi(profile) ? (
        <ul>
          <li>{t('planConnection')}</li>
          <li>{whoGetsIt(profile)}</li>
          {tests && (
            <li>{[t('planTest'), tests.takes && t(`planTakes_${tests.takes}`)].filter(Boolean).join(' ')}</li>
          )}
          <li>{t('planUndo')}</li>
        </ul>
      ) : (
        <ul>
          <li>{t('planByHand')}</li>
        </ul>
      )}
      <StartButton mode="create" commands={begin}>
        {t('setUp')}
      </StartButton>
    </section>
  );
}

/** Whom the connection is enabled for. */
function whoGetsIt(profile: Extract<Profile, { applications: unknown }>): string {
  const forAll = forAllAt(profile.dashboard);
  if (forAll) return t(forAll);
  const { applications } = profile;
  return applications.kind === 'all' ? t('planForAll') : t('planForChosen', String(applications.ids.length));
}
