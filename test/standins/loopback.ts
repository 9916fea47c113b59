import { request } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A server-to-server request: to the host of the address, which is mapped to a port on loopback. */
export type LoopbackRequest = (
  url: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string },
) => Promise<Answer>;

/** Requests that find `https://{host}/…` on 127.0.0.1, trusting the stand-ins' own certificate only. */
export function loopback(portOf: (host: string) => number | undefined, ca: string): LoopbackRequest {
  return (address, init = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(address);
      const port = portOf(url.hostname);
      if (port === undefined) return reject(new Error(`${url.hostname} is not mapped`));
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          servername: url.hostname,
          ca,
          path: url.pathname + url.search,
          method: init.method ?? 'GET',
          headers: { ...init.headers, host: url.hostname },
        },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          incoming.on('end', () => {
            let body: unknown = text;
            try {
              body = JSON.parse(text);
            } catch {
              // An HTML answer stays text.
            }
            resolve({ status: incoming.statusCode ?? 0, body });
          });
        },
      );
      outgoing.on('error', reject).end(init.body);
    });
}
