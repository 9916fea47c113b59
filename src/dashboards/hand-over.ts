import type { Pair } from '../bitbucket/oauth';
import type { Scope } from '../bitbucket/scope-names';
import type { Secret } from '../secret';
import type { PageForm } from './page-form';
import type { MessageKey, Said } from './words';

/** What a tool needs the consumer to be. */
export interface ConsumerNeeds {
  /** With its parts in braces; empty where the tool itself shows it. */
  readonly callbackUrl: string;
  readonly scopes: readonly Scope[];
}

/** How a person, or a file of settings, is given the pair. */
export interface HandOver {
  /** Undefined where the tool is not known any more. */
  needsOf(tool: string): ConsumerNeeds | undefined;
  /** The forms in which a tool takes the pair, its own one first; none where the tool is not known any more. */
  formsOf(tool: string): readonly SnippetForm[];
  /** The pair in one of the tool's forms, quoted for it. Terraform never gets the Secret. */
  snippet(tool: string, form: SnippetForm, pair: Pair, callbackUrl: string): Secret;
  /** The tool whose callback URLs look like this one; undefined where none does, or where many do. */
  toolAt(callbackUrl: string): string | undefined;
  /** Stands for no tool in particular. */
  readonly anyTool: string;
  /** The form of a page in which the pair is entered, with the fields `key` and `secret`. */
  readonly pageForm: PageForm;
  /** Whether the pair may go into a page of a tool's, by its address, where the setup has this callback URL. */
  pageFit(tool: string, callbackUrl: string, address: string): PageFit;
  /** What a person does in the tool; undefined where that is not known. `open`: addresses of its site's pages that are open. */
  handWay(tool: string, callbackUrl: string, open: readonly string[]): HandWay | undefined;
}

/** `within`: the beginning of the path that the pair may go into. `whereMasked`: said of a form that holds dots, and gets nothing. */
export type PageFit =
  | { readonly kind: 'fits'; readonly within: string; readonly whereMasked?: Said }
  | { readonly kind: 'unfit'; readonly says: Said };

export interface HandWay {
  /** Where the clicks begin. */
  readonly page: string;
  /** The host of the tool's own pages. */
  readonly site: string;
  readonly clicks: readonly MessageKey[];
}

/** A form in which a tool takes its settings. */
export type SnippetForm = 'env' | 'shell' | 'yaml' | 'json' | 'toml' | 'kubernetes' | 'terraform' | 'command';

/** A tool that takes a Bitbucket pair by hand. */
export interface Tool {
  readonly id: string;
  /** Undefined: no tool in particular. */
  readonly name: string | undefined;
  /** `broken`: Bitbucket login does not work in it, through no fault of the setup. */
  readonly standing: 'works' | 'not-known' | 'broken';
  /** What there is to know of it before it is chosen; takes its name. */
  readonly note?: MessageKey;
}
