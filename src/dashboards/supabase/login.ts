import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { saidBy } from '../../said';
import { causeOfAnswer } from '../code-flow';
import type { Http } from '../http';
import { andThen, done, type Outcome, refused } from '../outcome';
import type { LoginOutcome, PreparedLogin } from '../session';
import { about } from './about';
import { landingFor } from './allow-list';
import type { SupabaseApi } from './api';
import { providerName } from './config';
import { hostOf } from './project';
import { readsKeys } from './rights';
import { authOn } from './settings';

/**
 * A login as an application of the project's begins and ends it, with PKCE: without that the tokens would stand in the address. What
 * fails in it comes back to where the login would.
 */

/** The project of the login. */
interface Place {
  readonly http: Http;
  readonly project: string;
  readonly loginDomain: string;
}

const keysAnswer = v.array(
  v.object({
    name: v.optional(v.nullable(v.string(), ''), ''),
    type: v.optional(v.nullable(v.string(), ''), ''),
    api_key: v.optional(v.nullable(v.string(), ''), ''),
  }),
);

/**
 * The project's key for browsers, which every request of an application has, and anybody may know. The answer may have the other keys
 * as well; no more than this one is taken from it.
 */
export const publicKeyOf = async (api: SupabaseApi): Promise<Outcome<string>> => {
  const call = {
    method: 'GET',
    path: 'api-keys?reveal=false',
    doing: 'prepareLogin',
    rights: [readsKeys],
  } as const;
  return andThen(await api.call(call, keysAnswer), (keys): Outcome<string> => {
    const found =
      keys.find((each) => each.type === 'publishable' && each.api_key !== '') ??
      keys.find((each) => each.name === 'anon' && each.api_key !== '');
    return found ? done(found.api_key) : refused({ kind: 'unexpected-answer', status: 200 });
  });
};

/** Makes the login's address. Supabase gives no `state` back: it stands in the address that the login comes back to. */
export const prepareLogin = async (
  place: Place,
  publicKey: string,
  redirectUri: string,
): Promise<Outcome<PreparedLogin>> => {
  const state = oauth.generateRandomState();
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(`${authOn(place.loginDomain)}/authorize`);
  url.search = new URLSearchParams({
    provider: providerName,
    redirect_to: landingFor(redirectUri, state),
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 's256',
  }).toString();
  const flow = { state, verifier, publicKey };
  return done({ url: url.href, finish: (address) => finishLogin(place, flow, address) });
};

const loggedIn = v.object({
  user: v.object({
    id: v.string(),
    email: v.optional(v.nullable(v.string(), ''), ''),
    created_at: v.optional(v.string()),
    user_metadata: v.optional(v.nullable(v.record(v.string(), v.unknown()), {}), {}),
  }),
});

/** What Supabase says where Bitbucket gave no token for a code; it adds the beginning of that. */
const tokenless = /^unable to exchange external code\b/i;

/** Finishes a login with the address that it came back to. */
async function finishLogin(
  { http, project }: Place,
  {
    state,
    verifier,
    publicKey,
  }: { readonly state: string; readonly verifier: string; readonly publicKey: string },
  address: string,
): Promise<LoginOutcome> {
  const { searchParams } = new URL(address);
  if (searchParams.get('state') !== state) return { kind: 'invalid-answer' };
  const error = searchParams.get('error');
  if (error !== null) {
    const words = searchParams.get('error_description') ?? '';
    const description = tokenless.exec(words)?.[0] ?? words;
    const codes = [error, searchParams.get('error_code') ?? ''];
    const said = saidBy(about.name, codes, description, [state]);
    return description === words
      ? { kind: 'provider-error', error, description, said }
      : { kind: 'failed', why: 'no-token', said };
  }
  const code = searchParams.get('code');
  if (!code) return { kind: 'invalid-answer' };
  const host = hostOf(project);
  const answer = await http.request({
    method: 'POST',
    url: `${authOn(host)}/token?grant_type=pkce`,
    headers: { apikey: publicKey, 'content-type': 'application/json' },
    body: JSON.stringify({ auth_code: code, code_verifier: verifier }),
  });
  if (answer.kind !== 'done') return { kind: 'no-answer', cause: answer.cause };
  const { status, body } = answer.value;
  if (status >= 300) {
    const cause = causeOfAnswer(answer.value, 'finishLogin', { name: about.name, host });
    return { kind: 'no-answer', cause };
  }
  const read = v.safeParse(loggedIn, body);
  if (!read.success) return { kind: 'no-answer', cause: { kind: 'unexpected-answer', status } };
  const { id, email, created_at, user_metadata: told } = read.output.user;
  const text = (...names: readonly string[]): string | undefined =>
    names.map((name) => told[name]).find((each): each is string => typeof each === 'string' && each !== '');
  return {
    kind: 'logged-in',
    profile: {
      sub: id,
      name: text('full_name', 'name', 'user_name', 'preferred_username'),
      picture: text('avatar_url', 'picture'),
      email: email === '' ? undefined : email,
      claims: { id, email, created_at, ...told },
    },
  };
}
