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
  if (url.hash.startsWith('#/select-tenant')) return { kind: 'wait', says: say('auth0InPageChoose') };
  const place = placeIn(url.href);
  if (!place) return { kind: 'lead', says: say('auth0InPageNoTenant') };
  if (`/${place.base}/` !== within)
    return { kind: 'lead', says: say('auth0InPageOtherTenant', `/${place.base}/`, within) };
  const there = connectionAt(place.path);
  if (seen.over !== undefined) return { kind: 'over', says: say('auth0InPageOver', seen.over) };
  if (there !== undefined) return atConnection(soFar, seen, there);
  return part === 'send' ? onTheWay(soFar, seen, place.path) : { kind: 'lead', says: say('auth0InPageAway') };
}

/** What leads nowhere is not pressed for ever. */
const isNotSpent = (pressed: GuidedSoFar['pressed'], lead: string): boolean => (pressed[lead] ?? 0) < 3;

/** Before there is a connection. */
function onTheWay({ isFilled, pressed }: GuidedSoFar, seen: GuidedSeen, path: string): GuidedMove {
  const { leads, theirs, boxes, form, holds } = seen;
  // What was filled may have been saved since: the connection's own page tells whose it is.
  const [made, ...others] = seen.made;
  if (isFilled && made !== undefined && others.length === 0) return { kind: 'open', path: made };
  if (seen.isMarked || made !== undefined) return { kind: 'there', says: say('auth0InPageThere') };
  if (form === 'unclear' || form === 'locked') return { kind: 'by-hand', says: say('auth0InPageFormOdd') };
  if (form === 'open') {
    if (holds === 'other') return { kind: 'by-hand', says: say('auth0InPageFormHolds') };
    if (holds === 'nothing' || !seen.hasSecret)
      return isFilled
        ? { kind: 'by-hand', says: say('auth0InPageEmptied'), canFill: true }
        : { kind: 'fill' };
    if (boxes.profile === 'off') return { kind: 'tick', box: 'profile' };
    const says =
      seen.complaint !== ''
        ? say('auth0InPageComplains', seen.complaint)
        : say(boxes.profile === 'on' ? 'auth0InPageFilled' : 'auth0InPageFilledNoBox');
    return { kind: 'theirs', what: 'save', says, note: 'auth0InPageNoteCreate' };
  }
  if (theirs.continue === 'there')
    return {
      kind: 'theirs',
      what: 'continue',
      says: say('auth0InPageContinue'),
      note: 'auth0InPageNoteContinue',
    };
  if (!path.startsWith('/connections')) return { kind: 'lead', says: say('auth0InPageAway') };
  for (const lead of ['provider', 'create'])
    if (leads[lead] === 'there' && isNotSpent(pressed, lead)) return { kind: 'press', lead };
  return path.includes('/create')
    ? { kind: 'by-hand', says: say('auth0InPageFormNot') }
    : { kind: 'wait', says: say('auth0InPageListNot') };
}

/** On the page of a connection: its Client ID tells whose it is. */
function atConnection(soFar: GuidedSoFar, seen: GuidedSeen, id: string): GuidedMove {
  const { part, connectionId } = soFar;
  if (part === 'send') {
    if (seen.holds === 'ours') return { kind: 'saved', connectionId: id };
    if (seen.holds === 'other' || !soFar.isFilled) return { kind: 'there', says: say('auth0InPageThere') };
    return seen.leads.settings === 'there' && isNotSpent(soFar.pressed, 'settings')
      ? { kind: 'press', lead: 'settings' }
      : { kind: 'wait', says: say('auth0InPageLooking') };
  }
  if (id !== connectionId) return { kind: 'lead', says: say('auth0InPageAway') };
  if (part === 'enable') {
    if (seen.rows && seen.rows.length > 0) return { kind: 'applications', rows: seen.rows };
    const mayPress = seen.complaint === '' && isNotSpent(soFar.pressed, 'applications');
    if (mayPress && seen.leads.applications === 'there') return { kind: 'press', lead: 'applications' };
    return {
      kind: 'by-hand',
      says:
        seen.complaint === ''
          ? say('auth0InPageNoApplications')
          : say('auth0InPageApplicationsSaid', seen.complaint),
    };
  }
  return seen.theirs.try === 'there'
    ? { kind: 'theirs', what: 'try', says: say('auth0InPageTry'), note: 'auth0InPageNoteTry' }
    : { kind: 'by-hand', says: say('auth0InPageTryNot') };
}

export const ownForm: OwnForm = {
  tool: 'auth0',
  label: 'auth0InPage',
  explains: 'auth0InPageExplains',
  consents: ['auth0InPageConsent1', 'auth0InPageConsent2', 'auth0InPageConsent3'],
  domainHelp: 'auth0InPageDomainHelp',
  choosing: 'auth0InPageChoose',
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
  // No picture shows it in another language.
  hasWorked: ({ headings }) => headings.some((each) => /^it works!?$/i.test(each)),
};
