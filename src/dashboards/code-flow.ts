import * as oauth from 'oauth4webapi';
import { saidBy } from '../said';
import type { Http, HttpAnswer } from './http';
import type { Cause, Doing } from './outcome';
import type { LoginOutcome } from './session';

/**
 * A login by authorization code with PKCE, state and nonce (RFC 6749, RFC 7636, OpenID Connect Core 3.1). The id_token
 * is validated by oauth4webapi: issuer, audience, times, nonce, and its signature against the provider's keys. Errors of
 * the library carry answers in their causes, so none of them leaves this file.
 */

/** What a login begins with, and is finished with. All of it is text, to be written down in between. */
export interface CodeFlow {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The login's provider, and how its answers are told. */
export interface CodeFlowProvider {
  readonly http: Http;
  readonly server: oauth.AuthorizationServer;
  /** What the dashboard is called. */
  readonly name: string;
  /** Where people log in. */
  readonly host: string;
}

/** A login with values that nobody else has. */
export const newCodeFlow = (clientId: string, redirectUri: string): CodeFlow => ({
  clientId,
  redirectUri,
  state: oauth.generateRandomState(),
  nonce: oauth.generateRandomNonce(),
  verifier: oauth.generateRandomCodeVerifier(),
});

/** The address that the login begins at. `more`: what the provider takes besides. */
export async function addressOf(
  endpoint: URL,
  { clientId, redirectUri, state, nonce, verifier }: CodeFlow,
  more: Readonly<Record<string, string>>,
): Promise<string> {
  const url = new URL(endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    prompt: 'login',
    ...more,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** The cause of a refusal; the status of its answer is 300 or more. */
export const causeOfAnswer = (
  { status, said }: HttpAnswer,
  doing: Doing,
  { name, host }: Pick<CodeFlowProvider, 'name' | 'host'>,
): Cause => {
  const why: Cause = status >= 500 ? { kind: 'server-error', status } : { kind: 'refusal', doing, host };
  return { ...why, said: said(name) };
};

/** Finishes a login with the address that it came back to. */
export async function finishCodeFlow(
  provider: CodeFlowProvider,
  { clientId, redirectUri, state, nonce, verifier }: CodeFlow,
  callbackAddress: string,
): Promise<LoginOutcome> {
  const { http, server, name } = provider;
  const client: oauth.Client = { client_id: clientId };
  // The library rejects for a refusal just as for a wrong answer; which of the two it was is noted where it happens.
  let cause: Cause | undefined;
  const ask = async (
    address: string,
    { method, headers, body: sent }: oauth.CustomFetchOptions<string, unknown>,
  ): Promise<Response> => {
    const body = sent == null ? {} : { body: String(sent) };
    const answer = await http.request({ method, url: address, headers, ...body });
    if (answer.kind !== 'done') {
      cause = answer.cause;
      throw new TypeError('No answer');
    }
    const { status, body: found, aheadMs } = answer.value;
    // The clock of whoever made an id_token tells whether it is valid now.
    if (aheadMs !== undefined) client[oauth.clockSkew] = Math.round(-aheadMs / 1000);
    if (status >= 300) cause = causeOfAnswer(answer.value, 'finishLogin', provider);
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
      redirectUri,
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
    const text = (claim: string) => (typeof claims[claim] === 'string' ? claims[claim] : undefined);
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
      const { error: code, error_description: words = '' } = error;
      return {
        kind: 'provider-error',
        error: code,
        description: words,
        said: saidBy(name, [code], words),
      };
    }
    return cause ? { kind: 'no-answer', cause } : { kind: 'invalid-answer' };
  }
}
