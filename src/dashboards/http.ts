import type { Quotation } from '../said';
import { readSaid, secretsIn } from './answer';
import { type Cause, done, type Outcome, refused } from './outcome';

/** One request. `url` is whole, and on one of the hosts that may be talked to. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sending it again can do no harm, whatever its method. */
  readonly isRepeatable?: boolean;
}

/** An answer that arrived, whatever its status. `body` is parsed JSON, undefined where it is none, and '' where it is empty. */
export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
  /** How far the clock of this machine is ahead of that of whoever answered, in milliseconds; undefined where the answer has no date. */
  readonly aheadMs?: number;
  /** What it says, as it may be shown: under the name of who is asked if it is JSON, else under the host. */
  readonly said: (name: string) => Quotation;
}

/** HTTP as the dashboards' sessions use it: bounded in time, never redirected, retried only where that does no harm. */
export interface Http {
  /** One request, with retries where they can do no harm. Rejects for nothing but an abort. */
  request(request: HttpRequest): Promise<Outcome<HttpAnswer>>;
  /** Waits before something is sent again, longer each time; false where it has been tried often enough. Rejects for an abort. */
  pause(attempt: number): Promise<boolean>;
}

/** What HTTP runs on, so that tests can bring their own. `now` in epoch milliseconds, `sleep` in milliseconds. */
export interface HttpOptions {
  /** Hosts that may be talked to, each with its port where it has one; anything else is refused before it is sent. */
  readonly hosts: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  readonly sleep: (ms: number) => Promise<void>;
  readonly isOnline: () => boolean;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

const timeoutMs = 15_000;
/** Growing pauses before a safe request is sent again after a server error or a dropped connection. */
const pausesMs = [400, 1_600];
/** A rate limit that ends sooner than this is waited out in place; a longer one is shown to the person. */
const patienceMs = 1_000;
/** A smaller reset is no time: as one, it would be decades ago. */
const longestResetSeconds = 1_000_000_000;
/** A wait longer than a day is told, not waited out. */
const longestWaitMs = 24 * 60 * 60_000;

/** The only way out of the extension: HTTPS to the allowed hosts, no cookies, no redirects, no caching, no referrer. */
export function createHttp({ hosts, fetch, sleep, isOnline, now, signal }: HttpOptions): Http {
  const isAllowed = (url: URL) => url.protocol === 'https:' && hosts.includes(url.host);

  /** The browser may call itself offline while it is not: that only gives a failure its words, and keeps nothing from being tried. */
  const causeOf = (error: unknown, host: string): Cause => {
    if (!isOnline()) return offline.cause;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return isTimeout ? { kind: 'timeout' } : { kind: 'unreachable', host };
  };

  /** What was sent in secret: no later answer may give it back either. */
  const secrets = new Set<string>();

  const exchange = async (request: HttpRequest): Promise<Outcome<HttpAnswer>> => {
    const url = new URL(request.url);
    if (!isAllowed(url)) return { kind: 'refused', cause: { kind: 'not-allowed', host: url.hostname } };
    for (const secret of secretsIn(request)) secrets.add(secret);
    try {
      const { method, headers, body } = request;
      const response = await fetch(url, {
        method,
        ...(headers ? { headers } : {}),
        ...(body === undefined ? {} : { body }),
        credentials: 'omit',
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      });
      if (isRedirect(response)) return refused({ kind: 'redirected', host: url.hostname });
      const text = await response.text();
      const { status } = response;
      const json = parse(text);
      const theirNow = Date.parse(response.headers.get('date') ?? '');
      return done({
        status,
        header: (name) => response.headers.get(name),
        body: text === '' ? '' : json,
        ...(Number.isNaN(theirNow) ? {} : { aheadMs: now() - theirNow }),
        said: (name) =>
          readSaid({
            by: json === undefined ? url.hostname : name,
            status,
            json,
            text,
            secrets: [...secrets],
          }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      const cause = causeOf(error, url.hostname);
      return cause.kind === 'offline' && isSafe(request) ? offline : { kind: 'unknown', cause };
    }
  };

  const pause = async (attempt: number): Promise<boolean> => {
    signal?.throwIfAborted();
    const ms = pausesMs[attempt];
    if (ms !== undefined) await sleep(ms);
    return ms !== undefined;
  };

  return {
    pause,
    async request(request) {
      for (let attempt = 0; ; attempt += 1) {
        const outcome = await exchange(request);
        if (outcome.kind === 'done' && outcome.value.status === 429) {
          // Refused before anything was done, so it may be sent again whatever the method.
          const waitMs = rateLimitWait(outcome.value, now());
          if (attempt >= pausesMs.length || waitMs > patienceMs) {
            const said = outcome.value.said(new URL(request.url).hostname);
            const cause: Cause = { kind: 'rate-limited', seconds: Math.ceil(waitMs / 1000), said };
            return waitMs > longestWaitMs
              ? { kind: 'refused', cause }
              : { kind: 'retry', afterMs: waitMs, cause };
          }
          await sleep(waitMs);
        } else {
          const isLost =
            outcome.kind === 'unknown' || (outcome.kind === 'done' && outcome.value.status >= 500);
          if (!isLost || !isSafe(request) || !(await pause(attempt))) return outcome;
        }
      }
    },
  };
}

const isSafe = ({ method, isRepeatable }: HttpRequest): boolean =>
  isRepeatable ?? (method === 'GET' || method === 'DELETE');

const offline = { kind: 'retry', afterMs: 0, cause: { kind: 'offline' } } as const;

/** What the browser does not let anybody read, or a status that leads elsewhere. */
const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);

/**
 * How long a 429 asks to wait: `retry-after` in seconds, else `x-ratelimit-reset`, which is in seconds, too, or a time in epoch
 * seconds, by the clock of whoever answered, where the answer has it: that of this machine may be wrong.
 */
function rateLimitWait(answer: HttpAnswer, now: number): number {
  const after = Number(answer.header('retry-after') ?? Number.NaN);
  const reset = Number(answer.header('x-ratelimit-reset') ?? Number.NaN);
  const theirNow = Date.parse(answer.header('date') ?? '') || now;
  const waitMs = Number.isFinite(after)
    ? after * 1000
    : Number.isFinite(reset)
      ? reset * 1000 - (reset < longestResetSeconds ? 0 : theirNow)
      : 1000;
  return Math.min(Math.max(250, waitMs), Number.MAX_SAFE_INTEGER);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
