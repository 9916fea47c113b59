import type { GuidedMove, GuidedSeen, GuidedSoFar, OwnForm, Tenant } from '../../guided';
import { say } from '../../words';
import { dashboardHost, home, placeIn } from '../domain';
import { itsOwn, machines, pages } from './words';

/** A connection is made in Auth0's own pages: the address of a page names its tenant, and its words say which page it is. */

const list = 'connections/social';
const origin = `https://${dashboardHost}`;

/** A connection's id, where the path is about one. */
const connectionAt = (path: string): string | undefined => new RegExp(pages.madeAt).exec(path)?.[1];

/** A tenant by its region and name; tenants of the US that were made long ago have no region in their domain. */
function tenantAt(address: string): Tenant | undefined {
  const place = placeIn(address);
  const [, region, number] = /^dashboard\/([a-z]{2})(-\d+)?\//.exec(place?.base ?? '') ?? [];
  if (!place || region === undefined) return undefined;
  const { tenant: name, base } = place;
  const own = `${name}.${region}.auth0.com`;
  const isOld = region === 'us' && number === undefined;
  return { name, within: `/${base}/`, domains: isOld ? [own, `${name}.auth0.com`] : [own] };
}

/** What is next on a page of the tenant's, where nothing lies over it. */
function next(soFar: GuidedSoFar, seen: GuidedSeen): GuidedMove {
  const { part, within } = soFar;
  const url = new URL(seen.address, origin);
  if (url.hash.startsWith('#/select-tenant')) return { kind: 'wait', says: say('auth0OwnChoose') };
  const place = placeIn(url.href);
  if (!place) return { kind: 'lead', says: say('auth0OwnNoTenant') };
  if (`/${place.base}/` !== within)
    return { kind: 'lead', says: say('auth0OwnOtherTenant', `/${place.base}/`, within) };
  const there = connectionAt(place.path);
  if (seen.over !== undefined) return { kind: 'over', says: say('auth0OwnOver', seen.over) };
  if (there !== undefined) return atConnection(soFar, seen, there);
  return part === 'send' ? onTheWay(soFar, seen, place.path) : { kind: 'lead', says: say('auth0OwnAway') };
}

/** What leads nowhere is not pressed for ever. */
const isNotSpent = (pressed: GuidedSoFar['pressed'], lead: string): boolean => (pressed[lead] ?? 0) < 3;

/** Before there is a connection. */
function onTheWay({ isFilled, pressed }: GuidedSoFar, seen: GuidedSeen, path: string): GuidedMove {
  const { leads, theirs, boxes, form, holds } = seen;
  // What was filled may have been saved since: whose the connection is, its own page tells.
  const [made, ...others] = seen.made;
  if (isFilled && made !== undefined && others.length === 0) return { kind: 'open', path: made };
  if (seen.isMarked || made !== undefined) return { kind: 'there', says: say('auth0OwnThere') };
  if (form === 'unclear' || form === 'locked') return { kind: 'by-hand', says: say('auth0OwnFormOdd') };
  if (form === 'open') {
    if (holds === 'other') return { kind: 'by-hand', says: say('auth0OwnFormHolds') };
    if (holds === 'nothing' || !seen.hasSecret)
      return isFilled ? { kind: 'by-hand', says: say('auth0OwnEmptied'), canFill: true } : { kind: 'fill' };
    if (boxes.profile === 'off') return { kind: 'tick', box: 'profile' };
    const says =
      seen.complaint !== ''
        ? say('auth0OwnComplains', seen.complaint)
        : say(boxes.profile === 'on' ? 'auth0OwnFilled' : 'auth0OwnFilledNoBox');
    return { kind: 'theirs', what: 'save', says, note: 'auth0OwnNoteCreate' };
  }
  if (theirs.continue === 'there')
    return { kind: 'theirs', what: 'continue', says: say('auth0OwnContinue'), note: 'auth0OwnNoteContinue' };
  if (!path.startsWith('/connections')) return { kind: 'lead', says: say('auth0OwnAway') };
  for (const lead of ['provider', 'create'])
    if (leads[lead] === 'there' && isNotSpent(pressed, lead)) return { kind: 'press', lead };
  return path.includes('/create')
    ? { kind: 'by-hand', says: say('auth0OwnFormNot') }
    : { kind: 'wait', says: say('auth0OwnListNot') };
}

/** On the page of a connection: whose it is, is told by its Client ID. */
function atConnection(soFar: GuidedSoFar, seen: GuidedSeen, id: string): GuidedMove {
  const { part, connectionId } = soFar;
  if (part === 'send') {
    if (seen.holds === 'ours') return { kind: 'saved', connectionId: id };
    if (seen.holds === 'other' || !soFar.isFilled) return { kind: 'there', says: say('auth0OwnThere') };
    return seen.leads.settings === 'there' && isNotSpent(soFar.pressed, 'settings')
      ? { kind: 'press', lead: 'settings' }
      : { kind: 'wait', says: say('auth0OwnLooking') };
  }
  if (id !== connectionId) return { kind: 'lead', says: say('auth0OwnAway') };
  if (part === 'enable') {
    if (seen.rows && seen.rows.length > 0) return { kind: 'applications', rows: seen.rows };
    const mayPress = seen.complaint === '' && isNotSpent(soFar.pressed, 'applications');
    if (mayPress && seen.leads.applications === 'there') return { kind: 'press', lead: 'applications' };
    return {
      kind: 'by-hand',
      says:
        seen.complaint === ''
          ? say('auth0OwnNoApplications')
          : say('auth0OwnApplicationsSaid', seen.complaint),
    };
  }
  return seen.theirs.try === 'there'
    ? { kind: 'theirs', what: 'try', says: say('auth0OwnTry'), note: 'auth0OwnNoteTry' }
    : { kind: 'by-hand', says: say('auth0OwnTryNot') };
}

export const ownForm: OwnForm = {
  tool: 'auth0',
  label: 'auth0Own',
  explains: 'auth0OwnExplains',
  consents: ['auth0OwnConsent1', 'auth0OwnConsent2', 'auth0OwnConsent3'],
  domainHelp: 'auth0OwnDomainHelp',
  choosing: 'auth0OwnChoose',
  isOther: ({ within }, callbackUrl) =>
    say('auth0FormOtherTenant', within, URL.canParse(callbackUrl) ? new URL(callbackUrl).host : callbackUrl),
  site: dashboardHost,
  origin,
  choice: `${home}#/select-tenant?path=/${list}`,
  tenantAt,
  callbackUrlOn: (domain) => `https://${domain}/login/callback`,
  pages,
  firstPage: (within) => `${origin}${within}${list}`,
  applicationsPage: (within, id) => `${origin}${within}${list}/${id}/applications`,
  next,
  isForPeople: ({ title, below }) => !machines.test(below) && !itsOwn.test(title),
  triedAt: `${origin}/tester/callback`,
  // In no other language on any picture.
  hasWorked: ({ headings }) => headings.some((each) => /^it works!?$/i.test(each)),
};
