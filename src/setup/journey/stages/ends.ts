import { readyToTest, sealIn, searching, to } from '../moves';
import type { StageRules } from '../stage';
import { canRetire } from '../told/new-secret';
import { canRead } from '../told/test-login';
import { hasFix, wantedOf } from './check-setup';
import { enabling } from './enable';
import { pairTaken } from './get-pair';
import { kept } from './new-secret';

export const done: StageRules<'done'> = {
  ends: [],
  retryFrom: () => 'testing',
  on: {
    // A login is the last point of a check.
    'test-asked': ({ journey }) =>
      journey.points && journey.connection ? to(journey, readyToTest) : journey,

    'mend-asked': ({ journey }) =>
      wantedOf(journey) ? to(journey, searching, { isMending: true }) : journey,

    'retire-asked': ({ journey }) => (canRetire(journey) ? to(journey, { kind: 'parting' }) : journey),

    // What is there is what the person sees on the page of the check.
    'enable-asked': ({ journey }) =>
      journey.connection && hasFix(journey, 'enable')
        ? to(journey, enabling.resume(journey), { agreedSeal: sealIn(journey) })
        : journey,

    'switch-on-asked': ({ event: { purpose }, journey }) =>
      journey.connection && hasFix(journey, purpose === 'login' ? 'switch-on' : 'open-to-others')
        ? to(journey, { kind: 'switching', connectionId: journey.connection.id, purpose })
        : journey,
  },
};

/** The problems that a pasted pair solves. */
const solvedByPair = ['pairUnreadable', 'secretShownOnce', 'secretMissed', 'oldPair'];

export const stopped: StageRules<'stopped'> = {
  ends: [],
  retryFrom: ({ back }) => back,
  on: {
    'pair-taken': ({ event, at, journey, now }) =>
      solvedByPair.includes(at.problem.code) ? pairTaken(journey, event, now) : journey,

    // After the login, only the end of the old client is missing.
    'old-kept': ({ at, journey }) => (at.at === 'retire' && canRetire(journey) ? kept(journey) : journey),
    'switch-on-asked': ({ event: { purpose }, at, journey }) => {
      const { code, params } = at.problem;
      const [, connectionId] = params;
      return code === 'notForLogin' && purpose === 'login' && connectionId
        ? to(journey, { kind: 'switching', connectionId, purpose })
        : journey;
    },

    'read-asked': ({ at, journey }) =>
      canRead(journey) ? to(journey, { kind: 'reading', isOpen: false, problem: at.problem }) : journey,
  },
};
