import * as v from 'valibot';
import { Secret } from '../../secret';
import type { Http, HttpAnswer } from '../http';
import { andThen, type Cause, type Doing, done, type Outcome, refused } from '../outcome';
import type { Credential } from '../session';
import { about } from './about';
import { expiryOf } from './token';

/** Which server, by what right, over which HTTP. */
export interface ApiOptions {
  readonly server: string;
  readonly credential: Credential;
  readonly http: Http;
}

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'DELETE';
  /** Below `/api/`. */
  readonly path: string;
  readonly body?: unknown;
  /** What it is for. */
  readonly doing: Doing;
}

/** The API of one server. Nothing rejects; what fails is in the outcome. */
export interface PocketBaseApi {
  /** One call, as a superuser; the answer's body is checked by the schema. */
  readonly call: <Schema extends v.GenericSchema>(
    call: ApiCall,
    schema: Schema,
  ) => Promise<Outcome<v.InferOutput<Schema>>>;
  /** One call, as a superuser, with its answer as it came. */
  readonly ask: (call: ApiCall) => Promise<Outcome<HttpAnswer>>;
  /** The same in nobody's name, as any application may ask. */
  readonly askOpenly: (call: ApiCall) => Promise<Outcome<HttpAnswer>>;
  /** Why what was answered is a refusal. */
  readonly causeOf: (doing: Doing, answer: HttpAnswer) => Cause;
  /** Growing pauses before something is sent again; false where that was tried often enough. */
  readonly pause: Http['pause'];
}

const signedIn = v.object({ token: v.string() });
/** What a superuser's token is refused with, and any other that is none. */
const tokenRefused = v.object({
  status: v.literal(401),
  message: v.pipe(v.string(), v.regex(/valid record authorization token/i)),
});
/** An unknown name and a wrong password: the words are the same. */
const passwordRefused = v.object({
  status: v.literal(400),
  message: v.pipe(v.string(), v.regex(/^failed to authenticate\.$/i)),
});
/** The password is right, and the superusers' own collection asks for a second proof. */
const halfSignedIn = v.object({ mfaId: v.string() });
const fieldsRefused = v.object({ status: v.literal(400), data: v.record(v.string(), v.unknown()) });

/**
 * The API of one server, signed in with a pasted token, or as a superuser. A token that a password gets is good for a day: it is
 * kept in this session's memory, and nowhere else.
 */
export function pocketBaseApi({ server, credential, http }: ApiOptions): PocketBaseApi {
  const base = `https://${server}/api/`;
  const send = (
    method: string,
    path: string,
    body: unknown,
    { headers = {}, isRepeatable }: { headers?: Record<string, string>; isRepeatable?: boolean } = {},
  ) =>
    http.request({
      method,
      url: base + path,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(isRepeatable ? { isRepeatable } : {}),
    });

  const causeOfSignIn = (answer: HttpAnswer): Cause => {
    const { status, body, said } = answer;
    const cause = causeOf('signIn', answer);
    // What is wrong with a field is named already.
    if (cause.kind !== 'refusal') return cause;
    const why = { kind: 'credential-refused', said: said(about.name) } as const;
    if (status === 401 && v.is(halfSignedIn, body))
      return { kind: 'credential-refused', reason: 'needs-code', otherWay: 'pocketbaseSignInToken' };
    return v.is(passwordRefused, body) ? { ...why, reason: 'wrong-password' } : cause;
  };

  let got: Secret | undefined;
  const token = async (): Promise<Outcome<Secret>> => {
    if (credential.kind === 'token') return done(credential.token);
    if (credential.kind !== 'password') return refused({ kind: 'credential-refused', reason: 'invalid' });
    if (got) return done(got);
    const body = { identity: credential.user, password: credential.password.reveal() };
    const answer = await send('POST', 'collections/_superusers/auth-with-password', body, {
      isRepeatable: true,
    });
    return andThen(answer, (given) => {
      if (given.status >= 300) return refused(causeOfSignIn(given));
      const read = v.safeParse(signedIn, given.body);
      if (!read.success) return refused({ kind: 'unexpected-answer', status: given.status });
      got = new Secret(read.output.token);
      return done(got);
    });
  };

  const sendSignedIn = async ({ method, path, body }: ApiCall): Promise<Outcome<HttpAnswer>> =>
    andThen(await token(), (found) =>
      send(method, path, body, { headers: { authorization: `Bearer ${found.reveal()}` } }),
    );

  /** A token that is refused did nothing, so a password gets a fresh one, once. A person's has to be pasted. */
  const sendTwice = async (call: ApiCall): Promise<Outcome<HttpAnswer>> => {
    const first = await sendSignedIn(call);
    const isRefused = first.kind === 'done' && first.value.status === 401;
    if (!isRefused || credential.kind !== 'password') return first;
    got = undefined;
    return sendSignedIn(call);
  };

  /** A cause is named only where the answer names it; anything else is shown as it came. */
  const causeOf = (doing: Doing, { status, body, said, aheadMs = 0 }: HttpAnswer): Cause => {
    const why = { said: said(about.name) };
    if (status >= 500) return { kind: 'server-error', status, ...why };
    if (credential.kind === 'token' && v.is(tokenRefused, body)) {
      const expiresMs = expiryOf(credential.token.reveal()) ?? Number.POSITIVE_INFINITY;
      const isExpired = expiresMs <= Date.now() - aheadMs;
      return { kind: 'credential-refused', reason: isExpired ? 'expired' : 'invalid', ...why };
    }
    const field = v.is(fieldsRefused, body) ? pathIn(body.data) : '';
    return field === ''
      ? { kind: 'refusal', doing, host: server, ...why }
      : { kind: 'rejected', field, ...why };
  };

  return {
    pause: http.pause,
    causeOf,
    ask: sendTwice,
    askOpenly: ({ method, path, body }) => send(method, path, body),
    call: async (call, schema) =>
      andThen(await sendTwice(call), (answer) => {
        const { status } = answer;
        // After a server's error, it is not known whether a write took effect.
        if (status >= 500 && call.method !== 'GET')
          return { kind: 'unknown', cause: causeOf(call.doing, answer) };
        if (status >= 300) return refused(causeOf(call.doing, answer));
        const body = v.safeParse(schema, answer.body);
        return body.success ? done(body.output) : refused({ kind: 'unexpected-answer', status });
      }),
  };
}

/** The path in what was sent to the first value that was refused: `oauth2.providers.0.clientId`; empty where none is named. */
function pathIn(data: Readonly<Record<string, unknown>>, depth = 0): string {
  const [name, inside] = Object.entries(data)[0] ?? [];
  if (name === undefined || depth > 6 || !/^\w{1,40}$/.test(name)) return '';
  if (typeof inside !== 'object' || inside === null) return '';
  // Where it says why, the names end.
  if ('code' in inside && typeof inside.code === 'string') return name;
  const rest = pathIn(inside as Readonly<Record<string, unknown>>, depth + 1);
  return rest === '' ? '' : `${name}.${rest}`;
}
