import * as v from 'valibot';
import { refusedOn } from '../../bitbucket/authorize';
import { saidBy } from '../../said';
import { Secret } from '../../secret';
import { addressOf, type CodeFlow, finishCodeFlow, newCodeFlow } from '../code-flow';
import type { Http } from '../http';
import { andThen, done, type Outcome, refused } from '../outcome';
import type { LoginOutcome, LoginPage, LoginRead, LoginRequest, TestAccount, WatchedLogin } from '../session';
import { about } from './about';
import { type KeycloakApi, nothing, otherIssuer } from './api';
import { testClientId } from './clients';
import { readBefore } from './connections';
import { isForLogin } from './providers';
import { tokenAddress } from './realm';
import { managesUsers } from './rights';
import { callbackOn } from './settings';

/**
 * A login to a client of the test's own, straight to Bitbucket. What fails in it ends on a page of Keycloak's, in the realm's
 * language: the page's address is all that tells why.
 */

/** Which realm the login is to. */
interface Place {
  readonly api: KeycloakApi;
  readonly http: Http;
  /** As the realm calls itself. */
  readonly loginAddress: string;
}

const protocol = (loginAddress: string): string => `${loginAddress}/protocol/openid-connect`;

/** Where logins come back to: on Keycloak's own host, where the extension can see it, and nothing else is. */
export const loginEndOn = (loginAddress: string): string => `${loginAddress}/keyferry`;

const memoSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    alias: v.string(),
    state: v.string(),
    nonce: v.string(),
    verifier: v.string(),
    /** When it was begun, in epoch milliseconds by the clock of this machine. */
    begunAt: v.number(),
  }),
);
const memoIn = (memo: Secret) => v.parse(memoSchema, memo.reveal());

/** When a login was begun, in epoch milliseconds by the clock of this machine. */
export const begunAtIn = (memo: Secret): number => memoIn(memo).begunAt;

/**
 * Asks Keycloak how the realm calls itself, and for the provider. `prompt=login` is in every login's address: without it whoever is
 * logged in to the realm would come back at once, and Bitbucket would not be asked.
 */
export const prepareLogin = async (
  { api, loginAddress }: Place,
  { connectionId: alias }: LoginRequest,
): Promise<Outcome<WatchedLogin>> =>
  andThen(await api.issuerAt(loginAddress), async (issuer): Promise<Outcome<WatchedLogin>> => {
    if (issuer !== loginAddress) return otherIssuer(loginAddress, issuer);
    return andThen(await readBefore(api, alias), async (provider) => {
      if (!isForLogin(provider)) return refused({ kind: 'not-for-login', name: alias, id: alias });
      const flow = newCodeFlow(testClientId, loginEndOn(loginAddress));
      const { state, nonce, verifier } = flow;
      const memo = { alias, state, nonce, verifier, begunAt: Date.now() };
      const endpoint = new URL(`${protocol(loginAddress)}/auth`);
      return done({
        url: await addressOf(endpoint, flow, { scope: 'openid', kc_idp_hint: alias }),
        memo: new Secret(JSON.stringify(memo)),
      });
    });
  });

/** Before a page has a title, its address stands there. */
const isDrawn = ({ url, title }: LoginPage): boolean => title !== '' && !url.includes(title);

/** What a page of the login's window means. A page that only leads on is never shown. */
export function readLogin(loginAddress: string, memo: Secret, page: LoginPage): LoginRead | undefined {
  const refused = refusedOn(page);
  if (refused) return { kind: 'failed', why: refused };
  if (!URL.canParse(page.url)) return undefined;
  const { origin, pathname, searchParams } = new URL(page.url);
  const { alias } = memoIn(memo);
  const signOutAt = `${loginAddress}/account`;
  switch (`${origin}${pathname}`) {
    case loginEndOn(loginAddress):
      return { kind: 'end' };
    case `${protocol(loginAddress)}/auth`:
      return isDrawn(page) ? { kind: 'failed', why: 'not-led' } : undefined;
    case `${loginAddress}/broker/${alias}/login`:
      return { kind: 'failed', why: 'not-led' };
    case callbackOn(loginAddress, alias):
      return searchParams.has('error') ? { kind: 'end' } : { kind: 'failed', why: 'not-taken', signOutAt };
    case `${loginAddress}/login-actions/first-broker-login`:
      return { kind: 'failed', why: 'asks-more' };
    case `${loginAddress}/broker/after-first-broker-login`:
      return { kind: 'failed', why: 'other-user', signOutAt };
    default:
      return undefined;
  }
}

/** Finishes a login with the address that its window ended on. */
export async function finishLogin(
  { api, http, loginAddress }: Place,
  memo: Secret,
  address: string,
): Promise<LoginOutcome> {
  const { alias, begunAt, ...begun } = memoIn(memo);
  const { origin, pathname, searchParams, host } = new URL(address);
  const at = `${origin}${pathname}`;
  const error = searchParams.get('error');
  if (at === callbackOn(loginAddress, alias) && error) {
    const description = searchParams.get('error_description') ?? '';
    const state = searchParams.get('state') ?? '';
    const said = saidBy('Bitbucket', [error], description, state === '' ? [] : [state]);
    return { kind: 'provider-error', error, description, said };
  }
  if (at !== loginEndOn(loginAddress)) return { kind: 'invalid-answer' };
  const flow: CodeFlow = { ...begun, clientId: testClientId, redirectUri: loginEndOn(loginAddress) };
  const server = {
    issuer: loginAddress,
    token_endpoint: tokenAddress(loginAddress),
    jwks_uri: `${protocol(loginAddress)}/certs`,
  };
  const tookMs = Date.now() - begunAt;
  const outcome = await finishCodeFlow({ http, server, name: about.name, host }, flow, address);
  if (outcome.kind !== 'logged-in') return outcome;
  const { sub, claims } = outcome.profile;
  // By the clock of Keycloak, to the second.
  const begunThere = Number(claims.iat) * 1_000 - tookMs;
  const isNew = await wasMadeSince(api, sub, begunThere);
  return isNew ? { ...outcome, made: { id: sub } } : outcome;
}

const userAnswer = v.object({ createdTimestamp: v.number() });
const userPath = (id: string) => `users/${encodeURIComponent(id)}`;

/** Whether a user was made since then; false where that is not told. */
async function wasMadeSince(api: KeycloakApi, id: string, since: number): Promise<boolean> {
  const call = { method: 'GET', path: userPath(id), doing: 'finishLogin', role: managesUsers } as const;
  const read = await api.call(call, userAnswer);
  return read.kind === 'done' && read.value.createdTimestamp >= since;
}

/** Removes the user that a test login has made, and with it what ties them to Bitbucket. */
export async function removeTestAccount(api: KeycloakApi, { id }: TestAccount): Promise<Outcome<void>> {
  const call = { method: 'DELETE', path: userPath(id), doing: 'removeAccount', role: managesUsers } as const;
  const removed = await api.call(call, nothing);
  const isGone = removed.kind === 'refused' && removed.cause.kind === 'not-found';
  return isGone ? done(undefined) : andThen(removed, () => done(undefined));
}
