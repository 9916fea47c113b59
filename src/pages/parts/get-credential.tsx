import type { ApiDashboardId } from '../../dashboards';
import type { Entered } from '../../dashboards/fieldset';
import { openPage } from '../../extension/platform/open';
import { addressesOpenAt } from '../../extension/platform/tabs';
import { t } from '../../extension/words/text';
import { type ApiProfile, credentialPageOf, siteOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';

interface Wanted {
  readonly dashboard: ApiDashboardId;
  /** As it stands in the profile, or in the fields of a new one. */
  readonly entered: Entered | ApiProfile;
}

/** Leads to where the dashboard itself gives a credential; nothing where that place is not known. */
export function GetCredential({
  look = 'plain',
  ...wanted
}: Wanted & { readonly look?: 'primary' | 'plain' }) {
  const page = credentialPageOf(wanted.dashboard, wanted.entered);
  return page ? (
    <Button look={look} onPress={() => void lead(wanted)}>
      {t(page.label)}
    </Button>
  ) : null;
}

async function lead({ dashboard, entered }: Wanted): Promise<void> {
  const site = siteOf(dashboard);
  const open = site === undefined ? [] : await addressesOpenAt(site);
  const page = credentialPageOf(dashboard, entered, open);
  if (page) await openPage(page.url);
}
