import { problem } from '../../problems';
import type { Journey } from '../journey';
import { isMaking, recordWith, searching, stop, to, unsaved } from '../moves';
import type { At, ResumableRules } from '../stage';
import { isUnheard, takesPair, workspaceHere } from '../told/log-in';
import { awaitPair, choosing, pairOffered, pairTaken } from './get-pair';
import { kept } from './new-secret';

/** Notes that the workspace's pages on Bitbucket were seen, and how they were reached. */
const seen = (journey: Journey, now: number): Journey['record'] =>
  journey.movedFrom === undefined
    ? recordWith(journey, now, 'logIn', 'loggedIn', journey.workspace)
    : recordWith(journey, now, 'logIn', 'loggedInMoved', journey.workspace, journey.movedFrom);

/** What a page has shown is forgotten; the addresses that were tried are not tried again. */
const onTheWay = ({ attempt }: At<'finding'>): At<'finding'> => ({
  kind: 'finding',
  attempt,
  waiting: 'page',
});

export const finding: ResumableRules<'finding'> = {
  ends: ['first-word', 'tab'],
  retryFrom: () => 'finding',
  resume: () => searching,
  on: {
    'login-needed': ({ at, journey }) =>
      at.waiting === 'page' || at.waiting === 'elsewhere'
        ? to(journey, { ...onTheWay(at), waiting: 'login', ...(at.silent ? { silent: at.silent } : {}) })
        : journey,

    'helper-silent': ({ event, at, journey }) =>
      at.silent === event.at || at.waiting === 'elsewhere' || at.waiting === 'workspace'
        ? journey
        : to(journey, { ...at, silent: event.at }),

    // Where Keyferry is kept off the page, the person makes the client by hand, and brings its pair.
    'pair-taken': ({ event, at, journey, now }) =>
      isUnheard(at) && takesPair(journey) && event.from === 'person'
        ? pairTaken(journey, event, now)
        : journey,
    'pair-offered': pairOffered,

    'led-again': ({ at, journey }) => to(journey, onTheWay(at)),

    'workspace-moved': ({ event, journey }) =>
      journey.workspace === '' || journey.workspace === event.workspace
        ? journey
        : to(journey, searching, {
            workspace: event.workspace,
            movedFrom: journey.movedFrom ?? journey.workspace,
          }),

    'elsewhere-seen': ({ event, at, journey }) =>
      journey.workspace === '' || (at.waiting === 'elsewhere' && at.here === event.workspace)
        ? journey
        : to(journey, { ...onTheWay(at), waiting: 'elsewhere', here: event.workspace }),

    'address-failed': ({ event, at, journey }) => {
      if (at.failedIn === event.documentId) return journey;
      return event.next
        ? to(journey, { ...at, attempt: at.attempt + 1, failedIn: event.documentId, waiting: 'page' })
        : stop(journey, problem('noConsumersPage', journey.workspace));
    },

    'workspace-needed': ({ event, at, journey }) => {
      const isAsked = at.waiting === 'workspace' && String(at.found) === String(event.found);
      return journey.workspace === '' && !isAsked
        ? to(journey, { ...at, waiting: 'workspace', found: [...event.found] })
        : journey;
    },

    'workspace-chosen': ({ event, at, journey }) =>
      workspaceHere(at) === event.workspace ||
      (journey.workspace === '' && at.found?.includes(event.workspace))
        ? to(journey, searching, { workspace: event.workspace })
        : journey,

    'list-seen': ({ event, journey, now }) => {
      if (journey.workspace !== event.workspace) return journey;
      if (journey.isRetiring) return to(journey, { kind: 'deleting' });
      const names = [...event.names];
      const made = journey.consumer?.name;
      const isMade = isMaking(journey) && made !== undefined && names.includes(made);
      const more = {
        record: seen(journey, now),
        taken: names.filter((name) => !isMade || name !== made),
      };
      // Saved before the tab was lost: its pair can still be taken, or is lost with its dialog, but nothing is made twice.
      if (isMade) return awaitPair({ ...journey, ...more }, made, event.pairIn, now);
      switch (journey.mode) {
        case 'check':
          return to(journey, { kind: 'inspecting', keyHint: journey.lookFor ?? '' }, more);
        case 'create':
        case 'renew':
          return to(journey, { kind: 'creating', name: event.freeName, isFilled: false }, more);
        case 'existing':
        case 'test':
          return event.pairIn === 'dialog'
            ? stop({ ...journey, ...more }, problem('secretShownOnce'), 'capture')
            : to(journey, choosing(names), more);
      }
    },

    // The form can be where the address leads, before any list.
    'form-seen': ({ event, journey, now }) =>
      isMaking(journey) && journey.workspace === event.workspace
        ? to(
            journey,
            { kind: 'creating', name: event.freeName, isFilled: false },
            {
              record: seen(journey, now),
            },
          )
        : journey,

    // By hand, where the page was not understood, the form may never have been seen as one.
    'form-filled': ({ event, journey }) =>
      isMaking(journey) && journey.workspace !== ''
        ? to(unsaved(journey), { kind: 'creating', name: event.name, isFilled: true })
        : journey,

    'old-kept': ({ journey }) => (journey.isRetiring ? kept(journey) : journey),
  },
};
