import * as v from 'valibot';
import { Secret } from '../../secret';
import type { Http, HttpAnswer } from '../http';
import { after, type Cause, done, type Outcome, refused } from '../outcome';
import type { Credential, TokenCache } from '../session';
import { apiAudience } from './domain';

export interface ApiOptions {
  readonly domain: string;
  readonly credential: Credential;
  readonly http: Http;
  readonly cache: TokenCache;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v2/`. */
  readonly path: string;
  readonly body?: unknown;
}

/** One call of the Management API; the answer's body is checked by the schema. */
export type CallApi = <Schema extends v.GenericSchema>(
  call: ApiCall,
  schema: Schema,
) => Promise<Outcome<v.InferOutput<Schema>>>;

export interface Auth0Api {
  readonly call: CallApi;
  /** Growing pauses before something is sent again; false where that was tried often enough. */
  readonly pause: Http['pause'];
  accessToken(): Promise<Outcome<Secret>>;
}

const tokenAnswer = v.object({ access_token: v.string(), expires_in: v.number() });
const errorBody = v.object({ message: v.optional(v.string(), ''), errorCode: v.optional(v.string(), '') });

/** The Management API of one tenant, signed in with a pasted token or as a machine-to-machine application. */
export function auth0Api({ domain, credential, http, cache }: ApiOptions): Auth0Api {
  const accessToken = async (): Promise<Outcome<Secret>> => {
    if (credential.kind === 'token') return done(credential.token);
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
    return after(answer, async ({ status, body }) => {
      if (status === 401) return refused({ kind: 'credential-refused', reason: 'wrong-secret' });
      if (status === 403) return refused({ kind: 'credential-refused', reason: 'no-grant' });
      const token = v.safeParse(tokenAnswer, body);
      if (status !== 200 || !token.success) return refused({ kind: 'unexpected-answer', status });
      const secret = new Secret(token.output.access_token);
      await cache.write(secret, token.output.expires_in);
      return done(secret);
    });
  };

  const send = async (call: ApiCall): Promise<Outcome<HttpAnswer>> =>
    after(await accessToken(), (token) =>
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

  return {
    accessToken,
    pause: http.pause,
    call: async (call, schema) =>
      after(await sendSignedIn(call), (answer) => {
        if (answer.status >= 300) return failed(call.method, answer);
        const body = v.safeParse(schema, answer.body);
        return body.success
          ? done(body.output)
          : refused({ kind: 'unexpected-answer', status: answer.status });
      }),
  };
}

/** Auth0's error bodies `{statusCode, error, message, errorCode}` as causes. */
function failed(method: string, answer: HttpAnswer): Outcome<never> {
  const parsed = v.safeParse(errorBody, answer.body);
  const { message, errorCode } = parsed.success ? parsed.output : { message: '', errorCode: '' };
  if (answer.status >= 500) {
    const cause: Cause = { kind: 'server-error', status: answer.status };
    return method === 'GET' || method === 'DELETE' ? refused(cause) : { kind: 'unknown', cause };
  }
  switch (answer.status) {
    case 400: {
      // Both are shown, and written down with the setup: a tenant may send any amount.
      const field = /\bon property ([a-z_.]{1,100})/.exec(message)?.[1];
      if (errorCode === 'invalid_token') return refused(tokenInvalid);
      // Until 2026 every Client ID of Bitbucket's had 18 characters, which some tenants still insist on.
      if (field === 'options.client_id') return refused({ kind: 'client-id-refused' });
      return refused({ kind: 'rejected', field: field ?? '' });
    }
    case 401:
      return refused(
        /expired/i.test(message) ? { kind: 'credential-refused', reason: 'expired' } : tokenInvalid,
      );
    case 403: {
      const list = /expected any of: ([a-z:_, ]{1,500})/.exec(message)?.[1] ?? '';
      return refused({
        kind: 'missing-scope',
        scopes: list
          .split(',')
          .map((scope) => scope.trim())
          .filter(Boolean),
      });
    }
    case 404:
      return refused({ kind: 'not-found' });
    case 409:
      return refused({ kind: 'conflict' });
    default:
      return refused({ kind: 'unexpected-answer', status: answer.status });
  }
}

const tokenInvalid: Cause = { kind: 'credential-refused', reason: 'invalid' };
