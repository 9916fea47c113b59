import * as v from 'valibot';

const name = v.pipe(v.string(), v.maxLength(300));
const names = v.pipe(v.array(name), v.maxLength(2000), v.readonly());
const key = v.pipe(v.string(), v.minLength(8), v.maxLength(256));
const keys = v.pipe(v.array(v.strictObject({ name, key })), v.maxLength(2000), v.readonly());

/**
 * What the helper tells of the page it is on: facts only, read without changing anything. The helper, which is on the page,
 * takes the type from here; the background takes nothing that is not of this shape.
 */
export const pageFacts = v.variant('kind', [
  v.strictObject({
    kind: v.literal('list'),
    workspace: name,
    names,
    /** Whether the list has more pages than the one that these names are on. */
    isPart: v.boolean(),
    /** The Client IDs that the list itself shows. */
    keys,
    pairIn: v.picklist(['row', 'dialog']),
  }),
  v.strictObject({ kind: v.literal('form'), workspace: name, purpose: v.picklist(['add', 'edit']) }),
  /** With the Client IDs of the list behind it, if there is one. */
  v.strictObject({ kind: v.literal('pair'), workspace: name, keys }),
  v.strictObject({ kind: v.literal('settings'), workspace: name }),
  v.strictObject({ kind: v.literal('workspaces'), managed: names }),
  v.strictObject({ kind: v.literal('not-found') }),
  v.strictObject({ kind: v.literal('no-access') }),
  v.strictObject({ kind: v.literal('sign-in') }),
  v.strictObject({ kind: v.literal('wrong-place') }),
  /** A list that is still loading, or that Bitbucket could not load; `says`: in its own words. */
  v.strictObject({
    kind: v.literal('list-waits'),
    workspace: name,
    reason: v.picklist(['loading', 'failed']),
    says: name,
  }),
  /** The browser has translated it. */
  v.strictObject({ kind: v.literal('translated'), workspace: name }),
  /** A consumers' page that has come to rest and is not understood. */
  v.strictObject({ kind: v.literal('unclear'), workspace: name }),
  v.strictObject({ kind: v.literal('other') }),
]);

export type PageFacts = v.InferOutput<typeof pageFacts>;
