import * as v from 'valibot';
import { fieldProblem, ok, type Reading } from '../reading';
import type { Settings } from '../settings';
import { tools } from './tools';

const entries = {
  /** The id of one of the tools. */
  tool: v.string(),
  callbackUrl: v.string(),
};

/** What a profile has of its own for a tool. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

export const settings: Settings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ callbackUrl }) => readCallbackUrl(callbackUrl).kind === 'ok',
  nameOf: ({ tool }) => tools.find((each) => each.id === tool)?.name,
  addressOf: ({ callbackUrl }) => callbackUrl,
  callbackUrl: ({ callbackUrl }) => callbackUrl,
};

/** Bitbucket takes any callback URL; a code on its way over `http:` can be read by others, except on this machine. */
export function readCallbackUrl(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return fieldProblem('field_callbackEmpty');
  const parts = entered.match(/\{[^}]*\}/g);
  if (parts) return fieldProblem('field_callbackParts', parts.join(', '));
  const url = URL.canParse(entered) ? new URL(entered) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    return fieldProblem('field_callbackUrlMalformed', entered);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'http:' && !isHere ? fieldProblem('field_callbackHttp') : ok(entered);
}
