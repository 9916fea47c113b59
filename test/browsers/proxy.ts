import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy on loopback that leads each known host to its port, and all others nowhere. */
export interface LoopbackProxy {
  readonly port: number;
  /** Leads only to these hosts from now on. */
  lead(ports: ReadonlyMap<string, number>): void;
  /** Leads only to this host from now on; undefined: to all of them again. Connections to others end. */
  leadOnlyTo(host: string | undefined): void;
  close(): Promise<void>;
}

export async function startProxy(): Promise<LoopbackProxy> {
  let ports: ReadonlyMap<string, number> = new Map();
  let only: string | undefined;
  const tunnels = new Map<Duplex, string>();
  const server = createServer((_, answer) => answer.writeHead(502).end());
  server.on('connect', (request, client, head) => {
    const [host = ''] = (request.url ?? '').split(':');
    const port = only === undefined || host === only ? ports.get(host) : undefined;
    client.on('error', () => client.destroy());
    if (port === undefined) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    tunnels.set(client, host);
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
      only = undefined;
    },
    leadOnlyTo(host) {
      only = host;
      if (host !== undefined) for (const [tunnel, to] of tunnels) if (to !== host) tunnel.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        // The server no longer counts a tunnel as its connection, and would wait for a half-closed one.
        for (const tunnel of tunnels.keys()) tunnel.destroy();
      }),
  };
}
