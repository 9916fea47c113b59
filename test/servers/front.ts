import { Hono } from 'hono';

/** Does what a reverse proxy before a server does, so that it is reachable over HTTPS at its own host. */
export const frontOf = ({ port }: { readonly port: number }): Hono =>
  new Hono().all('*', async ({ req }) => {
    const { pathname, search } = new URL(req.url);
    const { host = '', 'accept-encoding': _, ...headers } = req.header();
    const hasBody = !['GET', 'HEAD'].includes(req.method);
    const answer = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
      method: req.method,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        'x-forwarded-host': host,
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      redirect: 'manual',
      ...(hasBody ? { body: await req.arrayBuffer() } : {}),
    });
    const { status } = answer;
    // An answer of this kind has no body, not even an empty one.
    const body = [204, 304].includes(status) ? null : await answer.arrayBuffer();
    return new Response(body, { status, headers: answer.headers });
  });
