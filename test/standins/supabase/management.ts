import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import { type AuthConfig, firstConfig, type Permission, type SupabaseStore } from './store';

export const managementHost = 'api.supabase.com';

/** An error of the Management API: `{message}`. */
class ApiError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
  ) {
    super(message);
  }
}

const typeOf = (value: string | number | boolean) =>
  typeof value === 'string' ? v.string() : typeof value === 'number' ? v.number() : v.boolean();

const change = v.strictObject(
  Object.fromEntries(Object.entries(firstConfig).map(([name, value]) => [name, v.optional(typeOf(value))])),
);

/** The Management API: the calls that setting up a provider needs, with permissions and errors. */
export function managementRoutes(store: SupabaseStore): Hono {
  const app = new Hono();
  const base = `/${managementHost}/v1/projects`;

  app.onError((error, c) => {
    if (!(error instanceof ApiError)) throw error;
    return c.json({ message: error.message }, error.status);
  });

  app.use(`/${managementHost}/*`, async (c, next) => {
    const body =
      c.req.method === 'PATCH'
        ? await c.req.raw
            .clone()
            .json()
            .catch(() => undefined)
        : undefined;
    await next();
    const { method, path } = c.req;
    store.calls.push({ method, path: path.slice(managementHost.length + 1), status: c.res.status, body });
  });

  app.use(`/${managementHost}/*`, async (c, next) => {
    store.callsLeft -= 1;
    c.header('x-ratelimit-limit', '120');
    c.header('x-ratelimit-remaining', String(Math.max(0, Math.min(store.callsLeft, 120))));
    c.header('x-ratelimit-reset', '60');
    return store.callsLeft < 0 ? c.json({ message: 'ThrottlerException: Too Many Requests' }, 429) : next();
  });

  /** Needs all of these. A token may be for some projects; here there is only this one. */
  const require = (c: Context, ...needed: readonly Permission[]): void => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const may = token === undefined ? undefined : store.tokens.get(token);
    if (!may) throw new ApiError(401, 'Unauthorized');
    if (!needed.every((each) => may.has(each)))
      throw new ApiError(
        403,
        'Your account does not have the necessary privileges to access this endpoint. For more details, refer to our documentation https://supabase.com/docs/guides/platform/access-control',
      );
    if ((c.req.param('ref') ?? store.ref) !== store.ref) throw new ApiError(404, 'Project not found');
  };

  app.get(base, (c) => {
    require(c);
    return c.json([{ ref: store.ref, id: store.ref, name: 'Rockets', region: 'eu-central-1' }]);
  });

  app.get(`${base}/:ref/config/auth`, (c) => {
    require(c, 'auth_config_read');
    return c.json(store.told());
  });

  app.patch(`${base}/:ref/config/auth`, async (c) => {
    require(c, 'auth_config_write', 'project_admin_write');
    if (!(c.req.header('content-type') ?? '').startsWith('application/json'))
      throw new ApiError(400, 'The body must be JSON');
    const body: unknown = await c.req.json().catch(() => undefined);
    if (Array.isArray(body)) throw new ApiError(400, 'body: Expected object');
    const read = v.safeParse(change, body);
    if (!read.success) {
      const [issue] = read.issues;
      throw new ApiError(400, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
    }
    Object.assign(store.config, read.output as Partial<AuthConfig>);
    return c.json(store.told());
  });

  app.get(`${base}/:ref/api-keys`, (c) => {
    require(c, 'api_gateway_keys_read');
    const { anon, serviceRole, publishable, secret } = store.keys;
    return c.json([
      { name: 'anon', type: 'legacy', id: null, api_key: anon },
      { name: 'service_role', type: 'legacy', id: null, api_key: serviceRole },
      { name: 'default', type: 'publishable', id: 'a', api_key: publishable },
      { name: 'default', type: 'secret', id: 'b', api_key: `${secret.slice(0, 15)}···` },
    ]);
  });

  return app;
}
