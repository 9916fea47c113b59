import * as v from 'valibot';
import { problem, type Reading, type Settings } from '../settings';
import { tools } from './tools';

const entries = {
  /** The id of one of the tools. */
  tool: v.string(),
  callbackUrl: v.string(),
};

export const settings: Settings<typeof entries> = {
  entries,
  readAddress: readCallbackUrl,
  hasGoodAddresses: ({ callbackUrl }) => readCallbackUrl(callbackUrl).kind === 'ok',
  nameOf: ({ tool }) => tools.find((each) => each.id === tool)?.name,
  addressOf: ({ callbackUrl }) => callbackUrl,
  callbackUrl: ({ callbackUrl }) => callbackUrl,
};

/** Bitbucket takes any callback URL; a code on its way over `http:` can be read by others, except on this machine. */
function readCallbackUrl(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return problem('callbackEmpty');
  const parts = entered.match(/\{[^}]*\}/g);
  if (parts) return problem('callbackParts', parts.join(', '));
  const url = URL.canParse(entered) ? new URL(entered) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    return problem('callbackUrlMalformed', entered);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'http:' && !isHere ? problem('callbackHttp') : { kind: 'ok', value: entered };
}
