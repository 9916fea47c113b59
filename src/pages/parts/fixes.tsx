import { openPage } from '../../extension/platform/open';
import { requestHosts } from '../../extension/platform/permissions';
import { t } from '../../extension/words/text';
import { inOrder } from '../../setup/check-course';
import type { Journey } from '../../setup/journey/journey';
import { againAs } from '../../setup/journey/standing';
import { fixOf, type Point } from '../../setup/points';
import type { Fix } from '../../setup/problems';
import {
  connectionPageOf,
  dashboardName,
  hostsOf,
  isOverApi,
  type Profile,
} from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { type Commands, decideOn, StartButton } from './commands';
import { GetCredential } from './get-credential';

/** The buttons that put something right: each does it, or leads to where it is done. */

interface FixProps {
  readonly fix: Fix;
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly look?: 'primary' | 'plain';
}

/** The button of a fix; nothing where the fix is not a button. */
export function FixButton({ fix, journey, profile, commands, look = 'plain' }: FixProps) {
  const decide = decideOn(journey, commands);
  const button = (words: string, onPress: () => void) => (
    <Button look={look} disabled={commands.isBusy} onPress={onPress}>
      {words}
    </Button>
  );
  switch (fix) {
    case 'start-over':
      return (
        <StartButton mode={againAs(journey)} commands={commands} look={look}>
          {t('setUpAgain')}
        </StartButton>
      );
    case 'check':
      return (
        <StartButton mode="check" commands={commands} look={look}>
          {t('checkSetup')}
        </StartButton>
      );
    case 'edit':
      return button(t('editOnBitbucket'), () => decide({ kind: 'mend-asked' }));
    case 'permit':
      return button(t('addPermission'), () => decide({ kind: 'mend-asked' }));
    case 'enable':
      return button(t('enableConnection'), () => decide({ kind: 'enable-asked' }));
    case 'switch-on':
      return button(t('switchOn', dashboardName(profile)), () =>
        decide({ kind: 'switch-on-asked', purpose: 'login' }),
      );
    case 'open-to-others':
      return button(t('openToOthers', dashboardName(profile)), () =>
        decide({ kind: 'switch-on-asked', purpose: 'third-party' }),
      );
    case 'allow':
      return button(
        t('allowAccess'),
        () => void allow(profile).then((is) => is && decide({ kind: 'retried' })),
      );
    default:
      return <Leading fix={fix} profile={profile} look={look} />;
  }
}

/** In the click itself, before anything is awaited: only then does the browser ask. */
const allow = (profile: Profile): Promise<boolean> =>
  isOverApi(profile) ? requestHosts(hostsOf(profile)) : Promise.resolve(false);

/** A fix that is done on a page of the dashboard's. */
function Leading({ fix, profile, look }: Pick<FixProps, 'fix' | 'profile' | 'look'>) {
  if (!isOverApi(profile)) return null;
  const name = dashboardName(profile);
  const lead = (words: string, url: string) => (
    <Button look={look ?? 'plain'} onPress={() => void openPage(url)}>
      {words}
    </Button>
  );
  switch (fix) {
    case 'dashboard':
      return lead(t('openDashboard', name), connectionPageOf(profile));
    case 'credential':
      return <GetCredential dashboard={profile.dashboard} entered={profile} look={look ?? 'plain'} />;
    default:
      return null;
  }
}

/** What puts a point of a check right: where several have the same fix, it stands at the first of them. */
export function PointFixes(props: Omit<FixProps, 'fix' | 'look'> & { readonly point: Point }) {
  const { journey, point } = props;
  const points = journey.points ?? [];
  const fix = fixOf(point, points);
  const inNeed = inOrder(points).filter(
    (each) => typeof each !== 'string' && fixOf(each, points) !== undefined,
  );
  const isFirst = inNeed.find((each) => typeof each !== 'string' && fixOf(each, points) === fix) === point;
  if (fix === undefined || !isFirst) return null;
  return (
    <div class="buttons">
      <FixButton
        {...props}
        fix={fix}
        // The entry below has a button that stands out.
        look={inNeed[0] === point && point.state === 'bad' && fix !== 'credential' ? 'primary' : 'plain'}
      />
    </div>
  );
}
