// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { parse as parseDotenv } from 'dotenv';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { fieldset } from '../../../src/dashboards/by-hand/fieldset';
import { readCallbackUrl } from '../../../src/dashboards/by-hand/settings';
import { formsOf, needsOf, snippet } from '../../../src/dashboards/by-hand/snippets';
import { tools } from '../../../src/dashboards/by-hand/tools';
import type { SnippetForm } from '../../../src/dashboards/hand-over';
import { Secret } from '../../../src/secret';
import fc from '../made-up';

const callbackUrl = 'https://login.acme.example/callback';
const write = (id: string, form: SnippetForm, key = 'the-key', secret = 'the/secret+with=all.of_them~') =>
  snippet(id, form, { key, secret: new Secret(secret) }, callbackUrl).reveal();

describe('a tool', () => {
  it.each(tools.map(({ id }) => [id]))('%s gets the pair in each of its forms', (id) => {
    for (const form of formsOf(id)) {
      const text = write(id, form, 'the-key', 'the-secret');
      expect(text, form).toContain('the-key');
      expect(text.includes('the-secret'), form).toBe(form !== 'terraform');
    }
  });

  it.each<[string, string, RegExp]>([
    ['gitea', 'https://git.acme.example/user/oauth2/Bitbucket/callback', /--name Bitbucket /],
    ['gitea', 'https://git.acme.example/user/oauth2/Our%20Bitbucket/callback', /--name 'Our Bitbucket' /],
    ['gitea', 'https://git.acme.example/user/oauth2/50%/callback', /--name '?50%'? /],
    ['gitea', 'https://git.acme.example/callback', /--name bitbucket /],
    [
      'keycloak',
      'https://id.acme.example/realms/acme/broker/bitbucket-cloud/endpoint',
      /"alias": "bitbucket-cloud"/,
    ],
    ['coder', 'https://code.acme.example/external-auth/bb/callback', /^CODER_EXTERNAL_AUTH_0_ID=bb$/m],
  ])('%s is called as in %s', (id, callback, called) => {
    const [form = 'env', ...more] = formsOf(id);
    const pair = { key: 'the-key', secret: new Secret('the-secret') };
    expect(snippet(id, form, pair, callback).reveal()).toMatch(called);
    for (const each of more) expect(() => snippet(id, each, pair, callback)).not.toThrow();
  });

  it('that is dead is not offered, and those that are broken are said to be', () => {
    expect(tools.map((each) => each.name)).not.toContain('Sentry');
    expect(tools.filter((each) => each.standing === 'broken').map((each) => each.id)).toEqual([
      'oauth2-proxy',
      'weblate',
    ]);
  });

  it('has a callback URL whose parts only the person knows, or shows it itself', () => {
    for (const { id } of tools) {
      const template = needsOf(id)?.callbackUrl ?? 'no such tool';
      const reading = readCallbackUrl(template);
      const message = reading.kind === 'problem' ? reading.problem.message : 'ok';
      expect(message, id).toBe(template === '' ? 'field_callbackEmpty' : 'field_callbackParts');
    }
  });

  it('gets its own form first', () => {
    const first = (id: string) => formsOf(id)[0];
    expect(['keycloak', 'supabase', 'dex', 'gitea', 'che', 'drone'].map(first)).toEqual([
      'json',
      'toml',
      'yaml',
      'command',
      'kubernetes',
      'env',
    ]);
  });
});

describe('a callback URL', () => {
  it.each([
    ['', 'field_callbackEmpty'],
    ['https://{host}/callback', 'field_callbackParts'],
    ['login.acme.example/callback', 'field_callbackUrlMalformed'],
    ['javascript:alert(1)', 'field_callbackUrlMalformed'],
    ['https://user:pass@acme.example/', 'field_callbackUrlMalformed'],
    ['http://login.acme.example/callback', 'field_callbackHttp'],
    ['http://172.32.0.7/callback', 'field_callbackHttp'],
    ['http://11.0.0.7/callback', 'field_callbackHttp'],
    ['http://internal.acme.example/callback', 'field_callbackHttp'],
  ])('%s is refused', (text, message) => {
    expect(readCallbackUrl(text)).toMatchObject({ kind: 'problem', problem: { message } });
  });

  const here = ['https://login.acme.example/callback', 'http://localhost:3000/cb', 'http://127.0.0.1/cb'];
  const alsoHere = [
    'http://app.localhost:3000/callback',
    'http://127.0.0.2/callback',
    'http://[::1]:3000/cb',
  ];
  const inside = [
    'http://drone:8000/login',
    'http://drone.internal:8000/login',
    'http://drone.corp:8000/login',
    'http://192.168.1.20/authorize',
    'http://10.0.0.7/authorize',
    'http://172.31.0.7/authorize',
    'http://[fd12:3456::1]/authorize',
  ];
  it.each([...here, ...alsoHere, ...inside])('%s is taken as it is', (text) => {
    expect(readCallbackUrl(` ${text} `)).toEqual({ kind: 'ok', value: text });
  });

  it('over a private network without encryption is warned of, and of no other', () => {
    const { help } = fieldset.fields.find((each) => each.id === 'callbackUrl') ?? {};
    const warnsOf = (callbackUrl: string) =>
      help?.({ tool: 'drone', callbackUrl }).message === 'help_callbackHttp';
    expect(inside.filter(warnsOf)).toEqual(inside);
    expect([...here, ...alsoHere].filter(warnsOf)).toEqual([]);
  });
});

/** Any characters, but more often those that mean something to one of the readers. */
const anyText = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...'abcZ019\'"`$\\{}%#:&|;<> \t!*?~=+/@-') },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  ),
  minLength: 1,
  maxLength: 40,
});

describe('any characters in a value', () => {
  const each = (check: (key: string, secret: string) => void, texts: fc.Arbitrary<string> = anyText) =>
    fc.assert(fc.property(texts, texts, check), { numRuns: 500 });

  it('survive JSON', () => {
    each((key, secret) => {
      const read = JSON.parse(write('keycloak', 'json', key, secret));
      expect([read.config.clientId, read.config.clientSecret]).toEqual([key, secret]);
    });
  });

  it('survive YAML, nested and in lists', () => {
    each((key, secret) => {
      expect(parseYaml(write('dex', 'yaml', key, secret)).connectors[0]).toMatchObject({
        type: 'bitbucket-cloud',
        config: { clientID: key, clientSecret: secret, redirectURI: callbackUrl },
      });
    });
  });

  it('survive a Kubernetes Secret', () => {
    each((key, secret) => {
      const read = parseYaml(write('che', 'kubernetes', key, secret));
      expect(read).toMatchObject({ kind: 'Secret', stringData: { id: key, secret } });
      expect(read.metadata.labels['app.kubernetes.io/part-of']).toBe('che.eclipse.org');
    });
  });

  it('survive TOML', () => {
    each((key, secret) => {
      expect(parseToml(write('supabase', 'toml', key, secret))).toEqual({
        auth: { external: { bitbucket: { enabled: true, client_id: key, secret } } },
      });
    });
  });

  it('survive .env files, as far as their readers have a way to say them', () => {
    // With a single quote inside, or a backslash at the end, readers differ; a shell also reads those.
    const texts = anyText.filter(
      (text) => !text.includes("'") && !text.endsWith('\\') && text.trim() === text,
    );
    each((key, secret) => {
      expect(parseDotenv(write('authjs', 'env', key, secret))).toEqual({
        AUTH_BITBUCKET_ID: key,
        AUTH_BITBUCKET_SECRET: secret,
      });
    }, texts);
  });

  it.each(['shell', 'env'] as const)('survive a shell that reads the form %s', (form) => {
    const texts = fc.sample(anyText, 60).filter((text) => !text.includes('\0'));
    const marker = '\u0001';
    const script = texts
      .map((text) => `${write('authjs', form, 'k', text)}printf '%s${marker}' "$AUTH_BITBUCKET_SECRET"\n`)
      .join('');
    const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(read.split(marker).slice(0, -1)).toEqual(texts);
  });

  it('survive a command line', () => {
    const [secret] = ['it\'s $HOME `id` \\ "x" ; rm -rf'];
    const command = write('gitea', 'command', 'k', secret).replace(/^gitea /, 'printf "%s\\n" ');
    const words = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split('\n');
    expect(words[words.indexOf('--secret') + 1]).toBe(secret);
  });

  it('never bring the Secret into Terraform, and are no template there', () => {
    each((key, secret) => {
      const text = write('authjs', 'terraform', `${key}\${x}%{y}`, `secret:${secret}`);
      expect(text).not.toContain('secret:');
      expect(text).toContain('AUTH_BITBUCKET_SECRET = var.bitbucket_secret');
      expect(text.replaceAll('$${', '').replaceAll('%%{', '')).not.toMatch(/[$%]\{/);
    });
  });
});
