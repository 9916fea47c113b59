import type { Pair } from '../bitbucket/oauth';
import type { Scope } from '../bitbucket/scope-names';
import type { Secret } from '../secret';
import type { PageForm } from './page-form';

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
  /** The form of a page in which the pair is entered, with the fields `key` and `secret`. */
  readonly pageForm: PageForm;
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
}
