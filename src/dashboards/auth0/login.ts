import * as oauth from 'oauth4webapi';
import { addressOf, causeOfAnswer, finishCodeFlow, newCodeFlow } from '../code-flow';
import type { Http } from '../http';
import { andThen, done, type Outcome, refused } from '../outcome';
import type { PreparedLogin } from '../session';
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

/** The page that asks a person for a password is on the login domain: encrypted, and with nothing before or after it. */
const isOn = ({ protocol, host, username, password }: URL, domain: string): boolean =>
  protocol === 'https:' && host === domain && username === '' && password === '';

/** A login by authorization code. */
export async function prepareLogin(http: Http, request: LoginRequest): Promise<Outcome<PreparedLogin>> {
  return andThen(await discover(http, request.loginDomain), (server) => begin(http, request, server));
}

/** Asks where the login is, like any other call: a refusal is told as one. */
async function discover(http: Http, host: string): Promise<Outcome<oauth.AuthorizationServer>> {
  const issuer = new URL(`https://${host}/`);
  const answer = await http.request({
    method: 'GET',
    url: discoveryOn(host),
    headers: { accept: 'application/json' },
  });
  return andThen(answer, async (found) => {
    if (found.status >= 300) return refused(causeOfAnswer(found, 'prepareLogin', { name: about.name, host }));
    const server = await oauth
      .processDiscoveryResponse(issuer, Response.json(found.body ?? null))
      .catch(() => undefined);
    return server ? done(server) : refused({ kind: 'unexpected-answer', status: found.status });
  });
}

async function begin(
  http: Http,
  { loginDomain, applicationId, connectionName, redirectUri }: LoginRequest,
  server: oauth.AuthorizationServer,
): Promise<Outcome<PreparedLogin>> {
  const address = server.authorization_endpoint ?? '';
  const endpoint = URL.canParse(address) ? new URL(address) : undefined;
  if (!endpoint || !isOn(endpoint, loginDomain)) return refused({ kind: 'unexpected-answer', status: 200 });
  const flow = newCodeFlow(applicationId, redirectUri);
  const provider = { http, server, name: about.name, host: loginDomain };
  return done({
    url: await addressOf(endpoint, flow, { connection: connectionName, scope: 'openid profile email' }),
    finish: (callbackAddress) => finishCodeFlow(provider, flow, callbackAddress),
  });
}
