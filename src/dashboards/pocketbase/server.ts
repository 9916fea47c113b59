import { readServerUrl } from '../host';

/**
 * Where a PocketBase is, as addresses have it behind `https://`: its host, with whatever port and path it has, and no slash at
 * the end. Read from itself, or from any address of its server, above all the dashboard's; undefined where there is none. Pure.
 */
export function readServer(text: string): string | undefined {
  const url = readServerUrl(text.trim());
  // Its own pages are below one word, its API below another.
  return url && url.host + url.pathname.replace(/\/(?:_|api)(?:\/.*)?$/, '').replace(/\/+$/, '');
}
