import type { MessageKey, Said } from './words';

/**
 * A dashboard's own pages, through which a person is guided tab by tab: what may be pressed for them, what they press themselves, and
 * what is read. All of it is text, as it goes into the page.
 */
export interface GuidedPages {
  /** Only leads somewhere: it may be pressed for the person. */
  readonly leads: Readonly<Record<string, Named>>;
  /** The person's to press: it is pointed at, and nothing else. */
  readonly theirs: Readonly<Record<string, Named>>;
  /** Boxes of the form, by the words beside them. */
  readonly boxes: Readonly<Record<string, readonly string[]>>;
  /** What stands over switches, one for each application. */
  readonly overSwitches: readonly string[];
  /** Words that mark a choice whose connection is there already. */
  readonly marks: readonly string[];
  /** A pattern of the paths of existing connections. */
  readonly madeAt: string;
  /** A pattern of the path on which all that a person can read is read: it says how a try of the connection went. */
  readonly triedAt: string;
}

/** By its accessible name, in any language, and its role. */
export interface Named {
  readonly names: readonly string[];
  readonly roles: readonly ('button' | 'link' | 'tab')[];
}

/** `several`: the name stands there more than once. `off`: it takes no press now. */
export type PressState = 'absent' | 'there' | 'off' | 'several';

/** An application with its switch. */
export interface SwitchRow {
  readonly title: string;
  /** What stands below the title: of which kind it is. */
  readonly below: string;
  readonly isOn: boolean;
  readonly isLocked: boolean;
}

/** What was seen on such a page. Of its fields it tells only whether one holds the Client ID that is looked for. */
export interface GuidedSeen {
  /** Path and hash. */
  readonly address: string;
  readonly leads: Readonly<Record<string, PressState>>;
  readonly theirs: Readonly<Record<string, PressState>>;
  readonly boxes: Readonly<Record<string, 'absent' | 'on' | 'off' | 'locked'>>;
  /** Undefined where no such list is on the page. */
  readonly rows: readonly SwitchRow[] | undefined;
  /** Paths of connections that the page names together with the subject. */
  readonly made: readonly string[];
  /** The subject is marked as one that has a connection. */
  readonly isMarked: boolean;
  /** What lies over the page, as it calls itself; empty where it has no name. */
  readonly over: string | undefined;
  /** Whether the form's fields are there, and what the Client ID's holds. */
  readonly form: 'none' | 'unclear' | 'locked' | 'open';
  readonly holds: 'nothing' | 'ours' | 'other';
  readonly hasSecret: boolean;
  /** What the page finds wrong with what was entered, or says in place of what it should show. */
  readonly complaint: string;
  readonly headings: readonly string[];
  /** What a person reads, where that is read. */
  readonly text: string;
}

/** What the journey knows of it. */
export interface GuidedSoFar {
  readonly part: 'send' | 'enable' | 'test';
  /** How the paths of the tenant's pages begin. */
  readonly within: string;
  readonly isFilled: boolean;
  readonly connectionId: string | undefined;
  /** How often each lead was pressed on the page with this address. */
  readonly pressed: Readonly<Record<string, number>>;
}

/**
 * What is to be done on the page, as it is now. `press`: for the person. `theirs`: pointed at, with `note` said on the page and `says` on
 * the extension's own. `lead`: the tab is at another page. `by-hand`: what is looked for is not there; `canFill`: the form
 * is, and was filled once. `there`: a connection that is not this journey's.
 */
export type GuidedMove =
  | { readonly kind: 'press'; readonly lead: string }
  | { readonly kind: 'open'; readonly path: string }
  | { readonly kind: 'fill' }
  | { readonly kind: 'tick'; readonly box: string }
  | { readonly kind: 'saved'; readonly connectionId: string }
  | { readonly kind: 'applications'; readonly rows: readonly SwitchRow[] }
  | { readonly kind: 'theirs'; readonly what: string; readonly says: Said; readonly note: MessageKey }
  | { readonly kind: 'over'; readonly says: Said }
  | { readonly kind: 'wait'; readonly says: Said }
  | { readonly kind: 'lead'; readonly says: Said }
  | { readonly kind: 'by-hand'; readonly says: Said; readonly canFill?: true }
  | { readonly kind: 'there'; readonly says: Said };

/** A tenant whose pages are open, or were chosen. */
export interface Tenant {
  readonly name: string;
  /** How the paths of its pages begin. */
  readonly within: string;
  /** The domains that it may have, the likely one first. */
  readonly domains: readonly [string, ...string[]];
}

/** How a dashboard's connection is made in its own pages, without any credential. */
export interface OwnForm {
  /** The tool whose profile it takes. */
  readonly tool: string;
  /** What the button is called, what is said before, and what is agreed to. */
  readonly label: MessageKey;
  readonly explains: MessageKey;
  /** Take the address of the tenant's page and the callback URL. */
  readonly consents: readonly MessageKey[];
  /** Said beside the choice of a domain, and while the tenant is chosen. */
  readonly domainHelp: MessageKey;
  readonly choosing: MessageKey;
  /** Said where the tenant is not the one that logins come back to. */
  isOther(tenant: Tenant, callbackUrl: string): Said;
  readonly site: string;
  readonly origin: string;
  /** Where a tenant is chosen. */
  readonly choice: string;
  /** The tenant that an address is about; undefined where it names none. */
  tenantAt(address: string): Tenant | undefined;
  callbackUrlOn(domain: string): string;
  readonly pages: GuidedPages;
  /** Where a person begins, by how a tenant's paths begin; and where a connection's applications are. */
  firstPage(within: string): string;
  applicationsPage(within: string, connectionId: string): string;
  next(soFar: GuidedSoFar, seen: GuidedSeen): GuidedMove;
  /** Whether people log in to an application. */
  isForPeople(row: SwitchRow): boolean;
  /** The beginning of the address of the page that shows how a try of the connection went. */
  readonly triedAt: string;
  hasWorked(seen: GuidedSeen): boolean;
}
