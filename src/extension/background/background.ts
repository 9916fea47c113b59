import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import { origin } from '../../bitbucket/settings-pages';
import type { Journey } from '../../setup/journey/journey';
import { isAtBitbucket } from '../../setup/journey/standing';
import { problem } from '../../setup/problems';
import { helperMessage, pageMessage } from '../messages/schemas';
import { onWake } from '../platform/alarms';
import { openWelcome } from '../platform/open';
import { onPermissions } from '../platform/permissions';
import { onTabReplaced } from '../platform/tabs';
import { endLeftRules } from '../platform/without-origin';
import { keptJourney } from '../store/journey';
import { oneAtATime } from '../store/one-at-a-time';
import { keptSeen } from '../store/seen';
import { forgetOverdue } from '../store/vault';
import { showBadge } from './badge';
import {
  awaitFirstWord,
  findMoved,
  isHome,
  tabAppeared,
  tabChanged,
  tabOf,
  tabReplaced,
} from './bitbucket-tab';
import { carryOut } from './commands';
import { goOn } from './driver';
import { answerHelper } from './helper-requests';
import { happened } from './journal';
import { isLoginTab } from './login-watch';
import { makeMenu, onMenu } from './menu';
import { listenToNotices, tellOf } from './notices';
import { isReadingTab } from './reading-tab';
import { goOnWithRound } from './round';
import { classify } from './sender';
import { keepTabAwake } from './wakeful-tab';

// Not by `URL.origin`: for a scheme that a parser does not know, that is "null", as sandboxed frames send it.
const own = { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };

browser.runtime.onMessage.addListener((message: unknown, from: Runtime.MessageSender) => {
  const sender = classify(from, own);
  if (sender?.kind === 'page') {
    const command = v.safeParse(pageMessage, message);
    return command.success ? carryOut(command.output) : undefined;
  }
  if (sender?.kind === 'helper') {
    const report = v.safeParse(helperMessage, message);
    return report.success ? answerHelper(report.output, sender) : undefined;
  }
  return undefined;
});

/**
 * As long as a journey is on its way, its tab is at Atlassian's sign-in when it comes to rest on another site than Bitbucket. On
 * a Bitbucket page its helper speaks within some seconds, unless the browser keeps it off. Later the person may lead it anywhere.
 */
browser.tabs.onUpdated.addListener(async (tabId, change, tab) => {
  const isAtRest = change.status === 'complete' && tab.url !== 'about:blank';
  if (!isAtRest && change.url === undefined) return;
  const journey = await keptJourney.read();
  if (!journey || !isAtBitbucket(journey) || (await tabOf(journey)) !== tabId) return;
  if (journey.stage.kind !== 'finding') {
    await tabChanged(journey);
    return goOn();
  }
  if (!isAtRest) return;
  if (!tab.url?.startsWith(`${origin}/`)) await happened(journey.id, { kind: 'login-needed' });
  else if (await awaitFirstWord(journey)) await goOn();
});

/** A watched login window is looked at as soon as it shows something else, or is closed. */
const lookAtWindow = async (tabId: number) => {
  const journey = await keptJourney.read();
  if (journey?.stage.kind === 'testing' && (await isLoginTab(journey, tabId))) await goOn();
};
browser.tabs.onUpdated.addListener((tabId) => void lookAtWindow(tabId));
browser.tabs.onRemoved.addListener((tabId) => void lookAtWindow(tabId));

browser.tabs.onCreated.addListener(({ id }) => {
  if (id !== undefined) tabAppeared(id);
});
onTabReplaced((before, after) => void tabReplaced(before, after));

/** Without its tab a journey on Bitbucket's pages says so, instead of waiting for ever, unless the tab was only moved. */
browser.tabs.onRemoved.addListener(async (tabId) => {
  const journey = await keptJourney.read();
  if (journey?.stage.kind === 'reading' && (await isReadingTab(journey.id, tabId)))
    await happened(journey.id, { kind: 'read-over' });
  if (!journey || !isAtBitbucket(journey) || !(await isHome(journey, tabId))) return;
  if (await findMoved(journey)) return;
  await happened(journey.id, { kind: 'failed', problem: problem('tabClosed') });
});

onWake(goOn, forgetOverdue);

browser.runtime.onInstalled.addListener(async ({ reason }) => {
  await Promise.all([makeMenu(), reason === 'install' && openWelcome()]);
});
onMenu();

/** How the setup stands is shown on the button in the toolbar, and told to those who want to be told. */
const inTurn = oneAtATime('toolbar');
const show = (journey: Journey | undefined) =>
  inTurn(async () => {
    await showBadge(journey);
    await tellOf(journey);
    await keepTabAwake(journey);
  });
const paint = () => inTurn(async () => showBadge(await keptJourney.read()));
const { signal: always } = new AbortController();
keptJourney.watch((journey) => void show(journey), always);
keptJourney.watch(() => void goOnWithRound(), always);
keptSeen.watch(() => void paint(), always);
onPermissions(listenToNotices, always);
listenToNotices();
void paint();

// Where the browser can, `storage.local` is closed to content scripts too.
const { local } = browser.storage;
if ('setAccessLevel' in local && typeof local.setAccessLevel === 'function') {
  void local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}

void endLeftRules();

// Whatever ended the background, a journey that can go on by itself does.
void goOn();
void goOnWithRound();
