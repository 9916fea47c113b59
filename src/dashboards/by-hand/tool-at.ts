/**
 * Callback URLs by which a tool is known: hosts and paths that no other one has. Those that many tools share ("/callback", "/login",
 * "/oauth2/callback") are not among them. From the tools' own sources and documentation, 2026.
 */
const signs: readonly (readonly [tool: string, sign: RegExp])[] = [
  ['auth0', /^https:\/\/[^/]+\.auth0\.com\/login\/callback$/],
  ['keycloak', /\/realms\/[^/]+\/broker\/[^/]+\/endpoint$/],
  ['supabase', /^https:\/\/[^/]+\.supabase\.co\/auth\/v1\/callback$/],
  ['pocketbase', /\/api\/oauth2-redirect$/],
  ['appwrite', /\/v1\/account\/sessions\/oauth2\/callback\/bitbucket\/[^/]+$/],
  ['authjs', /\/api\/auth\/callback\/bitbucket$/],
  ['nhost', /\/signin\/provider\/bitbucket\/callback$/],
  ['concourse', /\/sky\/issuer\/callback$/],
  ['gitea', /\/user\/oauth2\/[^/]+\/callback$/],
  ['sourcegraph', /\/\.auth\/bitbucketcloud\/callback$/],
  ['coder', /\/external-auth\/[^/]+\/callback$/],
  ['backstage', /\/api\/auth\/bitbucket\/handler\/frame$/],
  ['jupyterhub', /\/hub\/oauth_callback$/],
  ['weblate', /\/complete\/bitbucket-oauth2$/],
];

/** The tool whose callback URLs look like this one, by its id; undefined where none does, or where many do. */
export function toolAt(callbackUrl: string): string | undefined {
  if (!URL.canParse(callbackUrl)) return undefined;
  const { origin, pathname } = new URL(callbackUrl);
  const address = origin + pathname.replace(/\/$/, '');
  return signs.find(([, sign]) => sign.test(address))?.[0];
}
