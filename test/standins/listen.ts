import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { generate } from 'selfsigned';

/** A self-signed certificate for the names that the stand-ins answer to. PEM texts. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const made = new Map<string, Promise<Certificate>>();

/** One per process for the same names: making it takes longer than the rest of a stand-in's start. */
export function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const key = hosts.join();
  const certificate = made.get(key) ?? makeCertificate(hosts);
  made.set(key, certificate);
  return certificate;
}

async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key: pems.private, cert: pems.cert };
}

/** An HTTPS server on loopback: where it listens, and how to end it with all its connections. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** A request as it arrived from a browser. */
export interface SeenRequest {
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

/**
 * Serves an app over HTTPS on 127.0.0.1, on a free port unless one is given. Reports every browser request, and answers it
 * only when the listener is done with it.
 */
export function listen(
  app: Hono,
  certificate: Certificate,
  onRequest: (request: SeenRequest) => void | Promise<void>,
  port = 0,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        async fetch(request, environment) {
          const { method, headers } = request;
          const { pathname, search } = new URL(request.url);
          if (headers.get('user-agent')?.startsWith('Mozilla'))
            await onRequest({
              method,
              host: headers.get('host') ?? '',
              path: pathname + search,
              authorization: headers.get('authorization') ?? '',
              body: request.body ? await request.clone().text() : '',
            });
          return app.fetch(request, environment);
        },
        hostname: '127.0.0.1',
        port,
        createServer,
        serverOptions: { key: certificate.key, cert: certificate.cert },
      },
      (address: AddressInfo) =>
        resolve({
          port: address.port,
          close: () =>
            new Promise((done) => {
              server.close(() => done());
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        }),
    );
    server.once('error', reject);
  });
}

/** Hono's routes are keyed by host: `/bitbucket.org/acme/…`. */
export function pathWithHost(request: Request): string {
  const url = new URL(request.url);
  const host = (request.headers.get('host') ?? url.host).replace(/:\d+$/, '');
  return `/${host}${url.pathname}`;
}
