import { cut } from '../../../cut';
import { checkAgain, readyToTest, recordWith, to } from '../moves';
import type { ResumableRules } from '../stage';

/** A tenant may have thousands; nobody reads them in one sentence. */
const longestNames = 2_000;

export const enabling: ResumableRules<'enabling'> = {
  ends: ['answer'],
  retryFrom: () => 'enabling',
  resume: ({ connection }) =>
    connection
      ? { kind: 'enabling', connectionId: connection.id, connectionName: connection.name }
      : { kind: 'sending' },
  on: {
    'consent-needed': ({ journey }) =>
      // After a check it was agreed to there: what is there by now is shown anew.
      journey.points ? checkAgain(journey) : to(journey, { kind: 'confirming', why: 'existing' }),

    'switching-on': ({ event, journey }) => {
      const before = journey.switchedOn ?? [];
      return { ...journey, switchedOn: [...before, ...event.ids.filter((id) => !before.includes(id))] };
    },

    'applications-enabled': ({ event, journey: before, now }) => {
      if (before.points) return checkAgain(before);
      const { names, notKept = [], alreadyThere, inOrganizations = [] } = event;
      const journey =
        inOrganizations.length > 0
          ? { ...before, inOrganizations: cut(inOrganizations.join(', '), longestNames) }
          : before;
      if (notKept.length > 0) {
        const did = names.length > 0 ? 'enabledPart' : 'enabledNotKept';
        const params = [notKept.join(', '), ...(names.length > 0 ? [names.join(', ')] : [])];
        return to(journey, readyToTest, { record: recordWith(journey, now, 'enable', did, ...params) });
      }
      const did = names.length > 0 ? 'enabled' : alreadyThere > 0 ? 'alreadyEnabled' : 'enabledNone';
      const params = names.length > 0 ? [cut(names.join(', '), longestNames)] : [String(alreadyThere)];
      return to(journey, readyToTest, { record: recordWith(journey, now, 'enable', did, ...params) });
    },
  },
};
