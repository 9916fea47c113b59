import { causeOfRefusal, causeOfSignIn } from '../../src/dashboards/keycloak/refusals';
import type { Cause } from '../../src/dashboards/outcome';
import type { LoginOutcome } from '../../src/dashboards/session';
import { pairPoint } from '../../src/setup/check-setup';
import type { Event } from '../../src/setup/journey/event';
import type { Journey } from '../../src/setup/journey/journey';
import type { LastPage } from '../../src/setup/login-seen';
import type { Problem } from '../../src/setup/problems';
import { callbackUrlOf, type Profile } from '../../src/setup/profiles/profile';
import { fromCause, fromLogin } from '../../src/setup/why';
import { after, checked, connected, dashboardPoints, pocketbase, realm, start } from './journeys';

// Where a setup can fail with a dashboard that keeps logins on its own pages: each failure follows from that dashboard's answers, with
// the setup as far as it had come, and words that must be on the screen.

export interface Failure {
  readonly name: string;
  readonly page: 'result' | 'popup';
  readonly profiles: readonly [Profile];
  readonly journey: Journey;
  readonly words: readonly string[];
  /** The button that stands out. */
  readonly main: string;
}

const ended = (profile: Profile, before: readonly Event[], problem: Problem): Journey =>
  after(start(profile), ...before, { kind: 'failed', problem });

/** A request failed while the dashboard was to get the pair. */
const stoppedBy = (profile: Profile, cause: Cause) => ended(profile, checked, fromCause(cause));

const names = { [realm.id]: 'rockets (Rocket Shop)', [pocketbase.id]: 'users' };

/** A login failed on that page. `made`: the account that it has made all the same. */
function loginEnded(
  profile: Profile,
  outcome: Exclude<LoginOutcome, { kind: 'logged-in' }>,
  last: LastPage,
  verdict?: 'bad' | 'good',
): Journey {
  const hasClient = profile === realm;
  const made = outcome.kind === 'failed' ? outcome.made : undefined;
  const pair = pairPoint(verdict);
  const points = [
    ...dashboardPoints.filter(({ point }) => ['connection', 'login'].includes(point)),
    // By what the setup sent, if that is still known.
    verdict ? { ...pair, params: ['sent'] } : pair,
  ];
  return ended(
    profile,
    [
      ...connected,
      { kind: 'applications-enabled', names: [names[profile.id] ?? ''], alreadyThere: 0 },
      ...(hasClient ? [{ kind: 'test-application-intended' } as const] : []),
      { kind: 'login-opened' },
      ...(hasClient ? [{ kind: 'test-application-gone' } as const] : []),
      {
        kind: 'login-seen',
        seen: { last, points, asks: { callbackUrl: callbackUrlOf(profile), scopes: ['account', 'email'] } },
        ...(made ? { made: made.id } : {}),
      },
    ],
    fromLogin(outcome, verdict),
  );
}

const at = (address: string, title: string): LastPage => ({ kind: 'page', address, title });
const bitbucketAt = (title: string) => at('bitbucket.org/site/oauth2/authorize', title);
const realmAt = (path: string) => at(`sso.acme.example/realms/rockets/${path}`, 'Sign in to rockets');
const callback = realmAt('broker/bitbucket/endpoint');
const signOutAt = 'https://sso.acme.example/realms/rockets/account';
const denied = 'The user denied access to the application';
const said = (by: string, code: string, text: string) => ({ by, code, text });
const refusedIn = (error: string, description: string): LoginOutcome & { kind: 'provider-error' } => ({
  kind: 'provider-error',
  error,
  description,
  said: said('Bitbucket', error, description),
});

/** Keycloak's answer when somebody signs in. */
const signIn = (status: number, error: string, error_description: string): Cause => ({
  ...causeOfSignIn(status, { error, error_description }, 'sso.acme.example'),
  said: said('Keycloak', `${status}, ${error}`, error_description),
});
const forbidden: Cause = {
  ...causeOfRefusal(
    403,
    { error: 'HTTP 403 Forbidden' },
    { doing: 'readConnections', role: 'manage-identity-providers', host: 'sso.acme.example' },
  ),
  said: said('Keycloak', '403', 'HTTP 403 Forbidden'),
};
const administrator = {
  ...realm,
  signIn: 'password',
  clientId: '',
  administrator: 'ada',
  adminRealm: 'master',
} as const;
const superuser = { ...pocketbase, signIn: 'password', superuser: 'admin@acme.example' } as const;
const wrongPassword: Cause = {
  kind: 'credential-refused',
  reason: 'wrong-password',
  said: said('PocketBase', '400', 'Failed to authenticate.'),
};
const passwordOrCode = stoppedBy(administrator, signIn(400, 'invalid_grant', 'Invalid user credentials'));

const onResult = (
  name: string,
  profile: Profile,
  journey: Journey,
  main: string,
  ...words: readonly string[]
): Failure => ({ name, page: 'result', profiles: [profile], journey, words, main });
const inPopup = ({ name, ...failure }: Failure): Failure => ({
  ...failure,
  name: `${name}, small`,
  page: 'popup',
});

const keycloakPassword = onResult(
  'Keycloak: a wrong password, or a code is missing',
  administrator,
  passwordOrCode,
  'Continue',
  'The name or password is wrong, or the account also needs a one-time code',
  'choose “Service client” in the settings',
  'Keycloak says: “Invalid user credentials”',
);
const pocketbasePassword = onResult(
  'PocketBase: a wrong password',
  superuser,
  stoppedBy(superuser, wrongPassword),
  'Continue',
  'PocketBase rejected the name and password.',
  'Enter the password again',
);

export const failures: readonly Failure[] = [
  onResult(
    'Keycloak: no client of that Key',
    realm,
    loginEnded(realm, { kind: 'failed', why: 'client' }, bitbucketAt('Invalid client_id')),
    'Set up again',
    'Bitbucket doesn’t know the Key that Keycloak sends.',
  ),
  onResult(
    'Keycloak: a wrong Secret',
    realm,
    loginEnded(realm, { kind: 'failed', why: 'not-taken', signOutAt }, callback, 'bad'),
    'Set up again',
    'Bitbucket rejected the Key and Secret stored in Keycloak.',
  ),
  onResult(
    'Keycloak: stopped after Bitbucket, nobody knows why',
    realm,
    loginEnded(realm, { kind: 'failed', why: 'not-taken', signOutAt }, callback),
    'Try again',
    'Bitbucket let the user through, and Keycloak stopped there.',
    `Log out at ${signOutAt}`,
  ),
  onResult(
    'Keycloak: cancelled on Bitbucket',
    realm,
    loginEnded(realm, refusedIn('access_denied', denied), callback, 'good'),
    'Try again',
    'The login was canceled.',
    `Bitbucket says: “${denied}”`,
  ),
  onResult(
    'Keycloak: a permission that the client lacks',
    realm,
    loginEnded(
      realm,
      refusedIn(
        'invalid_scope',
        'The scope used in the request [wiki] is not valid for client scope [email]',
      ),
      callback,
    ),
    'Check setup',
    'not valid for client scope',
  ),
  onResult(
    'Keycloak: somebody else is logged in',
    realm,
    loginEnded(
      realm,
      { kind: 'failed', why: 'other-user', signOutAt, left: ['mira@acme.example'] },
      realmAt('broker/after-first-broker-login'),
      'good',
    ),
    'Try again',
    'Keycloak created an account for the user, and didn’t let them in.',
    'created at about the time of the test: mira@acme.example. Nothing proves which of them is the test’s',
    `Log out at ${signOutAt} first.`,
  ),
  onResult(
    'Keycloak: somebody else is logged in, and users may not be read',
    realm,
    loginEnded(
      realm,
      { kind: 'failed', why: 'other-user', signOutAt },
      realmAt('broker/after-first-broker-login'),
      'good',
    ),
    'Try again',
    'Keyferry doesn’t know which account that is.',
  ),
  onResult(
    'Keycloak: an account is there, or the profile is reviewed',
    realm,
    loginEnded(
      realm,
      { kind: 'failed', why: 'asks-more' },
      realmAt('login-actions/first-broker-login'),
      'good',
    ),
    'Check setup',
    'Keycloak asks something before it lets the user in.',
    'so the Key and Secret are correct',
  ),
  onResult(
    'Keycloak: not led to Bitbucket',
    realm,
    loginEnded(realm, { kind: 'failed', why: 'not-led' }, realmAt('protocol/openid-connect/auth'), 'good'),
    'Check setup',
    'Keycloak didn’t lead on to Bitbucket.',
  ),
  onResult(
    'Keycloak: a wrong callback',
    realm,
    loginEnded(
      realm,
      { kind: 'failed', why: 'callback' },
      bitbucketAt('Invalid redirect_uri — Bitbucket'),
      'good',
    ),
    'Check setup',
    'callback URL',
  ),
  onResult(
    'Keycloak: a role is missing',
    realm,
    stoppedBy(realm, forbidden),
    'Continue',
    'Missing permission: manage-identity-providers.',
  ),
  onResult(
    'Keycloak: not reached',
    realm,
    stoppedBy(realm, { kind: 'unreachable', host: 'sso.acme.example' }),
    'Try again',
    'sso.acme.example',
  ),
  onResult(
    'Keycloak: a wrong Client Secret',
    realm,
    stoppedBy(realm, signIn(401, 'unauthorized_client', 'Invalid client or Invalid client credentials')),
    'Continue',
    'Keycloak rejected the Client ID and Client Secret.',
  ),
  keycloakPassword,
  inPopup(keycloakPassword),
  onResult(
    'Keycloak: an account that has to do something first',
    administrator,
    stoppedBy(administrator, signIn(400, 'invalid_grant', 'Account is not fully set up')),
    'Continue',
    'It doesn’t say which.',
    'choose “Service client” in the settings',
  ),
  onResult(
    'PocketBase: no client of that Key',
    pocketbase,
    loginEnded(pocketbase, { kind: 'failed', why: 'client' }, bitbucketAt('Invalid client_id')),
    'Set up again',
    'Bitbucket doesn’t know the Key that PocketBase sends.',
  ),
  onResult(
    'PocketBase: a wrong Secret that nobody knows any more',
    pocketbase,
    loginEnded(
      pocketbase,
      { kind: 'failed', why: 'no-token', said: said('PocketBase', '400', 'Failed to fetch OAuth2 token.') },
      at('pb.acme.example/api/oauth2-redirect/keyferry', ''),
    ),
    'Try again',
    'PocketBase says: “Failed to fetch OAuth2 token.”',
  ),
  onResult(
    'PocketBase: cancelled on Bitbucket',
    pocketbase,
    loginEnded(
      pocketbase,
      refusedIn('access_denied', denied),
      at('pb.acme.example/api/oauth2-redirect/keyferry', ''),
    ),
    'Try again',
    'The login was canceled.',
  ),
  onResult(
    'PocketBase: a wrong callback',
    pocketbase,
    loginEnded(
      pocketbase,
      { kind: 'failed', why: 'callback' },
      bitbucketAt('Invalid redirect_uri — Bitbucket'),
    ),
    'Check setup',
    'callback URL',
  ),
  onResult(
    'PocketBase: one more proof is asked for',
    pocketbase,
    loginEnded(
      pocketbase,
      { kind: 'failed', why: 'second-proof', made: { id: 'r2m9x4k7q1w8z5t' } },
      at('pb.acme.example/api/oauth2-redirect/keyferry', ''),
    ),
    'Try again',
    'so the Key and Secret are correct',
    'switch off multi-factor authentication in PocketBase',
    'The test login created an account in PocketBase: r2m9x4k7q1w8z5t.',
  ),
  onResult(
    'PocketBase: no superuser’s token',
    pocketbase,
    stoppedBy(pocketbase, {
      kind: 'refusal',
      doing: 'readConnections',
      host: 'pb.acme.example',
      said: said('PocketBase', '403', 'The authorized record is not allowed to perform this action.'),
    }),
    'Try again',
    'The authorized record is not allowed to perform this action.',
  ),
  onResult(
    'PocketBase: not reached',
    pocketbase,
    stoppedBy(pocketbase, { kind: 'unreachable', host: 'pb.acme.example' }),
    'Try again',
    'pb.acme.example',
  ),
  pocketbasePassword,
  inPopup(pocketbasePassword),
  onResult(
    'PocketBase: a superuser with a second proof',
    superuser,
    stoppedBy(superuser, {
      kind: 'credential-refused',
      reason: 'needs-code',
      otherWay: 'pocketbaseSignInToken',
    }),
    'Try again',
    'The password is correct, but not enough.',
    'Choose “API token” in the settings',
  ),
];
