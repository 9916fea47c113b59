import { readHost } from '../host';

/**
 * Where a PocketBase is, as addresses have it behind `https://`: its host, with whatever port and path it has, and no slash at the
 * end. From itself, or from the address of anything of its server, the dashboard above all; undefined where there is none. Pure.
 */
export function readServer(text: string): string | undefined {
  const entered = text.trim();
  const address = /^https:\/\//i.test(entered) ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isUsable =
    url !== undefined &&
    url.username + url.password === '' &&
    readHost(url.hostname) !== undefined &&
    /^[\w./~%-]*$/.test(url.pathname);
  // Its own pages are below one word, its API below another.
  return isUsable
    ? url.host + url.pathname.replace(/\/(?:_|api)(?:\/.*)?$/, '').replace(/\/+$/, '')
    : undefined;
}
