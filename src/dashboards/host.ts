/** The host in a domain or an `https:` address, as the network knows it; undefined where there is none. Pure. */
export function readHost(text: string): string | undefined {
  const entered = text.trim().toLowerCase();
  const address = entered.startsWith('https://') ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && url.port === '' && /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(url.hostname)
    ? url.hostname
    : undefined;
}
