import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { findKeycloak, type Keycloak, keycloakAt, type RunningKeycloak, startKeycloak } from './keycloak';

// One Keycloak for a whole test run. It belongs to the workers' parent process, starts when the first test needs it, and ends with the run.

declare module 'vitest' {
  interface ProvidedContext {
    /** The port where a worker asks for it. */
    keycloakDesk: number;
  }
}

type Told = Pick<Keycloak, 'port' | 'database'> | { readonly missing: string } | { readonly error: string };

/** Runs before the first test; the returned function ends it after the last one. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // Each project inherits this from the one that all of them extend.
  if (!project.isRootProject()) return undefined;
  let running: Promise<RunningKeycloak | { readonly missing: string }> | undefined;
  const start = async () => {
    const found = await findKeycloak();
    return 'folder' in found ? startKeycloak(found.folder) : found;
  };
  const desk = createServer(async (request, answer) => {
    const tell = (told: Told) => answer.end(JSON.stringify(told));
    try {
      running ??= start();
      const keycloak = await running;
      if ('missing' in keycloak) return tell(keycloak);
      if (request.method === 'GET') return tell({ port: keycloak.port, database: keycloak.database });
      // A turn: it is over once the worker hangs up, or has ended.
      let text = '';
      for await (const part of request) text += part;
      const end = await keycloak.lead(new Map(JSON.parse(text)));
      if (answer.destroyed) return end();
      answer.once('close', end);
      answer.flushHeaders();
    } catch (error) {
      tell({ error: String(error) });
    }
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('keycloakDesk', (desk.address() as AddressInfo).port);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    const keycloak = await running?.catch(() => undefined);
    if (keycloak && 'close' in keycloak) await keycloak.close();
  };
}

/**
 * The run's Keycloak. If there is none, the test is skipped, and says why.
 * @throws Error instead, if `CI` says that nothing may be left out, and if it does not come up
 */
export async function keycloakFor(test: { skip(why: string): never }): Promise<Keycloak> {
  const desk = `http://127.0.0.1:${inject('keycloakDesk')}/`;
  const told: Told = await (await fetch(desk)).json();
  if ('error' in told) throw new Error(told.error);
  if ('missing' in told) {
    if (process.env.CI) throw new Error(told.missing);
    return test.skip(told.missing);
  }
  return keycloakAt(told, async (ports) => {
    const turn = new AbortController();
    const held = await fetch(desk, { method: 'POST', body: JSON.stringify([...ports]), signal: turn.signal });
    return () => {
      // Nothing reads it: without this mention it would be garbage-collected at some point, which hangs up.
      void held;
      turn.abort();
    };
  });
}
