import browser from 'webextension-polyfill';
import type { Journey } from '../../setup/journey/journey';
import { currentStep, standingOf } from '../../setup/journey/standing';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { openKeyferry } from '../platform/open-popup';
import { keptWish } from '../store/preferences';
import { readProfiles } from '../store/profiles';
import { noteOf, stepLabel } from '../words/journey';
import { t } from '../words/text';
import { tabOf } from './bitbucket-tab';

/** Notices of the browser's for those who want them: how a setup goes while nobody looks at it. */

const id = 'setup';

const mayNotify = async (): Promise<boolean> =>
  (await keptWish.read())?.isWanted === true &&
  (await browser.permissions.contains({ permissions: ['notifications'] }));

/** Tells of a setup as it stands now, in place of what was told before; nothing while somebody looks at it. */
export async function tellOf(journey: Journey | undefined): Promise<void> {
  if (!(await mayNotify())) return;
  const { profiles } = await readProfiles();
  const profile = profiles.find((each) => each.id === journey?.profileId);
  if (!journey || !profile || (await isLookedAt(journey))) {
    await browser.notifications.clear(id);
    return;
  }
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title: t('title'),
    message: textOf(journey, profile),
  });
}

function textOf(journey: Journey, profile: Profile): string {
  const name = dashboardName(profile);
  const { stage, pause } = journey;
  const problem = stage.kind === 'stopped' ? stage.problem : pause?.problem;
  if (problem) return t('noticeStopped', profile.name);
  if (standingOf(journey) === 'working') return `${stepLabel(currentStep(journey), name)}…`;
  return noteOf(journey, name, undefined);
}

/** Whether the popup or the side panel is open, or one of the extension's pages or the journey's tab is in front. */
async function isLookedAt(journey: Journey): Promise<boolean> {
  if (await isPopupOpen()) return true;
  const window = await browser.windows?.getLastFocused();
  if (!window?.focused) return false;
  const [front] = await browser.tabs.query({ active: true, windowId: window.id });
  return (
    front?.url?.startsWith(browser.runtime.getURL('')) === true ||
    (front?.id !== undefined && front.id === (await tabOf(journey)))
  );
}

/** Newer browsers tell it of every context; an older Firefox, whose background is a page, of its views. */
async function isPopupOpen(): Promise<boolean> {
  const { runtime, extension } = browser as typeof browser & {
    runtime: { getContexts?: (filter: { contextTypes: string[] }) => Promise<readonly unknown[]> };
  };
  if (runtime.getContexts)
    return (await runtime.getContexts({ contextTypes: ['POPUP', 'SIDE_PANEL'] })).length > 0;
  return extension.getViews({ type: 'popup' }).length > 0;
}

let isListening = false;

/** A click on a notice opens Keyferry. To be called at each start, and again once the permission is there. */
export function listenToNotices(): void {
  if (isListening || !browser.notifications) return;
  isListening = true;
  browser.notifications.onClicked.addListener((clicked) => {
    if (clicked === id) void openKeyferry();
  });
}
