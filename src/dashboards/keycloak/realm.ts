import { readServerUrl } from '../host';
import { fieldProblem, ok, type Reading } from '../reading';

/** Addresses of a realm. Pure. */

/** The realm in which a server's administrators are. */
export const masterRealm = 'master';

/** A name as addresses have it. */
const segment = /^[\w.~%-]{1,200}$/;

/** Whether it may be a realm, as addresses have it. */
export const isRealmName = (name: string): boolean => segment.test(name) && isDecodable(name);

/** A server's address up to its realms, and the name of one. */
interface Parts {
  /** `https:`, host, port and path, without a slash at the end. */
  readonly base: string;
  /** As addresses have it. */
  readonly name: string;
}

/**
 * The address of a realm, `https://sso.acme.example/realms/acme`, with whatever port and path it has: from itself, from any address
 * below it, from the API's, or from the console's, which may be another realm's than the one that is open in it.
 */
export function readRealm(text: string): Reading<string> {
  const entered = text.trim();
  if (entered === '') return fieldProblem('keycloakRealmEmpty');
  if (/^http:/i.test(entered)) return fieldProblem('field_domainHttp');
  const url = readServerUrl(entered);
  if (!url) return fieldProblem('keycloakRealmMalformed', entered);
  const [, path = '', name = ''] =
    /^(.*?)\/(?:admin\/)?realms\/([^/]+)/.exec(url.pathname) ?? inConsole(url) ?? [];
  return isRealmName(name)
    ? ok(`https://${url.host}${path}/realms/${name}`)
    : fieldProblem('keycloakRealmNone');
}

/** The console of the administrators' realm names the open realm after the hash; that of another realm has only its own. */
function inConsole({ pathname, hash }: URL): readonly string[] | undefined {
  const [, path = '', own = ''] = /^(.*?)\/admin\/([^/]+)\/console(?:\/|$)/.exec(pathname) ?? [];
  // Until Keycloak 19 there was one word more.
  const [, open] = /^#\/(?:realms\/)?([^/?#&=]+)/.exec(hash) ?? [];
  const name = open ?? (own === masterRealm ? '' : own);
  return own === '' ? undefined : ['', path, name];
}

/** The parts of an address that `readRealm` gave. */
export function partsOf(realm: string): Parts {
  const [, base = '', name = ''] = /^(.*)\/realms\/([^/]+)$/.exec(realm) ?? [];
  return { base, name };
}

/** What people call a realm. */
export const nameOf = (realm: string): string => decodeURIComponent(partsOf(realm).name);

/** Whether it is an address as `readRealm` gives it. */
export function isRealm(address: string): boolean {
  const read = readRealm(address);
  return read.kind === 'ok' && read.value === address;
}

/** Until Keycloak 17 every server had `/auth` in its addresses, and many still have. Undefined where there is another path. */
export function withOtherPrefix(realm: string): string | undefined {
  const { base, name } = partsOf(realm);
  const { origin, pathname } = new URL(base);
  if (pathname === '/') return `${origin}/auth/realms/${name}`;
  return pathname === '/auth' ? `${origin}/realms/${name}` : undefined;
}

/** Where the API is. */
export const apiOf = (realm: string): string => {
  const { base, name } = partsOf(realm);
  return `${base}/admin/realms/${name}/`;
};

/** Where tokens of a realm of the same server are. */
export const tokenAddress = (realm: string, of = partsOf(realm).name): string =>
  `${partsOf(realm).base}/realms/${of}/protocol/openid-connect/token`;

/** The address that tells everybody where a realm's logins are. */
export const discoveryOf = (realm: string): string => `${realm}/.well-known/openid-configuration`;

/** A page of the console's about the realm. `own`: the realm that the console belongs to. */
export const pageOf = (realm: string, own: string, path: string): string => {
  const { base, name } = partsOf(realm);
  return `${base}/admin/${own || masterRealm}/console/#/${name}/${path}`;
};

function isDecodable(name: string): boolean {
  try {
    return decodeURIComponent(name) !== '';
  } catch {
    return false;
  }
}
