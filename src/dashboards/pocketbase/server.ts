import { readServerUrl } from '../host';

/**
 * Where a PocketBase is, as addresses have it behind `https://`: its host, with whatever port and path it has, and no slash at the
 * end. From itself, or from the address of anything of its server, the dashboard above all; undefined where there is none. Pure.
 */
export function readServer(text: string): string | undefined {
  const url = readServerUrl(text.trim());
  // Its own pages are below one word, its API below another.
  return url && url.host + url.pathname.replace(/\/(?:_|api)(?:\/.*)?$/, '').replace(/\/+$/, '');
}
