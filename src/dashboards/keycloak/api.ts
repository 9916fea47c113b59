import * as v from 'valibot';
import { cut } from '../../cut';
import { longestSaid, tidy } from '../../said';
import { Secret } from '../../secret';
import type { Http, HttpAnswer } from '../http';
import { claimsOf } from '../jwt';
import { andThen, type Cause, type Doing, done, type Outcome, refused } from '../outcome';
import type { Credential, TokenCache } from '../session';
import { about } from './about';
import { apiOf, discoveryOf, tokenAddress } from './realm';
import { causeOfRefusal, causeOfSignIn, isOfNoRealm } from './refusals';
import { managesProviders } from './rights';

/** Which realm, by what right, over which HTTP. `cache` keeps the access token that a service client was given. */
export interface ApiOptions {
  readonly realm: string;
  /** The realm of an administrator who signs in. */
  readonly adminRealm: string;
  readonly credential: Credential;
  readonly http: Http;
  readonly cache: TokenCache;
}

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the realm. */
  readonly path: string;
  readonly body?: unknown;
  /** What it is for. */
  readonly doing: Doing;
  /** The role that it takes; by default, that of all calls of a provider. */
  readonly role?: string;
}

/** The API of one realm. Nothing rejects; what fails is in the outcome. */
export interface KeycloakApi {
  /** One call, signed in; the answer's body is checked by the schema. */
  readonly call: <Schema extends v.GenericSchema>(
    call: ApiCall,
    schema: Schema,
  ) => Promise<Outcome<v.InferOutput<Schema>>>;
  /** Growing pauses before something is sent again; false where that was tried often enough. */
  readonly pause: Http['pause'];
  accessToken(): Promise<Outcome<Secret>>;
  /**
   * How far this machine's clock is ahead of Keycloak's, in milliseconds, at most a second too much; undefined where it does not
   * tell. Its answers have no time in them, but a fresh token has.
   */
  aheadMs(): Promise<Outcome<number | undefined>>;
  /** The address by which the realm calls itself, as it tells everybody who asks at an address of its own. */
  issuerAt(address: string): Promise<Outcome<string>>;
}

const tokenAnswer = v.object({ access_token: v.string(), expires_in: v.number() });
const issuedClaim = v.object({ iat: v.number() });
const discoveryAnswer = v.object({ issuer: v.pipe(v.string(), v.maxLength(1_000)) });
const errorAnswer = v.object({ error: v.string() });

/** The answer to a write that has nothing to tell: no page, and no line from anybody in between, passes for it. */
export const nothing = v.literal('');

/** The client of Keycloak's own by which an administrator signs in without a browser. */
const administrators = 'admin-cli';

/**
 * The API of one realm, signed in as a service client, or as an administrator. An administrator's token is good for a minute: it is
 * kept in this session's memory for half of that, and nowhere else.
 */
export function keycloakApi({ realm, adminRealm, credential, http, cache }: ApiOptions): KeycloakApi {
  const { host } = new URL(realm);
  const shown = withoutScheme(realm);

  const askFor = async (address: string, grant: Readonly<Record<string, string>>) =>
    andThen(
      await http.request({
        method: 'POST',
        url: address,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(grant).toString(),
        isRepeatable: true,
      }),
      ({ status, body, said }): Outcome<v.InferOutput<typeof tokenAnswer>> => {
        if (status >= 300) {
          const cause = causeOfSignIn(status, body, host);
          const at = cause.kind === 'not-there' ? { host: shown } : {};
          return refused({ ...cause, ...at, said: said(about.name) });
        }
        const token = v.safeParse(tokenAnswer, body);
        return token.success ? done(token.output) : refused({ kind: 'unexpected-answer', status });
      },
    );

  let held: { readonly token: Secret; readonly until: number } | undefined;
  const askForToken = async (): Promise<Outcome<v.InferOutput<typeof tokenAnswer>>> => {
    switch (credential.kind) {
      case 'token':
        return refused({ kind: 'credential-refused', reason: 'invalid' });
      case 'machine':
        return askFor(tokenAddress(realm), {
          grant_type: 'client_credentials',
          client_id: credential.clientId,
          client_secret: credential.clientSecret.reveal(),
        });
      case 'password':
        return askFor(tokenAddress(realm, adminRealm), {
          grant_type: 'password',
          client_id: administrators,
          username: credential.user,
          password: credential.password.reveal(),
        });
    }
  };
  const accessToken = async (): Promise<Outcome<Secret>> => {
    if (credential.kind === 'machine') {
      const kept = await cache.read();
      if (kept) return done(kept);
      return andThen(await askForToken(), async ({ access_token, expires_in }) => {
        const token = new Secret(access_token);
        await cache.write(token, expires_in);
        return done(token);
      });
    }
    if (held && Date.now() < held.until) return done(held.token);
    return andThen(await askForToken(), ({ access_token, expires_in }) => {
      held = { token: new Secret(access_token), until: Date.now() + expires_in * 500 };
      return done(held.token);
    });
  };

  const send = async ({ method, path, body }: ApiCall): Promise<Outcome<HttpAnswer>> =>
    andThen(await accessToken(), (token) =>
      http.request({
        method,
        url: apiOf(realm) + path,
        headers: {
          authorization: `Bearer ${token.reveal()}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );

  /** A token that is refused did nothing, so a fresh one is fetched, once. */
  const sendSignedIn = async (call: ApiCall): Promise<Outcome<HttpAnswer>> => {
    const first = await send(call);
    if (first.kind !== 'done' || first.value.status !== 401) return first;
    held = undefined;
    await cache.forget();
    return send(call);
  };

  return {
    accessToken,
    aheadMs: async () => {
      const sentAt = Date.now();
      return andThen(await askForToken(), ({ access_token }) => {
        const issued = v.safeParse(issuedClaim, claimsOf(access_token));
        return done(issued.success ? sentAt - issued.output.iat * 1_000 : undefined);
      });
    },
    pause: http.pause,
    call: async (call, schema) =>
      andThen(await sendSignedIn(call), (answer) => {
        const { status, body, said } = answer;
        if (status >= 300) {
          const cause: Cause = {
            ...causeOfRefusal(status, body, { doing: call.doing, role: call.role ?? managesProviders, host }),
            said: said(about.name),
          };
          // After a server's error, it is not known whether a write took effect.
          if (status >= 500 && call.method !== 'GET') return { kind: 'unknown', cause };
          return refused(cause.kind === 'not-there' ? { ...cause, host: shown } : cause);
        }
        const read = v.safeParse(schema, body);
        return read.success ? done(read.output) : refused({ kind: 'unexpected-answer', status });
      }),
    issuerAt: async (address) =>
      andThen(
        await http.request({ method: 'GET', url: discoveryOf(address) }),
        ({ status, body, said }): Outcome<string> => {
          const why = { said: said(about.name) };
          const asked = new URL(address).host;
          if (status >= 500) return refused({ kind: 'server-error', status, ...why });
          const error = v.safeParse(errorAnswer, body);
          if (status === 404 && error.success && isOfNoRealm(error.output.error))
            return refused({ kind: 'not-there', host: withoutScheme(address), ...why });
          if (status >= 300) return refused({ kind: 'refusal', doing: 'prepareLogin', host: asked, ...why });
          const found = v.safeParse(discoveryAnswer, body);
          return found.success ? done(found.output.issuer) : refused({ kind: 'unexpected-answer', status });
        },
      ),
  };
}

const withoutScheme = (address: string): string => address.replace(/^https:\/\//, '');

/** The realm calls itself otherwise than it is called here: its own address is said with it. */
export const otherIssuer = (called: string, issuer: string): Outcome<never> =>
  refused({
    kind: 'not-there',
    host: withoutScheme(called),
    // An address is no secret, and may look like one.
    said: { by: about.name, code: '', text: cut(tidy(`issuer: ${issuer}`), longestSaid) },
  });
