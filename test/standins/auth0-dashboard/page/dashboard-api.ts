import { start } from './start';

/** The dashboard's own API, with the session of the logged-in person. */

export interface ShownConnection {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly basicProfile: boolean;
  readonly enabled: readonly string[];
  /** Where its login is tried. */
  readonly tryAddress: string;
}

export interface ShownApplication {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

const base = `/api/${start.tenant}`;

/** Sends the person to log in if the session has ended: the page can do nothing more. */
async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await fetch(base + path, {
    method,
    headers: { 'x-csrftoken': start.csrf, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status === 401) {
    location.assign(location.pathname);
    return new Promise(() => undefined);
  }
  return answer;
}

export const loadConnections = async (): Promise<readonly ShownConnection[]> =>
  (await call('GET', '/connections')).json();

/** Undefined if the person may not see them. */
export async function loadApplications(): Promise<readonly ShownApplication[] | undefined> {
  const answer = await call('GET', '/clients');
  return answer.ok ? answer.json() : undefined;
}

/** What the form of a new connection contains. */
export interface Draft {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly basicProfile: boolean;
  readonly isForLogin: boolean;
  readonly isForAccounts: boolean;
}

/** The new connection, or why none was made. */
export async function createConnection(draft: Draft): Promise<ShownConnection | { readonly error: string }> {
  const answer = await call('POST', '/connections', draft);
  return answer.json();
}

export const switchApplication = async (connection: string, id: string, isOn: boolean): Promise<boolean> =>
  (await call('PATCH', `/connections/${connection}/clients`, { id, isOn })).ok;

export const deleteConnection = (connection: string): Promise<Response> =>
  call('DELETE', `/connections/${connection}`);

export const acceptTerms = (): Promise<Response> => call('POST', '/terms');
export const termsAccepted = async (): Promise<boolean> => (await call('GET', '/terms')).json();

/** A press on what lies over the page. */
export const tellPopUp = (label: string): Promise<Response> => call('POST', '/pop-ups', { label });
