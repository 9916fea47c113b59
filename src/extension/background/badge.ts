import browser from 'webextension-polyfill';
import type { Journey } from '../../setup/journey/journey';
import { type Standing, standingOf } from '../../setup/journey/standing';
import { keptSeen } from '../store/seen';
import { t } from '../words/text';

/** What the button in the toolbar shows of the setup. */

const marks = {
  working: { text: '…', colour: '#1757c2', title: 'badge_working' },
  'needs-you': { text: '!', colour: '#a15c00', title: 'badge_needsYou' },
  stopped: { text: '×', colour: '#b3261e', title: 'badge_stopped' },
  done: { text: '✓', colour: '#1a7048', title: 'badge_done' },
} as const satisfies Record<Standing, unknown>;

/** Shows how a setup stands, until its end has been seen. */
export async function showBadge(journey: Journey | undefined): Promise<void> {
  const standing = journey && standingOf(journey);
  const isOld =
    journey?.stage.kind === 'undone' ||
    (standing === 'done' && (await keptSeen.read())?.journeyId === journey?.id);
  await mark(isOld ? undefined : standing);
}

async function mark(standing: Standing | undefined): Promise<void> {
  const { action } = browser;
  if (!standing) {
    await Promise.all([action.setBadgeText({ text: '' }), action.setTitle({ title: t('title') })]);
    return;
  }
  const { text, colour, title } = marks[standing];
  await Promise.all([
    action.setBadgeText({ text }),
    action.setBadgeBackgroundColor({ color: colour }),
    action.setBadgeTextColor({ color: '#ffffff' }),
    action.setTitle({ title: t(title) }),
  ]);
}
