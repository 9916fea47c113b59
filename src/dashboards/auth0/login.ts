import * as oauth from 'oauth4webapi';
import type { Http } from '../http';
import { type Cause, done, type Outcome, refused } from '../outcome';
import type { LoginOutcome, PreparedLogin } from '../session';

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
  // The library rejects for a lost connection as for a wrong answer; which of both it was is noted where it happens.
  let lost: Cause | undefined;
  const fetch: typeof http.fetch = async (...sent) => {
    try {
      return await http.fetch(...sent);
    } catch (error) {
      lost = http.causeOf(error, request.loginDomain);
      throw error;
    }
  };
  const options = { [oauth.customFetch]: fetch };
  const issuer = new URL(`https://${request.loginDomain}/`);
  let server: oauth.AuthorizationServer | undefined;
  for (let attempt = 0; !server; attempt += 1) {
    try {
      const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm: 'oidc' });
      server = await oauth.processDiscoveryResponse(issuer, answer);
    } catch {
      if (lost?.kind === 'offline') return { kind: 'retry', afterMs: 0, cause: lost };
      if (!(await http.pause(attempt)))
        return refused(lost ?? { kind: 'unreachable', host: request.loginDomain });
    }
  }
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
    lost = undefined;
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
        return { kind: 'provider-error', error: error.error, description: error.error_description ?? '' };
      }
      if (error instanceof oauth.ResponseBodyError) {
        return { kind: 'provider-error', error: error.error, description: error.error_description ?? '' };
      }
      return lost ? { kind: 'no-answer', cause: lost } : { kind: 'invalid-answer' };
    }
  };
  return done({ url: url.href, finish });
}
