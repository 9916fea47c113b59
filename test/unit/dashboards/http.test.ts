// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/dashboards/http';

function world(answers: (Response | Error)[], options: { isOnline?: () => boolean } = {}) {
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  const pauses: number[] = [];
  const http = createHttp({
    hosts: ['acme.eu.auth0.com'],
    fetch: async (input, init) => {
      sent.push({ url: String(input), init });
      const next = answers.shift();
      if (!next || next instanceof Error) throw next ?? new TypeError('nothing left');
      return next;
    },
    sleep: async (ms) => void pauses.push(ms),
    isOnline: options.isOnline ?? (() => true),
    now: () => 1_700_000_000_000,
  });
  return { http, sent, pauses };
}

const url = 'https://acme.eu.auth0.com/api/v2/connections';
const get = { method: 'GET', url };
const post = { method: 'POST', url, body: '{}' };
const limited = (headers: Record<string, string>) => new Response('{}', { status: 429, headers });

describe('a request', () => {
  it.each([
    'https://evil.example/',
    'http://acme.eu.auth0.com/',
    'https://acme.eu.auth0.com:8443/',
    'https://acme.eu.auth0.com.evil.example/',
  ])('to %s is refused before it is sent', async (bad) => {
    const { http, sent } = world([]);
    expect(await http.request({ method: 'GET', url: bad })).toMatchObject({
      kind: 'refused',
      cause: { kind: 'not-allowed' },
    });
    expect(sent).toEqual([]);
  });

  it('carries no cookies, follows no redirect, is not cached and tells no referrer', async () => {
    const { http, sent } = world([Response.json({})]);
    await http.request(get);
    expect(sent[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('that is safe is sent again after a server error or a dropped connection, with growing pauses', async () => {
    const { http, pauses } = world([
      new Response('', { status: 503 }),
      new TypeError('reset'),
      Response.json({ fine: true }),
    ]);
    expect(await http.request(get)).toMatchObject({
      kind: 'done',
      value: { status: 200, body: { fine: true } },
    });
    expect(pauses).toEqual([400, 1600]);
  });

  it('that is not safe is never sent again: its end is unknown', async () => {
    const { http, sent } = world([new TypeError('reset')]);
    expect(await http.request(post)).toMatchObject({
      kind: 'unknown',
      cause: { kind: 'unreachable', host: 'acme.eu.auth0.com' },
    });
    expect(sent).toHaveLength(1);
  });

  it('that is limited for a moment waits as long as the answer asks, whatever its method', async () => {
    const { http, pauses } = world([limited({ 'retry-after': '1' }), Response.json({})]);
    expect((await http.request(post)).kind).toBe('done');
    expect(pauses).toEqual([1000]);
  });

  it('that is limited for long gives back how long', async () => {
    const { http, pauses } = world([limited({ 'x-ratelimit-reset': '1700000060' })]);
    expect(await http.request(get)).toMatchObject({
      kind: 'retry',
      afterMs: 60_000,
      cause: { kind: 'rate-limited', seconds: 60 },
    });
    expect(pauses).toEqual([]);
  });

  it('that is limited for a number of seconds, and not until a time, gives back that', async () => {
    const { http } = world([limited({ 'x-ratelimit-limit': '120', 'x-ratelimit-reset': '60' })]);
    expect(await http.request(get)).toMatchObject({ kind: 'retry', afterMs: 60_000, cause: { seconds: 60 } });
  });

  it('that is limited is waited for by the clock of whoever answered', async () => {
    const { http } = world([
      limited({
        'x-ratelimit-reset': '1700003601',
        date: new Date(1_700_003_600_000 - 60_000).toUTCString(),
      }),
    ]);
    expect(await http.request(get)).toMatchObject({ kind: 'retry', cause: { seconds: 61 } });
  });

  it.each(['86401', '10000000000000', '1e306'])(
    'that is limited for %s seconds is not waited for',
    async (seconds) => {
      const { http, pauses } = world([limited({ 'retry-after': seconds })]);
      const outcome = await http.request(get);
      expect(outcome).toMatchObject({ kind: 'refused', cause: { kind: 'rate-limited' } });
      expect(outcome.kind === 'refused' && JSON.stringify(outcome.cause)).not.toContain('null');
      expect(pauses).toEqual([]);
    },
  );

  it('that may be repeated is, though its method says otherwise', async () => {
    const { http, sent } = world([new TypeError('reset'), Response.json({})]);
    expect((await http.request({ ...post, isRepeatable: true })).kind).toBe('done');
    expect(sent).toHaveLength(2);
  });

  it('is sent though the browser calls itself offline, which words a failure only', async () => {
    const offline = { isOnline: () => false };
    expect((await world([Response.json({})], offline).http.request(post)).kind).toBe('done');
    expect(await world([], offline).http.request(get)).toMatchObject({
      kind: 'retry',
      cause: { kind: 'offline' },
    });
    expect(await world([], offline).http.request(post)).toMatchObject({
      kind: 'unknown',
      cause: { kind: 'offline' },
    });
  });

  it.each([301, 302, 303, 307, 308])(
    'that is answered with a redirect (%s) goes nowhere else',
    async (status) => {
      const elsewhere = new Response(null, { status, headers: { location: 'https://evil.example/' } });
      const { http, sent } = world([elsewhere]);
      expect(await http.request(post)).toEqual({
        kind: 'refused',
        cause: { kind: 'redirected', host: 'acme.eu.auth0.com' },
      });
      expect(sent).toHaveLength(1);
    },
  );

  it('that runs out of time says so', async () => {
    const { http } = world(Array.from({ length: 3 }, () => new DOMException('too slow', 'TimeoutError')));
    expect(await http.request(get)).toMatchObject({ kind: 'unknown', cause: { kind: 'timeout' } });
  });
});
