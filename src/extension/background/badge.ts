import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Journey, type Standing, standingOf } from '../../setup/journey/journey';
import { kept } from '../store/stored-item';
import { t } from '../words/text';

/** What the button in the toolbar shows of the setup. */

const marks = {
  working: { text: '…', colour: '#1757c2', title: 'badge_working' },
  'needs-you': { text: '!', colour: '#a15c00', title: 'badge_needsYou' },
  stopped: { text: '×', colour: '#b3261e', title: 'badge_stopped' },
  done: { text: '✓', colour: '#1a7048', title: 'badge_done' },
} as const satisfies Record<Standing, unknown>;

const seen = kept('session', 'seen', v.object({ journeyId: v.string() }));

/** That it is done has been seen in the popup: the mark goes. */
export const noteSeen = async ({ id }: Journey): Promise<void> => {
  await seen.write({ journeyId: id });
  await mark(undefined);
};

/** Shows how a setup stands, until its end has been seen. */
export async function showBadge(journey: Journey | undefined): Promise<void> {
  const standing = journey && standingOf(journey);
  const isOld =
    journey?.stage.kind === 'undone' ||
    (standing === 'done' && (await seen.read())?.journeyId === journey?.id);
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
