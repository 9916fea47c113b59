import * as v from 'valibot';
import type { PairProblem } from '../../bitbucket/pair';
import { scopes } from '../../bitbucket/scope-names';
import { purposes } from '../../dashboards/session';
import type { Said } from '../../dashboards/words';
import type { HelperPlan } from '../../setup/helper-plan';
import { pageFacts } from '../../setup/page-facts';
import type { Problem } from '../../setup/problems';
import { corners, type PanelPosition } from './panel-corner';

/** Every message there is. What a helper may send is a short closed list, and none of its answers holds a credential. */

const name = v.pipe(v.string(), v.maxLength(300));
const journeyId = v.pipe(v.string(), v.maxLength(100));
const nonce = v.pipe(v.string(), v.uuid());
const credentialText = v.pipe(v.string(), v.minLength(8), v.maxLength(256));

/** As a page may tell it: checked, since what a page tells is stored. */
export const panelPosition = v.strictObject({ corner: v.picklist(corners), isCollapsed: v.boolean() });

const unreadable = [
  'no-key',
  'no-secret',
  'ambiguous',
  'masked',
  'behind-copy',
  'swapped',
  'not-a-credential',
] as const satisfies readonly PairProblem[];

/** What a helper may send. */
export const helperMessage = v.variant('type', [
  /** A page that Bitbucket's own navigation led to wants its helper. */
  v.strictObject({ type: v.literal('helper/arrived') }),
  /** A helper has something to say, and wants the panel's script in its document. */
  v.strictObject({ type: v.literal('helper/panel') }),
  v.strictObject({
    type: v.literal('helper/look'),
    page: pageFacts,
    /** Bitbucket led to the page's document from another address. */
    isRedirected: v.boolean(),
  }),
  v.strictObject({ type: v.literal('helper/filled'), nonce, name }),
  /** A person pressed Save on the filled form; `name`: as it stood there. */
  v.strictObject({ type: v.literal('helper/saved'), nonce, name }),
  v.strictObject({
    type: v.literal('helper/refused'),
    nonce,
    complaint: v.pipe(v.string(), v.maxLength(300)),
  }),
  v.strictObject({
    type: v.literal('helper/pair'),
    nonce,
    consumer: name,
    key: credentialText,
    secret: credentialText,
    /** Whether a person pressed Save in this document, on the form that was filled. */
    isSaved: v.boolean(),
  }),
  v.strictObject({
    type: v.literal('helper/unreadable'),
    nonce,
    /** By code: no page puts words of its own into the extension's. */
    reason: v.picklist(unreadable),
  }),
  /** No dialog with the pair has come, or it was closed before it could be read. */
  v.strictObject({ type: v.literal('helper/no-pair'), nonce }),
  /** For a check: the name of the consumer with that Key, or none. */
  v.strictObject({ type: v.literal('helper/found'), nonce, name: v.nullable(name), isWhole: v.boolean() }),
  v.strictObject({
    type: v.literal('helper/form-read'),
    nonce,
    settings: v.nullable(
      v.strictObject({
        callbackUrl: v.pipe(v.string(), v.maxLength(2000)),
        scopes: v.pipe(v.array(v.picklist(scopes)), v.readonly()),
      }),
    ),
  }),
  /** For a new Secret: how the old client stands in the list; the name is empty where the list does not tell it. */
  v.strictObject({
    type: v.literal('helper/old-seen'),
    nonce,
    is: v.picklist(['there', 'absent', 'unread']),
    name,
  }),
  v.strictObject({ type: v.literal('helper/open') }),
  /** Where the person has put the panel. */
  v.strictObject({ type: v.literal('helper/place'), place: panelPosition }),
]);
export type HelperMessage = v.InferOutput<typeof helperMessage>;

const applicationNames = v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(500));
const ownForm = v.strictObject({
  within: v.pipe(v.string(), v.maxLength(200), v.regex(/^\/.+\/$/)),
  isForAll: v.boolean(),
});

/** What a person decides about a setup: the event that it is for the journey. */
const decision = v.variant('kind', [
  /** `seal`: of the pair that the page shows; `digest`: of the change. If that is another by then, it is not agreed to. */
  v.strictObject({ kind: v.literal('consented'), seal: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ kind: v.literal('send-declined') }),
  v.strictObject({ kind: v.literal('consumer-chosen'), name }),
  v.strictObject({ kind: v.literal('workspace-chosen'), workspace: name }),
  v.strictObject({ kind: v.literal('connection-picked'), id: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({ kind: v.literal('change-agreed'), digest: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ kind: v.literal('change-declined') }),
  v.strictObject({ kind: v.literal('general-agreed') }),
  v.strictObject({ kind: v.literal('handed-over') }),
  /** The dashboard's own pages: what was agreed to for them, and what the extension's page has seen and done there. */
  v.strictObject({ kind: v.literal('own-form-agreed'), ownForm }),
  v.strictObject({ kind: v.literal('by-hand-chosen') }),
  v.strictObject({ kind: v.literal('own-tab-opened'), tabId: v.number() }),
  v.strictObject({ kind: v.literal('own-form-filled') }),
  v.strictObject({ kind: v.literal('own-form-saved'), connectionId: v.pipe(v.string(), v.maxLength(200)) }),
  v.strictObject({
    kind: v.literal('own-applications'),
    names: applicationNames,
    notKept: applicationNames,
    others: v.number(),
  }),
  v.strictObject({ kind: v.literal('own-login-seen') }),
  v.strictObject({ kind: v.literal('tried'), worked: v.boolean() }),
  v.strictObject({ kind: v.literal('pause-over') }),
  v.strictObject({ kind: v.literal('pause-cancelled') }),
  v.strictObject({ kind: v.literal('retried') }),
  v.strictObject({ kind: v.literal('undo-asked') }),
  v.strictObject({ kind: v.literal('test-asked') }),
  v.strictObject({ kind: v.literal('mend-asked') }),
  v.strictObject({ kind: v.literal('enable-asked') }),
  v.strictObject({ kind: v.literal('retire-asked') }),
  v.strictObject({ kind: v.literal('old-kept') }),
  v.strictObject({ kind: v.literal('old-deleted') }),
  v.strictObject({ kind: v.literal('switch-on-asked'), purpose: v.picklist(purposes) }),
  v.strictObject({ kind: v.literal('switch-on-agreed'), digest: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ kind: v.literal('read-asked') }),
  v.strictObject({ kind: v.literal('read-over') }),
]);
export type Decision = v.InferOutput<typeof decision>;

/** What one of the extension's own pages may send: the commands of a person. */
export const pageMessage = v.variant('type', [
  v.strictObject({
    type: v.literal('setup/start'),
    mode: v.picklist(['create', 'existing', 'test', 'check', 'renew']),
    /** What the person has agreed to in the dashboard's own pages. */
    ownForm: v.optional(ownForm),
  }),
  /** The setups of these profiles are checked, one after the other; or no other after the present one. */
  v.strictObject({
    type: v.literal('round/start'),
    profileIds: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(1_000)),
  }),
  v.strictObject({ type: v.literal('round/end') }),
  /** The journey that the page shows, in front or kept aside. */
  v.strictObject({ type: v.literal('setup/discard'), journeyId }),
  /** Goes on with a journey that is kept aside; the one in front is kept aside in its place. */
  v.strictObject({ type: v.literal('setup/take-up'), journeyId }),
  /** A profile with its credential and all of its setups. */
  v.strictObject({ type: v.literal('profile/delete'), profileId: v.pipe(v.string(), v.maxLength(100)) }),
  /** With the journey that the page shows: what was decided about it is not decided about another. */
  v.strictObject({ type: v.literal('journey/decided'), journeyId, event: decision }),
  /** The account that the journey's test login has made is to be deleted. */
  v.strictObject({ type: v.literal('test-account/remove'), journeyId }),
  /** The network is back, as a page heard it. */
  v.strictObject({ type: v.literal('setup/go-on') }),
  /** A fresh credential for the journey's profile; the kind is the profile's. */
  v.strictObject({ type: v.literal('credential/enter'), text: v.pipe(v.string(), v.maxLength(20_000)) }),
  v.strictObject({
    type: v.literal('pair/paste'),
    key: v.pipe(v.string(), v.maxLength(512)),
    secret: v.pipe(v.string(), v.maxLength(512)),
  }),
  v.strictObject({ type: v.literal('bitbucket/show') }),
]);
export type PageMessage = v.InferOutput<typeof pageMessage>;

/** What each of the helper's messages is answered with. */
export interface HelperAnswers {
  'helper/arrived': undefined;
  'helper/panel': undefined;
  'helper/look': {
    readonly plan: HelperPlan;
    readonly nonce: string;
    readonly dashboardName: string;
    readonly place: PanelPosition;
    /** What the setup's workspace was called, where Bitbucket led to another. */
    readonly movedFrom?: string;
  };
  'helper/filled': undefined;
  'helper/saved': undefined;
  'helper/refused': undefined;
  /**
   * `kept`: the pair is in the vault, so the page may close. `isRefused`: the list shows another one; the plan says so.
   * `isUnderWay`: the setup in another tab does not take it.
   */
  'helper/pair': { readonly kept: boolean; readonly isRefused?: boolean; readonly isUnderWay?: boolean };
  'helper/unreadable': undefined;
  'helper/no-pair': undefined;
  'helper/found': undefined;
  'helper/form-read': undefined;
  'helper/old-seen': undefined;
  'helper/open': undefined;
  'helper/place': undefined;
}

/** Whether the command was carried out; if not, why. */
export type CommandAnswer =
  | { readonly kind: 'done' }
  /** What was entered is wrong; to be said at its field. */
  | { readonly kind: 'field'; readonly problem: Said }
  | { readonly kind: 'refused'; readonly problem: Problem };
