import { useState } from 'preact/hooks';
import changelog from '../../../docs/changelog.md?raw';
import { permissionsAsked, versions } from '../../extension/platform/about';
import { keptJourney } from '../../extension/store/journey';
import { type MessageKey, t } from '../../extension/words/text';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { ReportShown } from '../parts/report-shown';
import { useKept } from '../parts/use-stored';
import { releasesIn } from './changes';
import { Section } from './section';

/** The newest release that has anything to say. */
const newest = releasesIn(changelog).find(({ changes }) => changes.length > 0);

const privacy = ['privacyNobody', 'privacyPair', 'privacySecrets', 'privacyKept'] as const;

/** What each permission of the manifest is for. */
const reasons: Readonly<Record<string, MessageKey>> = {
  'https://bitbucket.org/*': 'whyBitbucket',
  'https://*/*': 'whySites',
  storage: 'whyStorage',
  identity: 'whyIdentity',
  scripting: 'whyScripting',
  activeTab: 'whyActiveTab',
  alarms: 'whyAlarms',
  contextMenus: 'whyContextMenus',
  declarativeNetRequestWithHostAccess: 'whyNetRequest',
  sidePanel: 'whySidePanel',
  notifications: 'whyNotifications',
};

/** The version, what is new in it, what it keeps, what each permission is for, and how to report a problem. */
export function About({ profiles }: { readonly profiles: readonly Profile[] }) {
  const [isReporting, setReporting] = useState(false);
  const { extension } = versions();
  return (
    <Section title={t('groupAbout')} kind="about">
      <p>{t('aboutVersion', extension)}</p>
      {newest && (
        <details>
          <summary>{t('aboutNew')}</summary>
          <p class="help">{t('aboutNewLead')}</p>
          <ul lang="en">
            {newest.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{t('aboutPrivacy')}</summary>
        <ul>
          {privacy.map((each) => (
            <li key={each}>{t(each)}</li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{t('aboutPermissions')}</summary>
        <dl>
          {permissionsAsked().map((permission) => (
            <div key={permission}>
              <dt>
                <code>{permission}</code>
              </dt>
              <dd>{reasons[permission] && t(reasons[permission])}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div class="buttons">
        <Button isExpanded={isReporting} onPress={() => setReporting(!isReporting)}>
          {t('reportProblem')}
        </Button>
      </div>
      {isReporting && <LastReport profiles={profiles} />}
    </Section>
  );
}

/** The report of the last setup; without one, what there is to say of this browser. */
function LastReport({ profiles }: { readonly profiles: readonly Profile[] }) {
  const found = useKept(keptJourney);
  if (!found) return null;
  const journey = found.value;
  const profile = profiles.find(({ id }) => id === journey?.profileId);
  const { extension, browser } = versions();
  return journey && profile ? (
    <ReportShown journey={journey} profile={profile} />
  ) : (
    <p class="hintbox">{t('reportNone', extension, browser)}</p>
  );
}
