import { loginScopes, type Scope } from '../../bitbucket/scope-names';
import type { SnippetForm } from '../hand-over';

/**
 * What each tool takes: the callback URL to register, the permissions to tick, and where the pair goes. From the tools' own
 * sources and documentation, 2026.
 */

/**
 * A value of a tool's settings: of the pair, the callback URL, a name within that, or a fixed one. `within`: finds the name, as
 * the tool has it in the address where its logins come back; `otherwise`: where there is none.
 */
export type Value =
  | { readonly of: 'key' | 'secret' | 'callback' }
  | { readonly of: 'name'; readonly within: RegExp; readonly otherwise: string }
  | string
  | boolean;
/** Settings as the tool nests them. */
export interface Settings {
  readonly [name: string]: Value | Settings | readonly Settings[];
}

/** How one tool takes a pair. */
export interface Taking {
  /** With its parts in braces; empty where the tool itself shows it. */
  readonly callbackUrl: string;
  readonly scopes: readonly Scope[];
  /** The tool's own form first. */
  readonly forms: readonly SnippetForm[];
  readonly settings: Settings;
}

const key = { of: 'key' } as const;
const secret = { of: 'secret' } as const;
const callback = { of: 'callback' } as const;
const nameWithin = (within: RegExp) => ({ of: 'name', within, otherwise: 'bitbucket' }) as const;

/** Variables can be given in each of these ways. */
const variables: readonly SnippetForm[] = ['env', 'shell', 'yaml', 'json', 'kubernetes', 'terraform'];

const reading: readonly Scope[] = ['account'];

const takes = (
  callbackUrl: string,
  scopes: readonly Scope[],
  settings: Settings,
  forms = variables,
): Taking => ({ callbackUrl, scopes, settings, forms });

/** By the tool's id. */
export const takings: Readonly<Record<string, Taking>> = {
  auth0: takes(
    'https://{domain}/login/callback',
    loginScopes,
    {
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: key, client_secret: secret, profile: true },
    },
    ['json', 'yaml'],
  ),
  keycloak: takes(
    '{base}/realms/{realm}/broker/bitbucket/endpoint',
    loginScopes,
    {
      alias: nameWithin(/\/broker\/([^/]+)\/endpoint\/?$/),
      providerId: 'bitbucket',
      enabled: true,
      config: {
        clientId: key,
        clientSecret: secret,
        defaultScope: 'account email',
        clientAuthMethod: 'client_secret_basic',
      },
    },
    ['json', 'yaml', 'terraform'],
  ),
  supabase: takes(
    'https://{ref}.supabase.co/auth/v1/callback',
    loginScopes,
    { auth: { external: { bitbucket: { enabled: true, client_id: key, secret } } } },
    ['toml', 'json'],
  ),
  'supabase-self-hosted': takes('{API_EXTERNAL_URL}/callback', loginScopes, {
    GOTRUE_EXTERNAL_BITBUCKET_ENABLED: 'true',
    GOTRUE_EXTERNAL_BITBUCKET_CLIENT_ID: key,
    GOTRUE_EXTERNAL_BITBUCKET_SECRET: secret,
    GOTRUE_EXTERNAL_BITBUCKET_REDIRECT_URI: callback,
  }),
  pocketbase: takes(
    '{base}/api/oauth2-redirect',
    loginScopes,
    { oauth2: { enabled: true, providers: [{ name: 'bitbucket', clientId: key, clientSecret: secret }] } },
    ['json', 'yaml'],
  ),
  // Clerk's dashboard shows the callback URL.
  clerk: takes('', loginScopes, { client_id: key, client_secret: secret }, ['json']),
  appwrite: takes(
    '{endpoint}/v1/account/sessions/oauth2/callback/bitbucket/{projectId}',
    loginScopes,
    { key, secret },
    ['json'],
  ),
  authjs: takes('https://{host}/api/auth/callback/bitbucket', reading, {
    AUTH_BITBUCKET_ID: key,
    AUTH_BITBUCKET_SECRET: secret,
  }),
  nhost: takes('{auth url}/signin/provider/bitbucket/callback', loginScopes, {
    AUTH_PROVIDER_BITBUCKET_ENABLED: 'true',
    AUTH_PROVIDER_BITBUCKET_CLIENT_ID: key,
    AUTH_PROVIDER_BITBUCKET_CLIENT_SECRET: secret,
  }),
  drone: takes('{scheme}://{host}/login', [...loginScopes, 'repository', 'pullrequest', 'webhook'], {
    DRONE_BITBUCKET_CLIENT_ID: key,
    DRONE_BITBUCKET_CLIENT_SECRET: secret,
  }),
  woodpecker: takes(
    'https://{host}/authorize',
    [...loginScopes, 'team', 'project', 'repository', 'pullrequest', 'webhook'],
    {
      WOODPECKER_BITBUCKET: 'true',
      WOODPECKER_BITBUCKET_CLIENT: key,
      WOODPECKER_BITBUCKET_SECRET: secret,
    },
  ),
  concourse: takes('{external url}/sky/issuer/callback', [...loginScopes, 'team'], {
    CONCOURSE_BITBUCKET_CLOUD_CLIENT_ID: key,
    CONCOURSE_BITBUCKET_CLOUD_CLIENT_SECRET: secret,
  }),
  dex: takes(
    '{issuer}/callback',
    [...loginScopes, 'team'],
    {
      connectors: [
        {
          type: 'bitbucket-cloud',
          id: 'bitbucket-cloud',
          name: 'Bitbucket',
          config: { clientID: key, clientSecret: secret, redirectURI: callback },
        },
      ],
    },
    ['yaml', 'json'],
  ),
  gitea: takes(
    '{root url}/user/oauth2/{source name}/callback',
    loginScopes,
    { name: nameWithin(/\/user\/oauth2\/([^/]+)\/callback\/?$/), provider: 'bitbucket', key, secret },
    ['command'],
  ),
  sourcegraph: takes(
    'https://{host}/.auth/bitbucketcloud/callback',
    [...reading, 'repository'],
    {
      'auth.providers': [
        {
          type: 'bitbucketcloud',
          displayName: 'Bitbucket',
          url: 'https://bitbucket.org/',
          clientKey: key,
          clientSecret: secret,
        },
      ],
    },
    ['json', 'yaml'],
  ),
  coder: takes('https://{host}/external-auth/{id}/callback', [...reading, 'repository'], {
    CODER_EXTERNAL_AUTH_0_ID: nameWithin(/\/external-auth\/([^/]+)\/callback\/?$/),
    CODER_EXTERNAL_AUTH_0_TYPE: 'bitbucket-cloud',
    CODER_EXTERNAL_AUTH_0_CLIENT_ID: key,
    CODER_EXTERNAL_AUTH_0_CLIENT_SECRET: secret,
  }),
  backstage: takes('{backend}/api/auth/bitbucket/handler/frame', [...reading, 'team'], {
    AUTH_BITBUCKET_CLIENT_ID: key,
    AUTH_BITBUCKET_CLIENT_SECRET: secret,
  }),
  jupyterhub: takes('https://{host}/hub/oauth_callback', reading, {
    BITBUCKET_CLIENT_ID: key,
    BITBUCKET_CLIENT_SECRET: secret,
  }),
  che: takes('{che}/api/oauth/callback', [...reading, 'repository'], { id: key, secret }, ['kubernetes']),
  'oauth2-proxy': takes('https://{host}/oauth2/callback', ['email', 'team', 'repository'], {
    OAUTH2_PROXY_PROVIDER: 'bitbucket',
    OAUTH2_PROXY_CLIENT_ID: key,
    OAUTH2_PROXY_CLIENT_SECRET: secret,
  }),
  weblate: takes('https://{host}/complete/bitbucket-oauth2/', loginScopes, {
    SOCIAL_AUTH_BITBUCKET_OAUTH2_KEY: key,
    SOCIAL_AUTH_BITBUCKET_OAUTH2_SECRET: secret,
  }),
  any: takes('', loginScopes, { BITBUCKET_CLIENT_ID: key, BITBUCKET_CLIENT_SECRET: secret }),
};
