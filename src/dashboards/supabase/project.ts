import { fieldProblem, ok, type Reading } from '../reading';

/** How a project is called in addresses, and where it is. Pure. */

/** Where every project's settings are. */
export const apiHost = 'api.supabase.com';
const dashboard = 'https://supabase.com/dashboard';

export const isRef = (text: string): boolean => /^[a-z]{20}$/.test(text);
/** Where the project itself is, whatever other domain it may have. */
export const hostOf = (ref: string): string => `${ref}.supabase.co`;
/** The dashboard's page of one provider, with its form open. */
export const providerPage = (ref: string): string =>
  `${dashboard}/project/${ref}/auth/providers?provider=Bitbucket`;
/** Where an account's access tokens are made. */
export const tokensPage = `${dashboard}/account/tokens`;

/** A project's reference, from itself or from any address that has it. */
export function readProject(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return fieldProblem('supabaseProjectEmpty');
  const bare = entered.toLowerCase();
  if (isRef(bare)) return ok(bare);
  const url = addressIn(entered);
  if (!url) return fieldProblem('supabaseProjectMalformed');
  const { hostname, pathname } = url;
  if (/^(?:(?:www|app|api)\.)?supabase\.(?:com|io)$/.test(hostname)) {
    const [, ref = ''] = /\/projects?\/([^/]+)/.exec(pathname) ?? [];
    return isRef(ref) ? ok(ref) : fieldProblem('supabaseProjectNone');
  }
  const [, ref] = /^(?:db\.)?([a-z]{20})(?:\.[a-z]+)?\.supabase\.co$/.exec(hostname) ?? [];
  return ref === undefined ? fieldProblem('supabaseProjectElsewhere', hostname) : ok(ref);
}

/** An address that has a host with a dot or a port, of whatever scheme; nothing before the host is repeated. */
function addressIn(entered: string): URL | undefined {
  const address = entered.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\//i, '');
  const whole = `https://${address}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  const isHost = url !== undefined && /[.:]/.test(url.host) && /^[\w.-]+$/.test(url.hostname);
  return isHost ? url : undefined;
}
