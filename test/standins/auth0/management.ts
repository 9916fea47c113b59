import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import * as v from 'valibot';
import { type Auth0Store, type Client, type Connection, managementScopes, randomId } from './store';

/** An error body of the Management API: `{statusCode, error, message, errorCode}`. */
export class ApiError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly error: string,
    message: string,
    readonly errorCode?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

const bitbucketOptions = v.looseObject({
  client_id: v.optional(v.pipe(v.string(), v.maxLength(128))),
  client_secret: v.optional(v.pipe(v.string(), v.maxLength(1024))),
  profile: v.optional(v.boolean()),
  scope: v.optional(v.array(v.string())),
  freeform_scopes: v.optional(v.array(v.string())),
  set_user_root_attributes: v.optional(v.picklist(['on_each_login', 'on_first_login', 'never_on_login'])),
  non_persistent_attrs: v.optional(v.array(v.string())),
});

const script = v.pipe(v.string(), v.maxLength(51_200));
const oauth2Options = v.looseObject({
  client_id: v.optional(v.pipe(v.string(), v.maxLength(128))),
  client_secret: v.optional(v.pipe(v.string(), v.maxLength(1024))),
  authorizationURL: v.optional(v.pipe(v.string(), v.url())),
  tokenURL: v.optional(v.pipe(v.string(), v.url())),
  scope: v.optional(v.union([v.string(), v.array(v.string())])),
  scripts: v.optional(
    v.strictObject({ fetchUserProfile: v.optional(script), getLogoutUrl: v.optional(script) }),
  ),
  set_user_root_attributes: bitbucketOptions.entries.set_user_root_attributes,
  non_persistent_attrs: v.optional(v.array(v.string())),
});
const optionsOf = (strategy: string) => (strategy === 'oauth2' ? oauth2Options : bitbucketOptions);
const anyOptions = v.record(v.string(), v.unknown());

const connectionToCreate = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9](-[a-zA-Z0-9]|[a-zA-Z0-9])*$/), v.maxLength(128)),
  strategy: v.picklist(['bitbucket', 'oauth2', 'github', 'google-oauth2', 'auth0']),
  display_name: v.optional(v.string()),
  options: v.optional(anyOptions, {}),
  enabled_clients: v.optional(v.array(v.string())),
  is_domain_connection: v.optional(v.boolean()),
  metadata: v.optional(v.record(v.string(), v.string())),
});

const purpose = v.optional(v.strictObject({ active: v.boolean() }));
const connectionToUpdate = v.strictObject({
  display_name: v.optional(v.string()),
  authentication: purpose,
  connected_accounts: purpose,
  options: v.optional(anyOptions),
  enabled_clients: v.optional(v.array(v.string())),
  is_domain_connection: v.optional(v.boolean()),
  metadata: v.optional(v.record(v.string(), v.string())),
});

const clientFields = {
  name: v.pipe(v.string(), v.minLength(1), v.regex(/^[^<>]*$/)),
  description: v.optional(v.pipe(v.string(), v.maxLength(140))),
  app_type: v.optional(v.picklist(['spa', 'regular_web', 'native', 'non_interactive'])),
  callbacks: v.optional(v.array(v.pipe(v.string(), v.url()))),
  grant_types: v.optional(
    v.array(
      v.picklist(['authorization_code', 'implicit', 'refresh_token', 'client_credentials', 'password']),
    ),
  ),
  token_endpoint_auth_method: v.optional(v.picklist(['none', 'client_secret_post', 'client_secret_basic'])),
  client_metadata: v.optional(
    v.pipe(
      v.record(v.pipe(v.string(), v.maxLength(255)), v.pipe(v.string(), v.maxLength(255))),
      v.check((all) => Object.keys(all).length <= 10, 'Too many properties'),
    ),
  ),
  oidc_conformant: v.optional(v.boolean()),
  is_first_party: v.optional(v.boolean()),
  // Recorded from the deploy tool; what they change is not modelled.
  cross_origin_authentication: v.optional(v.boolean()),
  custom_login_page_on: v.optional(v.boolean()),
  is_token_endpoint_ip_header_trusted: v.optional(v.boolean()),
  sso_disabled: v.optional(v.boolean()),
  jwt_configuration: v.optional(
    v.object({
      alg: v.optional(v.picklist(['RS256', 'HS256', 'PS256'])),
      lifetime_in_seconds: v.optional(v.number()),
      secret_encoded: v.optional(v.boolean()),
    }),
  ),
};
const clientToCreate = v.strictObject(clientFields);
const clientToUpdate = v.strictObject({ ...clientFields, name: v.optional(clientFields.name) });

const scopesOfGrant = v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(280)));
const grantToCreate = v.strictObject({
  client_id: v.pipe(v.string(), v.minLength(1)),
  audience: v.pipe(v.string(), v.minLength(1), v.maxLength(600)),
  scope: v.optional(scopesOfGrant, []),
});
const grantToUpdate = v.strictObject({ scope: scopesOfGrant });

const clientsOfConnection = v.pipe(
  v.array(v.strictObject({ client_id: v.string(), status: v.boolean() })),
  v.minLength(1),
  v.maxLength(50),
);

async function bodyOf<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  if (!(c.req.header('content-type') ?? '').startsWith('application/json')) {
    throw new ApiError(
      400,
      'Bad Request',
      'Payload validation error: the body must be JSON.',
      'invalid_body',
    );
  }
  return checked(schema, await c.req.json().catch(() => undefined));
}

function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  path = '',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ApiError(
    400,
    'Bad Request',
    `Payload validation error: '${issue.message}' on property ${path}${v.getDotPath(issue) ?? 'body'}.`,
    'invalid_body',
  );
}

/** Refuses options that Auth0 would not take for a strategy. */
function checkOptions(store: Auth0Store, strategy: string, options: Record<string, unknown>): void {
  checked(optionsOf(strategy), options, 'options.');
  if (
    strategy === 'bitbucket' &&
    store.settings.bitbucketClientId === '18 characters' &&
    typeof options.client_id === 'string' &&
    options.client_id.length !== 18
  ) {
    throw new ApiError(
      400,
      'Bad Request',
      "Payload validation error: 'String does not match length 18' on property options.client_id (The client ID of the Bitbucket consumer).",
      'invalid_body',
    );
  }
}

/** Adds a connection as the API does, and as the dashboard does through the API. */
export function makeConnection(
  store: Auth0Store,
  body: { name: string; strategy: string; options: Record<string, unknown> },
): Connection {
  checkOptions(store, body.strategy, body.options);
  if (store.connections.some((each) => each.name === body.name)) {
    throw new ApiError(409, 'Conflict', 'A connection with the same name already exists', 'conflict');
  }
  return store.addConnection(body);
}

/** Lets an application use a connection, or not. */
export function turnClient(store: Auth0Store, connection: Connection, id: string, isOn: boolean): void {
  // For a third-party client it is accepted, but not kept.
  if (store.clients.find((each) => each.client_id === id)?.is_first_party === false) return;
  if (isOn) connection.enabledClients.add(id);
  else connection.enabledClients.delete(id);
}

/** The Management API, version 2: the calls that setting up a connection needs, with scopes, paging and errors. */
export function managementRoutes(store: Auth0Store): Hono {
  const app = new Hono();
  const base = `/${store.domain}/api/v2`;
  const cursors = new Map<string, number>();

  app.onError((error, c) => {
    if (!(error instanceof ApiError)) throw error;
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    const { status: statusCode, error: title, message, errorCode } = error;
    return c.json({ statusCode, error: title, message, ...(errorCode ? { errorCode } : {}) }, statusCode);
  });

  app.use(`${base}/*`, async (c, next) => {
    await next();
    store.calls.push({
      method: c.req.method,
      path: c.req.path.slice(base.length) + new URL(c.req.url).search,
      status: c.res.status,
    });
  });

  app.use(`${base}/*`, async (c, next) => {
    const { settings } = store;
    if (settings.callsLeft <= 0 && Date.now() >= settings.resetAt)
      settings.callsLeft = Number.POSITIVE_INFINITY;
    const limit = {
      'x-ratelimit-limit': '50',
      'x-ratelimit-remaining': String(Math.max(0, Math.min(settings.callsLeft - 1, 49))),
      'x-ratelimit-reset': String(Math.ceil((settings.resetAt || Date.now() + 1000) / 1000)),
    };
    if (settings.callsLeft <= 0) {
      const wait = String(Math.max(1, Math.ceil((settings.resetAt - Date.now()) / 1000)));
      throw new ApiError(429, 'Too Many Requests', 'Global limit has been reached', 'too_many_requests', {
        ...limit,
        'retry-after': wait,
      });
    }
    settings.callsLeft -= 1;
    for (const [name, value] of Object.entries(limit)) c.header(name, value);
    return next();
  });

  /** The rights of the token; the call needs any one of `scopes`, as Auth0's message says. */
  const require = async (c: Context, ...scopes: string[]): Promise<ReadonlySet<string>> => {
    const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!bearer) throw new ApiError(401, 'Unauthorized', 'Missing authentication');
    if (store.revoked.has(bearer)) throw new ApiError(401, 'Unauthorized', 'Invalid token', 'invalid_token');
    const granted = await jwtVerify(
      bearer,
      (header) => {
        if (header.kid !== store.keyId) throw new Error('unknown key');
        return importJWK(store.publicJwk, 'RS256');
      },
      { issuer: `https://${store.domain}/`, audience: store.audience },
    ).catch((error: unknown) => {
      const expired = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
      decodeSafely(bearer);
      throw new ApiError(
        401,
        'Unauthorized',
        expired ? 'Expired token received for JSON Web Token validation' : 'Invalid token',
        'invalid_token',
      );
    });
    const own = new Set(String(granted.payload.scope ?? '').split(' '));
    if (scopes.length > 0 && !scopes.some((scope) => own.has(scope))) {
      throw new ApiError(
        403,
        'Forbidden',
        `Insufficient scope, expected any of: ${scopes.join(',')}`,
        'insufficient_scope',
      );
    }
    return own;
  };

  const connectionOf = (c: Context): Connection => {
    const connection = store.connections.find((each) => each.id === c.req.param('id'));
    if (!connection)
      throw new ApiError(404, 'Not Found', 'The connection does not exist', 'inexistent_connection');
    return connection;
  };

  const shownOptions = ({ options }: Connection) => {
    const { client_secret: _, ...told } = options;
    return store.settings.tellsSecrets ? options : told;
  };

  const shownConnection = (connection: Connection, own: ReadonlySet<string>) => ({
    id: connection.id,
    ...(own.has('read:connections_options') ? { options: shownOptions(connection) } : {}),
    strategy: connection.strategy,
    name: connection.name,
    is_domain_connection: connection.isDomainConnection,
    authentication: { active: connection.isForLogin },
    connected_accounts: { active: connection.isForAccounts },
    realms: [connection.name],
    enabled_clients: [...connection.enabledClients],
  });

  /** Checkpoint paging: `take`, and `from` as a token of the page before. */
  const portion = <Item>(c: Context, items: readonly Item[]): { items: Item[]; next: string | undefined } => {
    const take = Number(c.req.query('take') ?? 50);
    if (!Number.isInteger(take) || take < 1 || take > 100) {
      throw new ApiError(
        400,
        'Bad Request',
        'Query validation error: take must be between 1 and 100',
        'invalid_query_string',
      );
    }
    const from = c.req.query('from');
    const begin = from === undefined ? 0 : cursors.get(from);
    if (begin === undefined)
      throw new ApiError(400, 'Bad Request', 'Invalid checkpoint', 'invalid_query_string');
    if (begin + take >= items.length) return { items: items.slice(begin), next: undefined };
    const next = randomId(24);
    cursors.set(next, begin + take);
    return { items: items.slice(begin, begin + take), next };
  };

  app.get(`${base}/connections`, async (c) => {
    const own = await require(c, 'read:connections');
    const strategy = c.req.queries('strategy');
    const found = store.connections.filter((each) => !strategy || strategy.includes(each.strategy));
    const page = portion(c, found);
    return c.json({
      connections: page.items.map((each) => shownConnection(each, own)),
      ...(page.next ? { next: page.next } : {}),
    });
  });

  app.post(`${base}/connections`, async (c) => {
    const own = await require(c, 'create:connections');
    const body = await bodyOf(c, connectionToCreate);
    const connection = makeConnection(store, {
      name: body.name,
      strategy: body.strategy,
      options: body.options,
    });
    for (const id of body.enabled_clients ?? []) connection.enabledClients.add(id);
    return c.json(shownConnection(connection, new Set([...own, 'read:connections_options'])), 201);
  });

  app.get(`${base}/connections/:id`, async (c) => {
    const own = await require(c, 'read:connections');
    return c.json(shownConnection(connectionOf(c), own));
  });

  app.patch(`${base}/connections/:id`, async (c) => {
    const own = await require(c, 'update:connections');
    const connection = connectionOf(c);
    const body = await bodyOf(c, connectionToUpdate);
    if (body.options) {
      await require(c, 'update:connections_options');
      checkOptions(store, connection.strategy, body.options);
      connection.options = body.options;
    }
    connection.isForLogin = body.authentication?.active ?? connection.isForLogin;
    connection.isForAccounts = body.connected_accounts?.active ?? connection.isForAccounts;
    connection.isDomainConnection = body.is_domain_connection ?? connection.isDomainConnection;
    return c.json(shownConnection(connection, own));
  });

  app.delete(`${base}/connections/:id`, async (c) => {
    await require(c, 'delete:connections');
    store.connections.splice(store.connections.indexOf(connectionOf(c)), 1);
    return c.body(null, 204);
  });

  app.get(`${base}/connections/:id/clients`, async (c) => {
    await require(c, 'read:connections');
    const page = portion(c, [...connectionOf(c).enabledClients]);
    return c.json({
      clients: page.items.map((client_id) => ({ client_id })),
      ...(page.next ? { next: page.next } : {}),
    });
  });

  app.patch(`${base}/connections/:id/clients`, async (c) => {
    await require(c, 'update:connections');
    const connection = connectionOf(c);
    const body = await bodyOf(c, clientsOfConnection);
    const unknown = body.find((each) => !store.clients.some((client) => client.client_id === each.client_id));
    if (unknown)
      throw new ApiError(
        404,
        'Not Found',
        `The client ${unknown.client_id} does not exist`,
        'inexistent_client',
      );
    for (const { client_id, status } of body) turnClient(store, connection, client_id, status);
    return c.body(null, 204);
  });

  const shownClient = (client: Client, own: ReadonlySet<string>) => ({
    tenant: store.tenant,
    ...client,
    client_secret: own.has('read:client_keys') ? client.client_secret : '[REDACTED]',
    is_token_endpoint_ip_header_trusted: false,
    sso_disabled: false,
    cross_origin_auth: false,
    cross_origin_authentication: false,
    callback_url_template: false,
    jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 36_000, secret_encoded: false },
    custom_login_page_on: true,
  });

  app.get(`${base}/clients`, async (c) => {
    const own = await require(c, 'read:clients');
    const perPage = Number(c.req.query('per_page') ?? 50);
    const page = Number(c.req.query('page') ?? 0);
    if (perPage > 100) {
      throw new ApiError(
        400,
        'Bad Request',
        "Query validation error: 'Value 101 is greater than maximum 100' on property per_page.",
        'invalid_query_string',
      );
    }
    const found = store.clients.filter(
      (each) => c.req.query('is_global') === undefined || String(each.global) === c.req.query('is_global'),
    );
    const fields = c.req.query('fields')?.split(',');
    const keep = (client: Record<string, unknown>) =>
      fields ? Object.fromEntries(Object.entries(client).filter(([name]) => fields.includes(name))) : client;
    const items = found
      .slice(page * perPage, (page + 1) * perPage)
      .map((each) => keep(shownClient(each, own)));
    return c.req.query('include_totals') === 'true'
      ? c.json({ total: found.length, start: page * perPage, limit: perPage, clients: items })
      : c.json(items);
  });

  app.post(`${base}/clients`, async (c) => {
    const own = await require(c, 'create:clients');
    const { description, ...fields } = await bodyOf(c, clientToCreate);
    if (store.clients.length >= store.settings.mostClients) {
      throw new ApiError(
        403,
        'Forbidden',
        'You reached the limit of entities of this type for this tenant.',
        'too_many_entities',
      );
    }
    const client = store.addClient({
      app_type: 'regular_web',
      ...withoutUndefined(fields),
      ...(description ? { description } : {}),
    });
    return c.json({ ...shownClient(client, own), encrypted: true }, 201);
  });

  const clientOf = (c: Context): Client => {
    const client = store.clients.find((each) => each.client_id === c.req.param('id'));
    if (!client) throw new ApiError(404, 'Not Found', 'The client does not exist', 'inexistent_client');
    return client;
  };

  app.patch(`${base}/clients/:id`, async (c) => {
    const own = await require(c, 'update:clients');
    const client = clientOf(c);
    Object.assign(client, withoutUndefined(await bodyOf(c, clientToUpdate)));
    return c.json(shownClient(client, own));
  });

  app.delete(`${base}/clients/:id`, async (c) => {
    await require(c, 'delete:clients');
    store.removeClient(c.req.param('id'));
    return c.body(null, 204);
  });

  app.get(`${base}/clients/:id`, async (c) => {
    const own = await require(c, 'read:clients');
    const shown = shownClient(clientOf(c), own);
    const fields = c.req.query('fields')?.split(',');
    return c.json(
      fields ? Object.fromEntries(Object.entries(shown).filter(([name]) => fields.includes(name))) : shown,
    );
  });

  app.post(`${base}/clients/:id/rotate-secret`, async (c) => {
    const own = await require(c, 'update:client_keys');
    const client = clientOf(c);
    client.client_secret = randomId(64);
    store.machineSecrets.add(client.client_secret);
    return c.json({
      ...shownClient(client, own),
      // Whoever may make it is told it, and needs nothing else in the answer.
      client_secret: client.client_secret,
    });
  });

  app.get(`${base}/client-grants`, async (c) => {
    await require(c, 'read:client_grants');
    const [client, audience] = [c.req.query('client_id'), c.req.query('audience')];
    const found = store.clientGrants.filter(
      (each) =>
        (client === undefined || each.client_id === client) &&
        (audience === undefined || each.audience === audience),
    );
    // Without `take` or `from` the answer is the bare list, as it always was.
    if (c.req.query('take') === undefined && c.req.query('from') === undefined) return c.json(found);
    const page = portion(c, found);
    return c.json({ client_grants: page.items, ...(page.next ? { next: page.next } : {}) });
  });

  const grantOf = (c: Context) => {
    const grant = store.clientGrants.find((each) => each.id === c.req.param('id'));
    if (!grant)
      throw new ApiError(404, 'Not Found', 'The client grant does not exist', 'inexistent_client_grant');
    return grant;
  };
  /** An API accepts no scopes that it does not have. */
  const checkScopes = (audience: string, scope: readonly string[]) => {
    const known: readonly string[] = managementScopes;
    const foreign = audience === store.audience ? scope.filter((each) => !known.includes(each)) : [];
    if (foreign.length > 0)
      throw new ApiError(
        400,
        'Bad Request',
        `The following scopes are not defined in this API: ${foreign.join(', ')}`,
        'invalid_body',
      );
  };

  app.post(`${base}/client-grants`, async (c) => {
    await require(c, 'create:client_grants');
    const { client_id, audience, scope } = await bodyOf(c, grantToCreate);
    if (!store.clients.some((each) => each.client_id === client_id))
      throw new ApiError(404, 'Not Found', 'The client does not exist', 'inexistent_client');
    checkScopes(audience, scope);
    if (store.clientGrants.some((each) => each.client_id === client_id && each.audience === audience))
      throw new ApiError(409, 'Conflict', 'A resource with that identifier already exists.', 'conflict');
    return c.json(store.grant(client_id, scope, audience), 201);
  });

  app.patch(`${base}/client-grants/:id`, async (c) => {
    await require(c, 'update:client_grants');
    const grant = grantOf(c);
    const { scope } = await bodyOf(c, grantToUpdate);
    checkScopes(grant.audience, scope);
    grant.scope = scope;
    return c.json(grant);
  });

  app.delete(`${base}/client-grants/:id`, async (c) => {
    await require(c, 'delete:client_grants');
    store.clientGrants.splice(store.clientGrants.indexOf(grantOf(c)), 1);
    return c.body(null, 204);
  });

  app.get(`${base}/custom-domains`, async (c) => {
    await require(c, 'read:custom_domains');
    return c.json(
      store.customDomains.map((each) => ({
        custom_domain_id: `cd_${randomId(16)}`,
        domain: each.domain,
        primary: true,
        status: each.status,
        type: 'auth0_managed_certs',
      })),
    );
  });

  return app;
}

function withoutUndefined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}

/** A token that is no JWT at all is a bad request to Auth0, not an invalid token. */
function decodeSafely(token: string): void {
  try {
    decodeProtectedHeader(token);
  } catch {
    throw new ApiError(400, 'Bad Request', 'Bad HTTP authentication header format', 'invalid_token');
  }
}
