import type { Tool } from '../hand-over';

/** Stands for no tool in particular. */
export const anyTool = 'any';

/** Tools that take a Bitbucket Key and Secret by hand; `takes.ts` has what each of them takes. */
export const tools: readonly Tool[] = [
  { id: 'auth0', name: 'Auth0', standing: 'works', note: 'toolOwnForm' },
  { id: 'keycloak', name: 'Keycloak', standing: 'works' },
  { id: 'supabase', name: 'Supabase', standing: 'works' },
  { id: 'supabase-self-hosted', name: 'Supabase, self-hosted', standing: 'works' },
  { id: 'pocketbase', name: 'PocketBase', standing: 'works' },
  { id: 'clerk', name: 'Clerk', standing: 'works' },
  { id: 'appwrite', name: 'Appwrite', standing: 'works' },
  { id: 'authjs', name: 'Auth.js', standing: 'works' },
  { id: 'nhost', name: 'Nhost', standing: 'works' },
  { id: 'drone', name: 'Drone', standing: 'works' },
  { id: 'woodpecker', name: 'Woodpecker', standing: 'works' },
  { id: 'concourse', name: 'Concourse', standing: 'not-known' },
  { id: 'dex', name: 'Dex', standing: 'works' },
  { id: 'gitea', name: 'Gitea, Forgejo', standing: 'works' },
  { id: 'sourcegraph', name: 'Sourcegraph', standing: 'works' },
  { id: 'coder', name: 'Coder', standing: 'works' },
  { id: 'backstage', name: 'Backstage', standing: 'works' },
  { id: 'jupyterhub', name: 'JupyterHub', standing: 'works' },
  { id: 'che', name: 'Eclipse Che', standing: 'works' },
  { id: 'oauth2-proxy', name: 'oauth2-proxy', standing: 'broken' },
  { id: 'weblate', name: 'Weblate, python-social-auth', standing: 'broken' },
  { id: anyTool, name: undefined, standing: 'works' },
];
