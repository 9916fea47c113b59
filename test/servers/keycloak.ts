import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { startProxy } from '../browsers/proxy';
import { freePort } from './ports';
import { endProcess, untilUp, whileWanted } from './process';

// One release of the real Keycloak, on loopback. It comes from Maven Central, and is kept in a cache folder, unpacked and built. It takes
// ten seconds to start, so one server serves everybody, each with their own realm.

const version = '26.7.3';
const address = `https://repo1.maven.org/maven2/org/keycloak/keycloak-quarkus-dist/${version}/keycloak-quarkus-dist-${version}.zip`;
/** SHA-256 of the distribution: nothing else is unpacked, let alone run. */
const digest = '27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f';
const oldestJava = 17;

/** The database it is built for: with another one it would build again. */
const databaseKind = 'dev-file';

const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'keyferry',
  `keycloak-${version}-${databaseKind}`,
);

const exec = promisify(execFile);
const longestMs = 120_000;

/** For a Java that does not run for long. */
const sooner = '-XX:TieredStopAtLevel=1';

/** Its host over HTTPS, behind a front: its own addresses begin with it. */
export const host = 'sso.acme.example';

/** The administrator of every realm; from the realm `master`. */
export const administrator = { user: 'admin', password: 'correct horse battery' } as const;

/** Where Keycloak is, fetched into the cache if it is not there yet; or why it is missing. */
export async function findKeycloak(): Promise<{ readonly folder: string } | { readonly missing: string }> {
  const name = `Keycloak ${version}`;
  if (platform() === 'win32') return { missing: `${name} is started by a shell script` };
  const java = await javaVersion();
  if (java === undefined) return { missing: `${name} needs Java ${oldestJava} or newer, and here is none` };
  if (java < oldestJava)
    return { missing: `${name} needs Java ${oldestJava} or newer, and here is Java ${java}` };
  try {
    if (!existsSync(cacheFolder)) await fetchInto(cacheFolder);
    return { folder: cacheFolder };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return { missing: `${name} is not to be had: ${why.slice(0, 500)}` };
  }
}

const javaHome = process.env.JAVA_HOME;
const java = javaHome ? join(javaHome, 'bin/java') : 'java';

/** The version of the Java that Keycloak's script would use; undefined if there is none. */
async function javaVersion(): Promise<number | undefined> {
  const told = await exec(java, ['-version'], { timeout: longestMs }).catch(() => undefined);
  const major = /version "(?:1\.)?(\d+)/.exec(told?.stderr ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}

/** Checks the digest, and starts it once: the first start builds it. The folder appears in its place whole, or not at all. */
async function fetchInto(folder: string): Promise<void> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(longestMs) });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  const zip = new Uint8Array(await answer.arrayBuffer());
  const got = createHash('sha256').update(zip).digest('hex');
  if (got !== digest) throw new Error(`${address} has the digest ${got}`);
  const unfinished = `${folder}.${process.pid}`;
  try {
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
      // Everything is in one folder.
      const file = join(unfinished, path.slice(path.indexOf('/')));
      mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(file, bytes);
    }
    chmodSync(join(unfinished, 'bin/kc.sh'), 0o755);
    await (await startKeycloak(unfinished)).close();
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** An answer of its API. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of a real server, of which each test reads what it is about
  readonly body: any;
  /** The id of what the request has made. */
  readonly id: string | undefined;
}

/** The credential of a service that signs in as itself. */
export interface ServiceClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A new realm, with only what every realm begins with. */
export interface Realm {
  readonly name: string;
  /** A call as the administrator, below `/admin/realms/{name}/`. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A client with these roles of `realm-management`. */
  addServiceClient(...roles: readonly string[]): Promise<ServiceClient>;
  /** The Secrets of its providers, by alias, which no API tells. Read from the database. */
  secrets(): Promise<Readonly<Record<string, string>>>;
  /** Removes it, with everything in it. */
  remove(): Promise<void>;
}

/** A server in use. */
export interface Keycloak {
  /** The port of its plain HTTP on loopback. */
  readonly port: number;
  /** The address of its database. */
  readonly database: string;
  /** Makes a realm; by default with a name that nobody else has. */
  addRealm(name?: string): Promise<Realm>;
  /**
   * Leads its own requests only to these hosts' ports, until the returned function is called. Turns come one at a time, because everybody
   * has a stand-in for the same hosts.
   */
  lead(ports: ReadonlyMap<string, number>): Promise<() => void>;
}

/** A server that was started here. */
export interface RunningKeycloak extends Keycloak {
  close(): Promise<void>;
}

const databaseUser = { name: 'keycloak', password: 'keycloak' } as const;

/**
 * Starts a server on a free port, with nothing in it.
 * @throws Error with its last output, if it does not come up
 */
export async function startKeycloak(folder: string): Promise<RunningKeycloak> {
  const own = mkdtempSync(join(tmpdir(), 'keyferry-keycloak-'));
  const proxy = await startProxy();
  let server: ChildProcess | undefined;
  const close = async () => {
    if (server) await endProcess(server);
    await proxy.close();
    rmSync(own, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    // Lets processes other than Keycloak open it.
    const database = `jdbc:h2:file:${join(own, 'database')};AUTO_SERVER=TRUE;NON_KEYWORDS=VALUE`;
    const script = join(folder, 'bin/kc.sh');
    const parameters = [
      'start-dev',
      `--db=${databaseKind}`,
      `--db-url=${database}`,
      `--db-username=${databaseUser.name}`,
      `--db-password=${databaseUser.password}`,
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--hostname=https://${host}`,
      // Behind a reverse proxy, like most.
      '--proxy-headers=xforwarded',
      // Each stand-in has its own certificate, made after this has started. The proxy leads nowhere else.
      '--spi-connections-http-client--default--disable-trust-manager=true',
      // A connection that is kept open would lead to a stand-in whose turn is over.
      '--spi-connections-http-client--default--reuse-connections=false',
    ];
    server = spawn('sh', ['-c', whileWanted, script, ...parameters], {
      env: {
        PATH: process.env.PATH,
        HOME: own,
        ...(javaHome ? { JAVA_HOME: javaHome } : {}),
        // Starts sooner, leaves nothing in the machine's folder, and keeps the database on loopback.
        JAVA_OPTS_APPEND: `${sooner} -XX:-UsePerfData -Djava.io.tmpdir=${own} -Dh2.bindAddress=127.0.0.1`,
        KC_BOOTSTRAP_ADMIN_USERNAME: administrator.user,
        KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      },
      stdio: 'pipe',
      detached: true,
    });
    await untilUp(server, { name: 'Keycloak', url: `http://127.0.0.1:${port}/realms/master`, longestMs });
    let turn: Promise<void> = Promise.resolve();
    return {
      ...keycloakAt({ port, database }, async (ports) => {
        const before = turn;
        let end: () => void = () => undefined;
        turn = new Promise((resolve) => {
          end = resolve;
        });
        await before;
        proxy.lead(ports);
        return () => {
          proxy.lead(new Map());
          end();
        };
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The administrator's token is good for a minute. */
const tokenMs = 40_000;

/** A query for a realm, whose name is put into it. */
const readsSecrets = (realm: string) => `
  SELECT JSON_OBJECTAGG(provider.provider_alias: config.value)
  FROM identity_provider provider
  JOIN identity_provider_config config ON config.identity_provider_id = provider.internal_id
  JOIN realm ON realm.id = provider.realm_id
  WHERE config.name = 'clientSecret' AND realm.name = '${realm.replaceAll("'", "''")}'`;

/** Asks the database for one value, with the driver that Keycloak includes. */
async function select(database: string, query: string): Promise<unknown> {
  const libraries = join(cacheFolder, 'lib/lib/main');
  const driver = readdirSync(libraries).find((each) => each.startsWith('com.h2database.h2-'));
  if (driver === undefined) throw new Error(`Keycloak ${version} has another database`);
  const { name, password } = databaseUser;
  const account = ['-url', database, '-user', name, '-password', password];
  const shell = [sooner, '-cp', join(libraries, driver), 'org.h2.tools.Shell'];
  const { stdout } = await exec(java, [...shell, ...account, '-sql', query], { timeout: longestMs });
  // The name of the value, and the value.
  return JSON.parse(stdout.split('\n')[1] ?? '');
}

/** A server that runs on this machine. */
export function keycloakAt(
  { port, database }: Pick<Keycloak, 'port' | 'database'>,
  lead: Keycloak['lead'],
): Keycloak {
  let held: { readonly token: string; readonly until: number } | undefined;
  const token = async (): Promise<string> => {
    if (held && Date.now() < held.until) return held.token;
    const { user, password } = administrator;
    const answer = await fetch(`http://127.0.0.1:${port}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: user, password }),
    });
    const until = Date.now() + tokenMs;
    held = { token: (await answer.json()).access_token, until };
    return held.token;
  };
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}/admin/realms${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      id: response.headers.get('location')?.split('/').at(-1),
    };
  };
  const must = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await ask(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  return {
    port,
    database,
    lead,
    async addRealm(name = `acme-${randomBytes(4).toString('hex')}`) {
      await must('POST', '', { realm: name, enabled: true, displayName: 'Acme Rockets' });
      return {
        name,
        call: (method, path, body) => ask(method, `/${name}/${path}`, body),
        async addServiceClient(...roles) {
          const clientId = `keyferry-${randomBytes(4).toString('hex')}`;
          const clientSecret = randomBytes(24).toString('base64url');
          const { id } = await must('POST', `/${name}/clients`, {
            clientId,
            name: 'Keyferry setup',
            secret: clientSecret,
            publicClient: false,
            serviceAccountsEnabled: true,
            standardFlowEnabled: false,
            directAccessGrantsEnabled: false,
          });
          const { body: user } = await must('GET', `/${name}/clients/${id}/service-account-user`);
          const { body: found } = await must('GET', `/${name}/clients?clientId=realm-management`);
          const management = found[0].id;
          const granted = roles.map((role) => must('GET', `/${name}/clients/${management}/roles/${role}`));
          await must(
            'POST',
            `/${name}/users/${user.id}/role-mappings/clients/${management}`,
            (await Promise.all(granted)).map(({ body }) => body),
          );
          return { clientId, clientSecret };
        },
        async secrets() {
          return ((await select(database, readsSecrets(name))) ?? {}) as Record<string, string>;
        },
        async remove() {
          await must('DELETE', `/${name}`);
        },
      };
    },
  };
}
