import * as v from 'valibot';
import { scopes } from '../../../bitbucket/scope-names';
import type { StageTold } from '../stage';

/** What the dashboard asks of the client on Bitbucket, as it was read there. */
export const askedFields = v.object({ callbackUrl: v.string(), scopes: v.array(v.picklist(scopes)) });

/** The dashboard's side is read, point by point, and Bitbucket is asked about the pair. */
export const surveyingFields = v.object({ kind: v.literal('surveying') });

export const surveying: StageTold<'surveying'> = {
  step: 'send',
  goesOn: 'by-itself',
  says: ({ dashboardName }) => ['now_surveying', dashboardName],
};

/** The consumer with the connection's Key is looked for, by the ends of the Key, and its form read. */
export const inspectingFields = v.object({
  kind: v.literal('inspecting'),
  keyHint: v.string(),
  name: v.optional(v.string()),
});

export const inspecting: StageTold<'inspecting'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  says: () => ['now_inspecting'],
};

/** The client's form is open, and what is wrong in it is filled in: the person saves, and both sides are looked at once more. */
export const mendingFields = v.object({ kind: v.literal('mending'), name: v.string() });

export const mending: StageTold<'mending'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  isTheirTurn: () => true,
  says: ({ at }) => ['now_mending', at.name],
};
