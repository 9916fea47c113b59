import * as oauth from 'oauth4webapi';
import { saidBy } from '../../said';
import type { Http, HttpAnswer } from '../http';
import { andThen, type Cause, done, type Outcome, refused } from '../outcome';
import type { LoginOutcome, PreparedLogin } from '../session';
import { about } from './about';
import { discoveryOn } from './domain';

/** One login with one connection, by way of one application. */
export interface LoginRequest {
  /** Where the login starts: the canonical domain or a custom one; the issuer is on the same. */
  readonly loginDomain: string;
  readonly applicationId: string;
  readonly connectionName: string;
  readonly redirectUri: string;
}

/** What is opened for a person to enter a password in is on the login domain: encrypted, and with nothing before or after it. */
const isOn = ({ protocol, host, username, password }: URL, domain: string): boolean =>
  protocol === 'https:' && host === domain && username === '' && password === '';

/**
 * A login by authorization code with PKCE, state and nonce (RFC 6749, RFC 7636, OpenID Connect Core 3.1). The id_token
 * is validated by oauth4webapi: issuer, audience, times, nonce, and its signature against the tenant's keys. Errors of
 * the library carry answers in their causes, so none of them leaves this file.
 */
export async function prepareLogin(http: Http, request: LoginRequest): Promise<Outcome<PreparedLogin>> {
  return andThen(await discover(http, request.loginDomain), (server) => begin(http, request, server));
}

/** Asks where the login is, as any call is asked: a refusal is told as one. */
async function discover(http: Http, host: string): Promise<Outcome<oauth.AuthorizationServer>> {
  const issuer = new URL(`https://${host}/`);
  const answer = await http.request({
    method: 'GET',
    url: discoveryOn(host),
    headers: { accept: 'application/json' },
  });
  return andThen(answer, async (found) => {
    if (found.status >= 300) return refused(refusalOf(found, 'prepareLogin', host));
    const server = await oauth
      .processDiscoveryResponse(issuer, Response.json(found.body ?? null))
      .catch(() => undefined);
    return server ? done(server) : refused({ kind: 'unexpected-answer', status: found.status });
  });
}

const refusalOf = (
  { status, said }: HttpAnswer,
  doing: 'prepareLogin' | 'finishLogin',
  host: string,
): Cause => {
  const why: Cause = status >= 500 ? { kind: 'server-error', status } : { kind: 'refusal', doing, host };
  return { ...why, said: said(about.name) };
};

async function begin(
  http: Http,
  request: LoginRequest,
  server: oauth.AuthorizationServer,
): Promise<Outcome<PreparedLogin>> {
  const address = server.authorization_endpoint ?? '';
  const endpoint = URL.canParse(address) ? new URL(address) : undefined;
  if (!endpoint || !isOn(endpoint, request.loginDomain))
    return refused({ kind: 'unexpected-answer', status: 200 });

  const client: oauth.Client = { client_id: request.applicationId };
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = new URL(endpoint);
  url.search = new URLSearchParams({
    client_id: request.applicationId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    connection: request.connectionName,
    scope: 'openid profile email',
    prompt: 'login',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();

  const finish = async (callbackAddress: string): Promise<LoginOutcome> => {
    // The library rejects for a refusal as for a wrong answer; which of both it was is noted where it happens.
    let cause: Cause | undefined;
    const ask = async (
      address: string,
      sent: oauth.CustomFetchOptions<string, unknown>,
    ): Promise<Response> => {
      const { method, headers } = sent;
      const body = sent.body == null ? {} : { body: String(sent.body) };
      const answer = await http.request({ method, url: address, headers, ...body });
      if (answer.kind !== 'done') {
        cause = answer.cause;
        throw new TypeError('No answer');
      }
      const { status, body: found, aheadMs } = answer.value;
      // Whether an id_token holds at this time is told by the clock of whoever made it.
      if (aheadMs !== undefined) client[oauth.clockSkew] = Math.round(-aheadMs / 1000);
      if (status >= 300) cause = refusalOf(answer.value, 'finishLogin', request.loginDomain);
      else if (typeof found !== 'object') cause = { kind: 'unexpected-answer', status };
      return Response.json(found ?? null, { status });
    };
    const options = { [oauth.customFetch]: ask };
    try {
      const parameters = oauth.validateAuthResponse(server, client, new URL(callbackAddress), state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        request.redirectUri,
        verifier,
        options,
      );
      const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      });
      await oauth.validateApplicationLevelSignature(server, response, options);
      const claims = oauth.getValidatedIdTokenClaims(result);
      if (!claims) return { kind: 'invalid-answer' };
      const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
      return {
        kind: 'logged-in',
        profile: {
          sub: claims.sub,
          name: text('name'),
          picture: text('picture'),
          email: text('email'),
          claims: { ...claims },
        },
      };
    } catch (error) {
      if (error instanceof oauth.AuthorizationResponseError) {
        const { error: code, error_description: text = '' } = error;
        return {
          kind: 'provider-error',
          error: code,
          description: text,
          said: saidBy(about.name, [code], text),
        };
      }
      return cause ? { kind: 'no-answer', cause } : { kind: 'invalid-answer' };
    }
  };
  return done({ url: url.href, finish });
}
