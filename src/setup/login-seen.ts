import * as v from 'valibot';
import { scopes } from '../bitbucket/scope-names';
import { pointSchema } from './points';

/** What was seen of a test login that failed: the page that its window showed last, and how both sides stood just then. */

const quotation = v.object({ by: v.string(), code: v.string(), text: v.string() });

/** What the login's window showed last. `untold`: a page of a site of which the browser tells the extension nothing. */
export const lastPageSchema = v.variant('kind', [
  v.object({
    kind: v.literal('page'),
    /** Host and path. */
    address: v.string(),
    /** The page's own words; empty where it had none. */
    title: v.string(),
    /** An error that stood in the page's address, as OAuth hands it on. */
    said: v.optional(quotation),
  }),
  v.object({ kind: v.literal('untold') }),
  v.object({ kind: v.literal('unseen') }),
]);
export type LastPage = v.InferOutput<typeof lastPageSchema>;

/** All that was seen of a login, as it is written down with its journey. */
export const loginSeenSchema = v.object({
  last: lastPageSchema,
  /** Those points of a check that a login depends on, as far as they can be looked at without Bitbucket's pages. */
  points: v.array(pointSchema),
  /** What the dashboard asks of the client on Bitbucket; none where the connection was not read. */
  asks: v.optional(v.object({ callbackUrl: v.string(), scopes: v.array(v.picklist(scopes)) })),
});
export type LoginSeen = v.InferOutput<typeof loginSeenSchema>;
