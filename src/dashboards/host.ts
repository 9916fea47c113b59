/** The host in a domain or an `https:` address, as the network knows it; undefined where there is none. Pure. */
export function readHost(text: string): string | undefined {
  const entered = text.trim().toLowerCase();
  const address = entered.startsWith('https://') ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && url.port === '' && /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(url.hostname)
    ? url.hostname
    : undefined;
}

/**
 * The address of something at a server of the person's own, with whatever port and path it has; `https://` may be left out. Undefined
 * where it is none, has a user in it, or what no such server has in its path. Pure.
 */
export function readServerUrl(text: string): URL | undefined {
  const address = /^https:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined &&
    url.username + url.password === '' &&
    readHost(url.hostname) !== undefined &&
    /^[\w./~%-]*$/.test(url.pathname)
    ? url
    : undefined;
}
