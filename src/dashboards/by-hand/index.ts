import { type HandDashboard, problem, type Reading } from '../dashboard';
import { tools } from './tools';

/** Any tool that is set up by hand, or by a file of settings. */
export const other: HandDashboard = {
  kind: 'hand',
  name: 'Other dashboard',
  tools,
  readCallbackUrl,
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
