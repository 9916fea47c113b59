import { problem } from '../../problems';
import type { Journey } from '../journey';
import { checkAgain, readyToTest, stop, to } from '../moves';
import type { StageRules } from '../stage';
import { enabling } from './enable';
import { withConnection } from './send';

/** Whether the connection has this setup's pair: then the setup was stopped as it was about to enable it. */
const isSent = ({ mode, record }: Journey): boolean =>
  (mode === 'create' || mode === 'existing') && record.some((each) => each.step === 'send');

export const switching: StageRules<'switching'> = {
  ends: ['answer'],
  retryFrom: withConnection,
  on: {
    'switch-on-found': ({ event: { change }, at: { connectionId }, journey }) =>
      to(journey, { kind: 'agreeing', connectionId, change: { ...change } }),

    'switch-on-intended': ({ at: { purpose }, journey }) => {
      const before = journey.switchedFor ?? [];
      return before.includes(purpose) ? journey : { ...journey, switchedFor: [...before, purpose] };
    },

    // Goes on from what was there before: a check begins anew, and what was stopped goes on.
    'switched-on': ({ journey }) => {
      if (journey.points) return checkAgain(journey);
      if (isSent(journey)) return to(journey, enabling.resume(journey));
      const back = withConnection(undefined, journey);
      return to(journey, back === 'testing' ? readyToTest : { kind: back });
    },
  },
};

export const agreeing: StageRules<'agreeing'> = {
  ends: ['person'],
  retryFrom: withConnection,
  on: {
    'switch-on-agreed': ({ event: { digest }, at: { connectionId, change }, journey }) =>
      digest === change.digest
        ? to(journey, { kind: 'switching', connectionId, purpose: change.purpose, agreedTo: digest })
        : journey,

    'change-declined': ({ at, journey }) =>
      journey.points
        ? to(journey, { kind: 'done' })
        : stop(journey, problem('changesDeclined', at.change.connectionName)),
  },
};
