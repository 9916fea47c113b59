import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { startProxy } from '../browsers/proxy';
import { frontOf } from '../servers/front';
import { type PocketBase, startPocketBase } from '../servers/pocketbase';
import { type Beside, type Standins, seed } from '../standins';
import { choose, enter, press, sees, takeHost } from './person';
import type { World } from './world';

/** The host of PocketBase in a world. */
export const host = 'pb.acme.example';

/** The real PocketBase, for a world that is opened with it. */
export interface PocketBaseBeside {
  readonly server: PocketBase;
  readonly beside: Beside;
  /** From now on its own requests to Bitbucket go to this stand-in. */
  lead(standins: Standins): void;
  close(): Promise<void>;
}

export async function openPocketBase(binary: string): Promise<PocketBaseBeside> {
  const proxy = await startProxy();
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-certificate-'));
  const close = async () => {
    await proxy.close();
    rmSync(folder, { recursive: true });
  };
  try {
    // It is read at the first request; by then it is there.
    const certificate = join(folder, 'standins.pem');
    const server = await startPocketBase(binary, {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      SSL_CERT_FILE: certificate,
    });
    return {
      server,
      beside: { hosts: [host], app: frontOf(server), tokens: [server.token] },
      lead(standins) {
        writeFileSync(certificate, standins.certificate.cert);
        proxy.lead(standins.ports);
      },
      async close() {
        await server.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Enters a profile with a superuser's token, and saves it, with the browser's permission for its host. */
export async function savePocketBaseProfile(world: World, { token }: PocketBase): Promise<Page> {
  await world.extension.grantHost(host);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await takeHost(settings, host);
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'PocketBase');
  await enter(settings, 'Address', host);
  await enter(settings, 'Token', token);
  await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}
