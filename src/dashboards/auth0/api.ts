import * as v from 'valibot';
import { Secret } from '../../secret';
import type { Http, HttpAnswer } from '../http';
import { andThen, type Cause, type Doing, done, type Outcome, refused } from '../outcome';
import type { Credential, TokenCache } from '../session';
import { about } from './about';
import { apiAudience, discoveryOn } from './domain';
import { causeOfRefusal, causeOfSignIn } from './refusals';

/** Clocks that are set by the network differ by less. */
const farOffMs = 5 * 60_000;

/** Which tenant, by what right, over which HTTP. `cache` keeps the access token that an application was given. */
export interface ApiOptions {
  readonly domain: string;
  readonly credential: Credential;
  readonly http: Http;
  readonly cache: TokenCache;
}

/** One call of the Management API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v2/`. */
  readonly path: string;
  readonly body?: unknown;
  /** What it is for. */
  readonly doing: Doing;
}

/** One call of the Management API; the answer's body is checked by the schema. */
export type CallApi = <Schema extends v.GenericSchema>(
  call: ApiCall,
  schema: Schema,
) => Promise<Outcome<v.InferOutput<Schema>>>;

/** The Management API of one tenant. Nothing rejects; what fails is in the outcome. */
export interface Auth0Api {
  readonly call: CallApi;
  /** Growing pauses before something is sent again; false where that was tried often enough. */
  readonly pause: Http['pause'];
  accessToken(): Promise<Outcome<Secret>>;
}

const tokenAnswer = v.object({ access_token: v.string(), expires_in: v.number() });

/** The answer to a write that has nothing to tell: no page, and no line from anybody in between, passes for it. */
export const nothing = v.literal('');
/** The answer to a write whose effect is looked at afterwards. */
export const anything = v.unknown();

/** The Management API of one tenant, signed in with a pasted token or as a machine-to-machine application. */
export function auth0Api({ domain, credential, http, cache }: ApiOptions): Auth0Api {
  /** Whether a refusal with this status comes from no tenant at all: then nobody tells where logins are, either. */
  const isNowhere = async (status: number): Promise<boolean> => {
    if (status >= 500) return false;
    const answer = await http.request({ method: 'GET', url: discoveryOn(domain) });
    return answer.kind === 'done' && answer.value.status === 404;
  };

  const accessToken = async (): Promise<Outcome<Secret>> => {
    if (credential.kind === 'token') return done(credential.token);
    if (credential.kind !== 'machine') return refused({ kind: 'credential-refused', reason: 'invalid' });
    const kept = await cache.read();
    if (kept) return done(kept);
    const answer = await http.request({
      method: 'POST',
      url: `https://${domain}/oauth/token`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: credential.clientId,
        client_secret: credential.clientSecret.reveal(),
        audience: apiAudience(domain),
      }),
      isRepeatable: true,
    });
    return andThen(answer, async ({ status, body, said }) => {
      if (status >= 300) {
        const cause: Cause = (await isNowhere(status))
          ? { kind: 'not-there', host: domain }
          : causeOfSignIn(status, body, domain, credential.isOwn);
        return refused({ ...cause, said: said(about.name) });
      }
      const token = v.safeParse(tokenAnswer, body);
      if (!token.success) return refused({ kind: 'unexpected-answer', status });
      const secret = new Secret(token.output.access_token);
      await cache.write(secret, token.output.expires_in);
      return done(secret);
    });
  };

  const send = async (call: ApiCall): Promise<Outcome<HttpAnswer>> =>
    andThen(await accessToken(), (token) =>
      http.request({
        method: call.method,
        url: apiAudience(domain) + call.path,
        headers: {
          authorization: `Bearer ${token.reveal()}`,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      }),
    );

  /** A token that is refused did nothing, so an application asks for a fresh one, once. A person's has to be pasted. */
  const sendSignedIn = async (call: ApiCall): Promise<Outcome<HttpAnswer>> => {
    const first = await send(call);
    const isRefused = first.kind === 'done' && first.value.status === 401;
    if (!isRefused || credential.kind === 'token') return first;
    await cache.forget();
    return send(call);
  };

  /** What went wrong is known where the answer tells. After a server's error, it is not known whether a write took effect. */
  const failed = async (
    call: ApiCall,
    { status, body, said, aheadMs = 0 }: HttpAnswer,
  ): Promise<Outcome<never>> => {
    const told = causeOfRefusal(status, body, { doing: call.doing, host: domain, credential });
    const mayBeNowhere = status === 404 && told.kind === 'refusal';
    const cause: Cause =
      mayBeNowhere && (await isNowhere(status)) ? { kind: 'not-there', host: domain } : told;
    const isByTime = cause.kind === 'credential-refused' && cause.reason === 'expired';
    const why = {
      ...cause,
      ...(isByTime && Math.abs(aheadMs) > farOffMs
        ? { clockOffSeconds: Math.round(Math.abs(aheadMs) / 1000) }
        : {}),
      said: said(about.name),
    };
    const isSafe = call.method === 'GET' || call.method === 'DELETE';
    return status >= 500 && !isSafe ? { kind: 'unknown', cause: why } : refused(why);
  };

  return {
    accessToken,
    pause: http.pause,
    call: async (call, schema) =>
      andThen(await sendSignedIn(call), (answer) => {
        const { status } = answer;
        if (status >= 300) return failed(call, answer);
        const body = v.safeParse(schema, answer.body);
        return body.success ? done(body.output) : refused({ kind: 'unexpected-answer', status });
      }),
  };
}
