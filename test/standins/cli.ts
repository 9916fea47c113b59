import { parseArgs } from 'node:util';
import { seed, startStandins } from '.';

// `npm run standins`: Bitbucket and Auth0 on loopback, for trying the extension by hand in your own browser.

const {
  values: flags,
  positionals: [only],
} = parseArgs({
  allowPositionals: true,
  options: {
    generation: { type: 'string', default: 'clients' },
    bitbucket: { type: 'string', default: '7990' },
    auth0: { type: 'string', default: '7991' },
  },
});

if (flags.generation !== 'clients' && flags.generation !== 'consumers') {
  console.error(`--generation is "clients" or "consumers", not "${flags.generation}"`);
  process.exit(2);
}

if (only !== undefined && only !== 'bitbucket' && only !== 'auth0') {
  console.error(`Start "bitbucket" or "auth0", or both without a name; "${only}" is neither`);
  process.exit(2);
}

const standins = await startStandins({
  ...(only ? { only } : {}),
  generation: flags.generation,
  ports: { bitbucket: Number(flags.bitbucket), auth0: Number(flags.auth0) },
});
const rules = [...standins.ports].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`).join(', ');
const { machine } = standins.applications;

console.log(`Running on this machine: ${only ?? 'bitbucket and auth0'}. Start Chromium with

  chromium --user-data-dir=/tmp/keyferry-try --ignore-certificate-errors --host-resolver-rules="${rules}"

and load the unpacked extension from dist/chrome (npm run build makes it).

Bitbucket      https://bitbucket.org/${seed.workspace.slug}/   log in as ${seed.person.email}, "${seed.person.password}"
Auth0          domain ${seed.tenant.domain}, custom domain ${seed.tenant.customDomain}
Token          ${await standins.auth0.managementToken()}
or application Client ID ${machine.client_id}
               Client Secret ${machine.client_secret}

Ctrl+C ends them.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void standins.close().then(() => process.exit(0)));
}
