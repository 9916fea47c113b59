import { listAddresses } from '../bitbucket/addresses';
import type { Event } from './journey/event';
import type { Journey } from './journey/journey';
import type { PageFacts } from './page-facts';
import { problem } from './problems';
import type { Profile } from './profiles/profile';
import { consumerName } from './profiles/wanted';

/** The names on a page that shows consumers. */
export const namesOn = (page: PageFacts): readonly string[] => (page.kind === 'list' ? page.names : []);

const isElsewhere = (journey: Journey, page: PageFacts): boolean =>
  'workspace' in page && journey.workspace !== '' && page.workspace !== journey.workspace;

/** The event that a list shows Client IDs, whatever else it means; undefined where it shows none. */
export function keysEventOf(journey: Journey, page: PageFacts): Event | undefined {
  const hasKeys = (page.kind === 'list' || page.kind === 'pair') && page.keys.length > 0;
  return hasKeys && !isElsewhere(journey, page) ? { kind: 'keys-seen', keys: page.keys } : undefined;
}

/**
 * What a page of Bitbucket's means for a journey; undefined where it means nothing. `documentId`: the browser's name for
 * that very document.
 */
export function eventOf(
  journey: Journey,
  page: PageFacts,
  profile: Profile,
  documentId: string,
): Event | undefined {
  if (isElsewhere(journey, page)) return undefined;
  const { stage } = journey;
  // A page is no answer: whatever leads there, the person says which workspace it is to be.
  if (journey.workspace === '' && 'workspace' in page)
    return { kind: 'workspace-needed', found: [page.workspace] };
  switch (page.kind) {
    case 'list': {
      const freeName = consumerName(profile, page.names);
      return {
        kind: 'list-seen',
        workspace: page.workspace,
        names: page.names,
        freeName,
        pairIn: page.pairIn,
      };
    }
    case 'form':
      if (page.purpose === 'edit') return { kind: 'edit-form-seen' };
      return { kind: 'form-seen', workspace: page.workspace, freeName: consumerName(profile, journey.taken) };
    case 'not-found': {
      const tried = stage.kind === 'finding' ? stage.attempt : 0;
      return {
        kind: 'address-failed',
        next: tried + 1 < listAddresses(journey.workspace).length,
        documentId,
      };
    }
    case 'no-access':
      return stage.kind === 'finding'
        ? { kind: 'failed', problem: problem('noAccess', journey.workspace) }
        : undefined;
    case 'sign-in':
      return { kind: 'login-needed' };
    case 'workspaces':
      return { kind: 'workspace-needed', found: page.managed };
    case 'settings':
    case 'pair':
    case 'wrong-place':
    case 'list-waits':
    case 'translated':
    case 'unclear':
    case 'other':
      return undefined;
  }
}
