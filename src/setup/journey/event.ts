import type { ConsumerSettings } from '../../bitbucket/form';
import type {
  Difference,
  ForeignConnection,
  OthersChanges,
  Purpose,
  SwitchOn,
} from '../../dashboards/session';
import type { Asked } from '../client-points';
import type { LoginSeen } from '../login-seen';
import type { Point } from '../points';
import type { Problem } from '../problems';
import type { ConnectionChoice, OwnFormAgreed } from './journey';

/** A name in Bitbucket's list, with the Client ID that is shown for it. */
export interface NamedKey {
  readonly name: string;
  readonly key: string;
}

/** Everything that can happen to a journey. Each stage says, in `stages/`, which events mean something to it. */
export type Event =
  | { readonly kind: 'login-needed' }
  /** The tab's helper has not spoken in time, on a Bitbucket page or on one that the browser does not tell. */
  | { readonly kind: 'helper-silent'; readonly at: 'there' | 'untold' }
  /** What the journey's tab has shown for a while, once its helper was heard: a helper, settings without one, or another page. */
  | { readonly kind: 'tab-seen'; readonly shows: 'helper' | 'settings' | 'other' }
  /** The journey's tab was led to its workspace once more, since it is not known how it came to another one. */
  | { readonly kind: 'led-again' }
  /** Bitbucket itself led from the journey's workspace to this one. */
  | { readonly kind: 'workspace-moved'; readonly workspace: string }
  /** The journey's tab shows another workspace, where only the person can have led it. */
  | { readonly kind: 'elsewhere-seen'; readonly workspace: string }
  /** A document that says this twice means one address. */
  | { readonly kind: 'address-failed'; readonly next: boolean; readonly documentId: string }
  /** Nobody has said which: `found` are those that the page names. */
  | { readonly kind: 'workspace-needed'; readonly found: readonly string[] }
  | { readonly kind: 'workspace-chosen'; readonly workspace: string }
  | {
      readonly kind: 'list-seen';
      readonly workspace: string;
      readonly names: readonly string[];
      readonly freeName: string;
      readonly pairIn: 'row' | 'dialog';
    }
  | { readonly kind: 'keys-seen'; readonly keys: readonly NamedKey[] }
  | { readonly kind: 'form-seen'; readonly workspace: string; readonly freeName: string }
  | { readonly kind: 'form-filled'; readonly name: string }
  /** A person pressed Save on the filled form; `name`: as it stood there. */
  | { readonly kind: 'save-pressed'; readonly name: string }
  | { readonly kind: 'form-refused'; readonly complaint: string }
  /** No dialog with the pair has come for as long as one may take, or it was closed before it could be read. */
  | { readonly kind: 'pair-missed' }
  | { readonly kind: 'consumer-chosen'; readonly name: string }
  | {
      readonly kind: 'pair-taken';
      readonly name: string;
      /** The whole Client ID. */
      readonly key: string;
      /** The digest of Client ID and Secret. */
      readonly seal: string;
      /** A page showed it, one on which the person had pressed Save showed it, or the person entered it. */
      readonly from: 'page' | 'saved-page' | 'person';
    }
  /** A pair that the person captured by hand, in another tab than the journey's. */
  | {
      readonly kind: 'pair-offered';
      readonly workspace: string;
      readonly name: string;
      readonly key: string;
      readonly seal: string;
    }
  /** `answered`: status and code of an answer that does not tell. */
  | { readonly kind: 'pair-checked'; readonly verdict: 'good' | 'not-checked'; readonly answered?: string }
  /** Nobody has agreed to the pair, and nothing else is asked before it is connected. */
  | { readonly kind: 'consent-needed' }
  /** `seal`: of the pair that was shown. */
  | { readonly kind: 'consented'; readonly seal: string }
  /** The pair is not to be sent. */
  | { readonly kind: 'send-declined' }
  | { readonly kind: 'change-found'; readonly connectionId: string; readonly difference: Difference }
  /** `digest`: of the change that was shown. */
  | { readonly kind: 'change-agreed'; readonly digest: string }
  | { readonly kind: 'foreign-found'; readonly connections: readonly ForeignConnection[] }
  | { readonly kind: 'several-found'; readonly connections: readonly ConnectionChoice[] }
  | { readonly kind: 'connection-picked'; readonly id: string }
  | { readonly kind: 'general-needed' }
  | { readonly kind: 'general-agreed' }
  | { readonly kind: 'write-intended'; readonly did: 'created' | 'changed' }
  | { readonly kind: 'handing-needed' }
  | { readonly kind: 'handed-over' }
  /** The person agrees to be guided through the dashboard's own pages, or wants to enter the pair themselves after all. */
  | { readonly kind: 'own-form-agreed'; readonly ownForm: OwnFormAgreed }
  | { readonly kind: 'by-hand-chosen' }
  /** A tab was opened for the dashboard's own pages. */
  | { readonly kind: 'own-tab-opened'; readonly tabId: number }
  /** The pair is about to be put into the dashboard's own form. */
  | { readonly kind: 'own-form-filled' }
  /** A connection with the pair's Client ID was seen in the dashboard. */
  | { readonly kind: 'own-form-saved'; readonly connectionId: string }
  /**
   * Applications by name: those that were turned on, and seen to be; those that were not kept; `others`: how many had it on
   * before. All empty where the person turns them on.
   */
  | {
      readonly kind: 'own-applications';
      readonly names: readonly string[];
      readonly notKept: readonly string[];
      readonly others: number;
    }
  /** The dashboard's own test of the connection was seen to work. */
  | { readonly kind: 'own-login-seen' }
  | { readonly kind: 'change-declined' }
  | {
      readonly kind: 'connection-ready';
      readonly id: string;
      readonly name: string;
      readonly did: 'created' | 'changed' | 'same';
    }
  | {
      readonly kind: 'applications-enabled';
      readonly names: readonly string[];
      /** Those for which the dashboard took it, but did not keep it. */
      readonly notKept?: readonly string[];
      readonly alreadyThere: number;
      /** Of them all, those whose people log in only through an organization. */
      readonly inOrganizations?: readonly string[];
    }
  | { readonly kind: 'consumer-found'; readonly name: string }
  | { readonly kind: 'consumer-absent' }
  /** The list did not load, or not to its end, so it is not known whether the consumer is on it. */
  | { readonly kind: 'list-unread' }
  | { readonly kind: 'consumer-read'; readonly settings: ConsumerSettings | undefined }
  | { readonly kind: 'points-seen'; readonly points: readonly Point[] }
  /** The dashboard's side of a check is read. `client`: what it asks of which client on Bitbucket, by the ends of its Key. */
  | {
      readonly kind: 'surveyed';
      readonly connection?: { readonly id: string; readonly name: string };
      readonly client?: { readonly keyHint: string; readonly asks: Asked };
    }
  /** After a check, on its page: a test login, what is wrong on Bitbucket filled in, or the connection enabled. */
  | { readonly kind: 'test-asked' }
  | { readonly kind: 'mend-asked' }
  | { readonly kind: 'enable-asked' }
  /** The connection is to be switched on; what that changes is shown first. */
  | { readonly kind: 'switch-on-asked'; readonly purpose: Purpose }
  | { readonly kind: 'switch-on-found'; readonly change: SwitchOn }
  /** `digest`: of what was shown. */
  | { readonly kind: 'switch-on-agreed'; readonly digest: string }
  | { readonly kind: 'switch-on-intended' }
  | { readonly kind: 'switched-on' }
  /** The form of the client that is to be mended is open. */
  | { readonly kind: 'edit-form-seen' }
  | { readonly kind: 'connection-known'; readonly id: string; readonly name: string }
  | { readonly kind: 'switching-on'; readonly ids: readonly string[] }
  | { readonly kind: 'test-application-intended' }
  | { readonly kind: 'test-application-gone' }
  /** The login cannot be tested from here: for want of rights, which are named, or of something else. */
  | { readonly kind: 'try-needed'; readonly missing: string; readonly problem?: Problem }
  /** No login can be tested over this dashboard's API, or not with the present rights: those that are missing are named. */
  | { readonly kind: 'test-left'; readonly missing?: string }
  | { readonly kind: 'try-opened' }
  | { readonly kind: 'tried'; readonly worked: boolean }
  | { readonly kind: 'login-opened' }
  /** `made`: the id of the account that the login has made. */
  | { readonly kind: 'logged-in'; readonly name: string; readonly made?: string }
  /** The account that the test login had made is removed. */
  | { readonly kind: 'test-account-gone' }
  /** For a new Secret: the connection that is to get it, with the whole Client ID that it has now. */
  | {
      readonly kind: 'old-noted';
      readonly connection: { readonly id: string; readonly name: string };
      readonly key: string;
    }
  /** Names of the dashboard's connections that still have the old Client ID; where they could not be read, the problem instead. */
  | { readonly kind: 'uses-seen'; readonly names?: readonly string[]; readonly problem?: Problem }
  /** The person wants to be led to the old client. */
  | { readonly kind: 'retire-asked' }
  /** The old client on Bitbucket's list, as looked at now. `unread`: the list does not tell. */
  | { readonly kind: 'old-seen'; readonly is: 'there' | 'absent' | 'unread'; readonly name: string }
  /** The person keeps the old client for now, or says that they have deleted it. */
  | { readonly kind: 'old-kept' }
  | { readonly kind: 'old-deleted' }
  /** The login failed: how its window and both sides looked just then. `made`: the id of the account that it has made all the same. */
  | { readonly kind: 'login-seen'; readonly seen: LoginSeen; readonly made?: string }
  /** The person wants to read, in a tab, what the failed login shows; it is open there; they have read it. */
  | { readonly kind: 'read-asked' }
  | { readonly kind: 'read-opened' }
  | { readonly kind: 'read-over' }
  | { readonly kind: 'undo-asked' }
  | { readonly kind: 'undone'; readonly hadSecret: boolean; readonly others?: OthersChanges }
  | { readonly kind: 'put-off'; readonly problem: Problem; readonly until: number | undefined }
  | { readonly kind: 'pause-over' }
  | { readonly kind: 'pause-cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'retried' };
