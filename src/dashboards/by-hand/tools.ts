import { loginScopes, type Scope } from '../../bitbucket/scopes';
import type { SnippetForm, Tool } from '../dashboard';

/**
 * Tools that take a Bitbucket Key and Secret by hand: the callback URL to register, the permissions to tick, and where the
 * pair goes. From the tools' own sources and documentation, 2026.
 */

/** A value of a tool's settings: of the pair, the callback URL, or a fixed one. */
export type Value = { readonly of: 'key' | 'secret' | 'callback' } | string | boolean;
/** Settings as the tool nests them. */
export interface Settings {
  readonly [name: string]: Value | Settings | readonly Settings[];
}

export interface KnownTool extends Tool {
  /** The tool's own form first. */
  readonly forms: readonly SnippetForm[];
  readonly settings: Settings;
}

const key = { of: 'key' } as const;
const secret = { of: 'secret' } as const;
const callback = { of: 'callback' } as const;

/** Variables can be given in each of these ways. */
const variables: readonly SnippetForm[] = ['env', 'shell', 'yaml', 'json', 'kubernetes', 'terraform'];

const reading: readonly Scope[] = ['account'];

const tool = (
  id: string,
  name: string,
  callbackUrl: string,
  settings: Settings,
  more: Partial<KnownTool> = {},
): KnownTool => ({
  id,
  name,
  callbackUrl,
  settings,
  scopes: loginScopes,
  standing: 'works',
  forms: variables,
  ...more,
});

export const tools: readonly KnownTool[] = [
  tool(
    'keycloak',
    'Keycloak',
    '{base}/realms/{realm}/broker/bitbucket/endpoint',
    {
      alias: 'bitbucket',
      providerId: 'bitbucket',
      enabled: true,
      config: {
        clientId: key,
        clientSecret: secret,
        defaultScope: 'account email',
        clientAuthMethod: 'client_secret_basic',
      },
    },
    { forms: ['json', 'yaml', 'terraform'] },
  ),
  tool(
    'supabase',
    'Supabase',
    'https://{ref}.supabase.co/auth/v1/callback',
    { auth: { external: { bitbucket: { enabled: true, client_id: key, secret } } } },
    { forms: ['toml', 'json'] },
  ),
  tool('supabase-self-hosted', 'Supabase, self-hosted', '{API_EXTERNAL_URL}/callback', {
    GOTRUE_EXTERNAL_BITBUCKET_ENABLED: 'true',
    GOTRUE_EXTERNAL_BITBUCKET_CLIENT_ID: key,
    GOTRUE_EXTERNAL_BITBUCKET_SECRET: secret,
    GOTRUE_EXTERNAL_BITBUCKET_REDIRECT_URI: callback,
  }),
  tool(
    'pocketbase',
    'PocketBase',
    '{base}/api/oauth2-redirect',
    { oauth2: { enabled: true, providers: [{ name: 'bitbucket', clientId: key, clientSecret: secret }] } },
    { forms: ['json', 'yaml'] },
  ),
  // Clerk's dashboard shows the callback URL.
  tool('clerk', 'Clerk', '', { client_id: key, client_secret: secret }, { forms: ['json'] }),
  tool(
    'appwrite',
    'Appwrite',
    '{endpoint}/v1/account/sessions/oauth2/callback/bitbucket/{projectId}',
    { key, secret },
    { forms: ['json'] },
  ),
  tool(
    'authjs',
    'Auth.js',
    'https://{host}/api/auth/callback/bitbucket',
    { AUTH_BITBUCKET_ID: key, AUTH_BITBUCKET_SECRET: secret },
    { scopes: reading },
  ),
  tool('nhost', 'Nhost', '{auth url}/signin/provider/bitbucket/callback', {
    AUTH_PROVIDER_BITBUCKET_ENABLED: 'true',
    AUTH_PROVIDER_BITBUCKET_CLIENT_ID: key,
    AUTH_PROVIDER_BITBUCKET_CLIENT_SECRET: secret,
  }),
  tool(
    'drone',
    'Drone',
    '{scheme}://{host}/login',
    { DRONE_BITBUCKET_CLIENT_ID: key, DRONE_BITBUCKET_CLIENT_SECRET: secret },
    { scopes: [...loginScopes, 'repository', 'pullrequest', 'webhook'] },
  ),
  tool(
    'woodpecker',
    'Woodpecker',
    'https://{host}/authorize',
    {
      WOODPECKER_BITBUCKET: 'true',
      WOODPECKER_BITBUCKET_CLIENT: key,
      WOODPECKER_BITBUCKET_SECRET: secret,
    },
    { scopes: [...loginScopes, 'team', 'project', 'repository', 'pullrequest', 'webhook'] },
  ),
  tool(
    'concourse',
    'Concourse',
    '{external url}/sky/issuer/callback',
    {
      CONCOURSE_BITBUCKET_CLOUD_CLIENT_ID: key,
      CONCOURSE_BITBUCKET_CLOUD_CLIENT_SECRET: secret,
    },
    { scopes: [...loginScopes, 'team'], standing: 'not-known' },
  ),
  tool(
    'dex',
    'Dex',
    '{issuer}/callback',
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
    { scopes: [...loginScopes, 'team'], forms: ['yaml', 'json'] },
  ),
  tool(
    'gitea',
    'Gitea, Forgejo',
    '{root url}/user/oauth2/{source name}/callback',
    { name: 'bitbucket', provider: 'bitbucket', key, secret },
    { forms: ['command'] },
  ),
  tool(
    'sourcegraph',
    'Sourcegraph',
    'https://{host}/.auth/bitbucketcloud/callback',
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
    { scopes: [...reading, 'repository'], forms: ['json', 'yaml'] },
  ),
  tool(
    'coder',
    'Coder',
    'https://{host}/external-auth/{id}/callback',
    {
      CODER_EXTERNAL_AUTH_0_TYPE: 'bitbucket-cloud',
      CODER_EXTERNAL_AUTH_0_CLIENT_ID: key,
      CODER_EXTERNAL_AUTH_0_CLIENT_SECRET: secret,
    },
    { scopes: [...reading, 'repository'] },
  ),
  tool(
    'backstage',
    'Backstage',
    '{backend}/api/auth/bitbucket/handler/frame',
    { AUTH_BITBUCKET_CLIENT_ID: key, AUTH_BITBUCKET_CLIENT_SECRET: secret },
    { scopes: [...reading, 'team'] },
  ),
  tool(
    'jupyterhub',
    'JupyterHub',
    'https://{host}/hub/oauth_callback',
    { BITBUCKET_CLIENT_ID: key, BITBUCKET_CLIENT_SECRET: secret },
    { scopes: reading },
  ),
  tool(
    'che',
    'Eclipse Che',
    '{che}/api/oauth/callback',
    { id: key, secret },
    { scopes: [...reading, 'repository'], forms: ['kubernetes'] },
  ),
  tool(
    'oauth2-proxy',
    'oauth2-proxy',
    'https://{host}/oauth2/callback',
    {
      OAUTH2_PROXY_PROVIDER: 'bitbucket',
      OAUTH2_PROXY_CLIENT_ID: key,
      OAUTH2_PROXY_CLIENT_SECRET: secret,
    },
    { scopes: ['email', 'team', 'repository'], standing: 'broken' },
  ),
  tool(
    'weblate',
    'Weblate, python-social-auth',
    'https://{host}/complete/bitbucket-oauth2/',
    {
      SOCIAL_AUTH_BITBUCKET_OAUTH2_KEY: key,
      SOCIAL_AUTH_BITBUCKET_OAUTH2_SECRET: secret,
    },
    { standing: 'broken' },
  ),
  {
    ...tool('any', '', '', { BITBUCKET_CLIENT_ID: key, BITBUCKET_CLIENT_SECRET: secret }),
    name: undefined,
  },
];
