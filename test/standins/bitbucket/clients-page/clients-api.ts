import { start } from './start';

/** A client as the internal API gives it: never with its secret. */
export interface Client {
  readonly id: number;
  readonly name: string;
  readonly clientId: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly url: string;
  readonly privacyPolicyUrl: string;
  readonly eulaUrl: string;
  readonly authorizationCode: boolean;
  readonly clientCredentials: boolean;
  readonly scopes: readonly string[];
}

/** What the form holds until it is saved. */
export type Draft = Omit<Client, 'id' | 'clientId'>;
export type Errors = Partial<Record<keyof Draft, string>>;

export const emptyDraft: Draft = {
  name: '',
  description: '',
  callbackUrl: '',
  url: '',
  privacyPolicyUrl: '',
  eulaUrl: '',
  authorizationCode: false,
  clientCredentials: false,
  scopes: [],
};

export type Saved =
  | { kind: 'created'; id: number; clientId: string; secret: string }
  | { kind: 'changed' }
  | { kind: 'refused'; errors: Errors };

const address = `/!api/internal/workspaces/${start.workspace}/oauth-clients`;

async function send(method: string, path = '', body?: unknown): Promise<Response> {
  const answer = await fetch(address + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrftoken': start.csrf },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.ok || answer.status === 400) return answer;
  throw new Error(`Bitbucket answered ${answer.status}`);
}

/** `attempt` counts from 0 in each document: the server lets the first one fail if a test wants that. */
export const loadClients = async (attempt: number): Promise<readonly Client[]> =>
  (await (await send('GET', `?attempt=${attempt}`)).json()).values;

export const loadClient = async (id: number): Promise<Client> => (await send('GET', `/${id}`)).json();

export async function saveClient(id: number | undefined, draft: Draft): Promise<Saved> {
  const answer = await (id === undefined ? send('POST', '', draft) : send('PUT', `/${id}`, draft));
  const body = await answer.json();
  if (answer.status === 400) return { kind: 'refused', errors: body.error.fields };
  if (id !== undefined) return { kind: 'changed' };
  return { kind: 'created', id: body.id, clientId: body.clientId, secret: body.secret };
}

export async function deleteClient(id: number): Promise<void> {
  await send('DELETE', `/${id}`);
}
