import * as v from 'valibot';
import type { Http, HttpAnswer } from '../http';
import { andThen, type Cause, type Doing, done, type Outcome, refused } from '../outcome';
import type { Credential } from '../session';
import { about } from './about';
import { apiHost, hostOf } from './project';

/** Which project, by what right, over which HTTP. */
export interface ApiOptions {
  readonly project: string;
  readonly credential: Credential;
  readonly http: Http;
}

/** One call of the Management API. */
export interface ApiCall {
  readonly method: 'GET' | 'PATCH';
  /** Below the project. */
  readonly path: string;
  readonly body?: unknown;
  /** What it is for. */
  readonly doing: Doing;
  /** The permissions that it takes. */
  readonly rights: readonly string[];
}

/** The Management API for one project. Nothing rejects; what fails is in the outcome. */
export interface SupabaseApi {
  /** One call; the answer's body is checked by the schema. */
  readonly call: <Schema extends v.GenericSchema>(
    call: ApiCall,
    schema: Schema,
  ) => Promise<Outcome<v.InferOutput<Schema>>>;
  /** Growing pauses before something is sent again; false where that was tried often enough. */
  readonly pause: Http['pause'];
}

const refusal = v.object({ message: v.string() });

/** The Management API for one project, with an account's access token. */
export function supabaseApi({ project, credential, http }: ApiOptions): SupabaseApi {
  const base = `https://${apiHost}/v1/projects/${project}/`;

  const send = async ({ method, path, body }: ApiCall): Promise<Outcome<HttpAnswer>> =>
    credential.kind === 'token'
      ? http.request({
          method,
          url: base + path,
          headers: {
            authorization: `Bearer ${credential.token.reveal()}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      : refused({ kind: 'credential-refused', reason: 'invalid' });

  /** A cause is named only where the answer names it; anything else is shown as it came. */
  const causeOf = ({ doing, rights }: ApiCall, { status, body, said }: HttpAnswer): Cause => {
    const why = { said: said(about.name) };
    if (status >= 500) return { kind: 'server-error', status, ...why };
    const { message = '' } = v.is(refusal, body) ? body : {};
    // It does not tell whether a token is expired, revoked, or anybody's at all.
    if (status === 401) return { kind: 'credential-refused', reason: 'invalid', ...why };
    if (status === 403 && /\bnecessary privileges\b/i.test(message))
      return { kind: 'missing-scope', scopes: rights, ...why };
    if (status === 404 && /\bproject\b.*\bnot found\b/i.test(message))
      return { kind: 'not-there', host: hostOf(project), ...why };
    return { kind: 'refusal', doing, host: apiHost, ...why };
  };

  return {
    pause: http.pause,
    call: async (call, schema) =>
      andThen(await send(call), (answer) => {
        const { status } = answer;
        // After a server's error, it is not known whether a write took effect.
        if (status >= 500 && call.method !== 'GET') return { kind: 'unknown', cause: causeOf(call, answer) };
        if (status >= 300) return refused(causeOf(call, answer));
        const body = v.safeParse(schema, answer.body);
        return body.success ? done(body.output) : refused({ kind: 'unexpected-answer', status });
      }),
  };
}
