const names = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Whether a host, as `URL.hostname` has it, is this machine: by the names and addresses that no network sees. */
export const isThisMachine = (host: string): boolean => names.test(host);

/** Whether what goes to an address, or comes back to it, cannot be read on its way: over `https:`, or on this machine. */
export const isPrivateWay = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
