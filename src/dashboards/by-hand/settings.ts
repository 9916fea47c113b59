import * as v from 'valibot';
import { fieldProblem, ok, type Reading } from '../reading';
import type { Settings } from '../settings';
import { isThisMachine } from '../this-machine';
import { tools } from './tools';

const entries = {
  /** The id of one of the tools. */
  tool: v.string(),
  callbackUrl: v.string(),
};

/** What a profile has of its own for a tool. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

/** The part of a profile that is about a tool, which takes its pair by hand. */
export const settings: Settings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ callbackUrl }) => readCallbackUrl(callbackUrl).kind === 'ok',
  nameOf: ({ tool }) => tools.find((each) => each.id === tool)?.name,
  addressOf: ({ callbackUrl }) => callbackUrl,
  callbackUrl: ({ callbackUrl }) => callbackUrl,
};

/** Addresses of private networks (RFC 1918, 4193), single names, and endings of names that are not public. */
const inside =
  /^(?:10(?:\.\d+){3}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|192\.168(?:\.\d+){2}|\[f[cd][\da-f:]+\]|[a-z\d-]+|.+\.(?:local|internal|lan|home\.arpa|home|corp|intranet|private))$/;

/** Whether a login comes back over a private network without encryption, where others on it can take it over. */
export function isOpenInside(callbackUrl: string): boolean {
  const url = URL.canParse(callbackUrl) ? new URL(callbackUrl) : undefined;
  return url?.protocol === 'http:' && !isThisMachine(url.hostname) && inside.test(url.hostname);
}

/**
 * Bitbucket takes any callback URL. A code on its way over `http:` can be read by others: on the internet that is refused; in a
 * private network the person is warned.
 */
export function readCallbackUrl(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return fieldProblem('field_callbackEmpty');
  const parts = entered.match(/\{[^}]*\}/g);
  if (parts) return fieldProblem('field_callbackParts', parts.join(', '));
  const url = URL.canParse(entered) ? new URL(entered) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    return fieldProblem('field_callbackUrlMalformed', entered);
  const isSafe = url.protocol === 'https:' || isThisMachine(url.hostname) || isOpenInside(entered);
  return isSafe ? ok(entered) : fieldProblem('field_callbackHttp');
}
