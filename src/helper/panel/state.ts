import type { FormItem, ItemState, WantedConsumer } from '../../bitbucket/form';
import type { Generation } from '../../bitbucket/generations';
import type { PanelPosition } from '../../extension/messages/panel-corner';
import type { HelperPlan } from '../../setup/helper-plan';
import type { PointingStep } from '../pointing';
import type { Pick } from './pick';

/** What stands on the form, or has to be put there by hand. */
export interface FormSheet {
  readonly items: readonly ItemState[];
  readonly wanted: WantedConsumer;
  /** Items without which a login does not work. */
  readonly needed: readonly FormItem[];
}

/** What the panel shows. */
export type PanelState =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'introduce' }
  | {
      readonly kind: 'offer';
      readonly canFill: boolean;
      readonly canCapture: boolean;
      readonly canPoint: boolean;
    }
  /** Guides lead here by mistake; `address` is the right place. */
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'log-in' }
  /** The page is of another workspace than the setup; `address` is of its own. */
  | {
      readonly kind: 'elsewhere';
      readonly here: string;
      readonly wantedWorkspace: string;
      readonly address: string;
    }
  /** The page is not understood; `sheet`: what a form that is filled by hand has so far; `isForeign`: it is in a language whose words nobody wrote down. */
  | { readonly kind: 'ask'; readonly sheet: FormSheet | undefined; readonly isForeign: boolean }
  | { readonly kind: 'translated' }
  /** Bitbucket's list has not come; `says`: in its own words. */
  | { readonly kind: 'list-waits'; readonly reason: 'loading' | 'failed'; readonly says: string }
  | { readonly kind: 'pointing'; readonly step: PointingStep }
  /** The person picks the field for a value. */
  | { readonly kind: 'putting'; readonly item: FormItem }
  /** The Key is read; the Secret comes a step later. */
  | { readonly kind: 'half' }
  | { readonly kind: 'busy'; readonly what: 'opening' | 'filling' | 'reading' | 'reading-shown' }
  | {
      readonly kind: 'form';
      readonly sheet: FormSheet;
      readonly complaint: string | undefined;
      readonly isUndone: boolean;
    }
  /** The form was left; if the list `isPart`, nobody knows whether it was saved. */
  | { readonly kind: 'not-saved'; readonly consumerName: string; readonly isPart: boolean }
  /** `found`: those that a page of the extension's own asks about. */
  | { readonly kind: 'choose-workspace'; readonly found: readonly string[] }
  /** Saved; the pair may be shown at any moment. */
  | { readonly kind: 'awaiting'; readonly consumerName: string }
  /** The vault has confirmed the pair whose Key has these ends; `isShown`: still in what shows it once, which may close now. */
  | { readonly kind: 'kept'; readonly keyHint: string; readonly isShown: boolean }
  /** The consumer whose place a new one has taken; `name`: as the list has it, where it is `there`. */
  | {
      readonly kind: 'retire';
      readonly is: 'looking' | 'there' | 'absent' | 'unread';
      readonly key: string;
      readonly name: string;
    }
  | { readonly kind: 'waiting' }
  /** The setup in another tab takes no pair from this page. */
  | { readonly kind: 'under-way' }
  | {
      readonly kind: 'trouble';
      readonly trouble: 'not-kept' | 'open-a-row' | 'updated' | 'covered' | 'no-answer';
    }
  /** `isShownOnce`: what shows the pair must stay open until it is read, or copied. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly isShownOnce: boolean }
  /** As the plan says; `isShown`: the page still shows the pair that the vault holds now. */
  | (Extract<HelperPlan, { kind: 'follow' }> & { readonly isShown: boolean });

/** The answer was lost, so nothing is known of what was asked or told. */
export const noAnswer: PanelState = { kind: 'trouble', trouble: 'no-answer' };

/** What the panel's words depend on. */
export interface PanelTerms {
  readonly dashboardName: string;
  /** Of the pages that were seen last; today's before any was. */
  readonly generation: Generation['terms'];
  /** Of the page that was seen last; empty before any was. */
  readonly workspace: string;
  /** Its former name, where Bitbucket led here from that. */
  readonly movedFrom?: string | undefined;
}

/** What the panel's buttons do. The panel knows nothing else of who drives it. */
export interface PanelActions {
  fill(): void;
  undo(): void;
  capture(): void;
  point(): void;
  /** Puts a value on the clipboard; tells whether it is there. */
  copy(text: string): Promise<boolean>;
  /** Lets the person pick the field for an item's value, or ends that. */
  put(item: FormItem): void;
  /** Brings an item of the form into sight. */
  lead(item: FormItem): void;
  go(address: string): void;
  open(): void;
  /** Where the person has put the panel. */
  place(place: PanelPosition): void;
}

/** The panel as the helper drives it. Runs in the content script, in a closed shadow root. */
export interface Panel {
  show(state: PanelState, terms: PanelTerms, actions: PanelActions): void;
  /** Puts it where the person wants it. */
  dock(place: PanelPosition): void;
  /** The page has changed: what has to stay in sight there, above all its Save button, may be under the panel now. */
  keepClear(save: Element | undefined): void;
  /** Whether a node is the panel's own, so that its changes are not taken for the page's. */
  owns(node: Node): boolean;
}

/** Where the panel's script leaves what it has: the world of the extension's own scripts in a page, which the page cannot reach. */
export interface PanelWorld {
  /** `signal` ends the panel's stay. */
  keyferryPanel?: (document: Document, signal: AbortSignal) => Panel;
  keyferryPick?: Pick;
}
