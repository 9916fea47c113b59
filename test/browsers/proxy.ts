import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy on loopback that leads each known host to its port, and every other nowhere. */
export interface LoopbackProxy {
  readonly port: number;
  /** From now on these hosts, and no others. */
  lead(ports: ReadonlyMap<string, number>): void;
  /** From now on none at all, or those again: a browser that calls itself offline may still reach its own machine. */
  setOffline(isOffline: boolean): void;
  close(): Promise<void>;
}

export async function startProxy(): Promise<LoopbackProxy> {
  let ports: ReadonlyMap<string, number> = new Map();
  let isCut = false;
  const tunnels = new Set<Duplex>();
  const server = createServer((_, answer) => answer.writeHead(502).end());
  server.on('connect', (request, client, head) => {
    const [host = ''] = (request.url ?? '').split(':');
    const port = isCut ? undefined : ports.get(host);
    client.on('error', () => client.destroy());
    if (port === undefined) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    tunnels.add(client);
    client.on('close', () => {
      tunnels.delete(client);
      upstream.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lead(next) {
      ports = next;
      isCut = false;
    },
    setOffline(isOffline) {
      isCut = isOffline;
      if (isOffline) for (const each of tunnels) each.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
