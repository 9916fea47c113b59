import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import { hint, Secret } from '../../secret';
import type { Connection, ConnectionPlan } from '../dashboard';
import { after, done, type Outcome, refused } from '../outcome';
import type { CallApi } from './api';

/** Auth0's name for Bitbucket among its strategies, and the name of the connection that its dashboard makes. */
const strategy = 'bitbucket';
const defaultName = 'bitbucket';

const options = v.record(v.string(), v.unknown());
const connectionAnswer = v.object({
  id: v.string(),
  name: v.string(),
  strategy: v.string(),
  options: v.optional(options),
});
const connectionsAnswer = v.object({ connections: v.array(connectionAnswer), next: v.optional(v.string()) });
type ConnectionAnswer = v.InferOutput<typeof connectionAnswer>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function toConnection({ id, name, options: own = {} }: ConnectionAnswer): Connection {
  const secret = text(own.client_secret);
  return {
    id,
    name,
    key: text(own.client_id),
    secret: secret === undefined ? undefined : new Secret(secret),
    scopes: Array.isArray(own.scope) ? own.scope.filter((each) => typeof each === 'string') : [],
  };
}

/** Every Bitbucket connection of the tenant. The filter is applied again here, for an API that ignores it. */
async function readAll(call: CallApi): Promise<Outcome<ConnectionAnswer[]>> {
  const found: ConnectionAnswer[] = [];
  for (let from: string | undefined; ; ) {
    const query = new URLSearchParams({
      strategy,
      include_totals: 'true',
      take: '50',
      ...(from ? { from } : {}),
    });
    const page = await call({ method: 'GET', path: `connections?${query}` }, connectionsAnswer);
    if (page.kind !== 'done') return page;
    found.push(...page.value.connections.filter((each) => each.strategy === strategy));
    from = page.value.next;
    if (from === undefined) return done(found);
  }
}

/** The one connection that a social strategy has: the dashboard's own name first, or the only one there is. */
function theOne(found: readonly ConnectionAnswer[]): ConnectionAnswer | undefined {
  return found.find((each) => each.name === defaultName) ?? (found.length === 1 ? found[0] : undefined);
}

export async function readConnection(call: CallApi): Promise<Outcome<Connection | undefined>> {
  return after(await readAll(call), (found) => {
    const one = theOne(found);
    return done(one && toConnection(one));
  });
}

/** What it takes to bring the tenant's Bitbucket connection to the pair and the permissions. Reads only. */
export async function planConnection(
  call: CallApi,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Outcome<ConnectionPlan>> {
  return after(await readAll(call), (found): Outcome<ConnectionPlan> => {
    if (found.length === 0) return done({ kind: 'create' });
    const one = theOne(found);
    if (!one) return done({ kind: 'several', names: found.map((each) => each.name) });
    const connection = toConnection(one);
    const wanted: readonly string[] = expand(scopes);
    const scopesAdded = wanted.filter((scope) => !connection.scopes.includes(scope));
    const scopesRemoved = connection.scopes.filter((scope) => !wanted.includes(scope));
    const isSame =
      connection.key === pair.key &&
      connection.secret?.reveal() === pair.secret.reveal() &&
      scopesAdded.length + scopesRemoved.length === 0;
    if (isSame) return done({ kind: 'same', connection });
    const difference = {
      connectionName: connection.name,
      oldKey: connection.key === undefined ? undefined : hint(connection.key),
      newKey: hint(pair.key),
      scopesAdded,
      scopesRemoved,
    };
    return done({ kind: 'change', connection, difference });
  });
}

const optionsFor = (pair: Pair, scopes: readonly Scope[]) => ({
  client_id: pair.key,
  client_secret: pair.secret.reveal(),
  scope: expand(scopes),
});

export async function createConnection(
  call: CallApi,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Outcome<Connection>> {
  const body = {
    name: defaultName,
    strategy,
    options: { ...optionsFor(pair, scopes), profile: true, set_user_root_attributes: 'on_each_login' },
  };
  const made = await call({ method: 'POST', path: 'connections', body }, connectionAnswer);
  return after(made, (connection) => done(toConnection(connection)));
}

/**
 * `options` replaces the whole object, so the present one is read once more just before and sent merged. Without the
 * right to read it nothing is sent: the other options would be lost.
 */
export async function changeConnection(
  call: CallApi,
  id: string,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Outcome<Connection>> {
  return after(await readAll(call), async (found) => {
    const before = found.find((each) => each.id === id);
    if (!before) return refused({ kind: 'not-found' });
    if (!before.options) return refused({ kind: 'missing-scope', scopes: ['read:connections_options'] });
    const body = { options: { ...before.options, ...optionsFor(pair, scopes) } };
    const changed = await call(
      { method: 'PATCH', path: `connections/${encodeURIComponent(id)}`, body },
      connectionAnswer,
    );
    return after(changed, (connection) => done(toConnection(connection)));
  });
}
