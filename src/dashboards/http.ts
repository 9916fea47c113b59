import { type Cause, done, type Outcome } from './outcome';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sending it again can do no harm, whatever its method. */
  readonly isRepeatable?: boolean;
}

/** An answer that arrived, whatever its status. `body` is parsed JSON, or undefined where it is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
}

export interface Http {
  /** One request, with retries where they can do no harm. Rejects for nothing but an abort. */
  request(request: HttpRequest): Promise<Outcome<HttpAnswer>>;
  /** The same door for a library that brings its own protocol: allow-list, timeout, no cookies, no redirects. */
  readonly fetch: typeof globalThis.fetch;
  /** Waits before something is sent again, longer each time; false where it has been tried often enough. Rejects for an abort. */
  pause(attempt: number): Promise<boolean>;
  /** Why a request of `fetch` rejected. */
  causeOf(error: unknown, host: string): Cause;
}

export interface HttpOptions {
  /** Hosts that may be talked to; anything else is refused before it is sent. */
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
/** A rate limit that is over sooner than this is waited for in place; a longer one is shown to the person. */
const patienceMs = 1_000;
/** What is to be waited for longer than a day is told, and not waited for. */
const longestWaitMs = 24 * 60 * 60_000;

/** The only way out of the extension: HTTPS to the allowed hosts, no cookies, no redirects, no caching, no referrer. */
export function createHttp({ hosts, fetch, sleep, isOnline, now, signal }: HttpOptions): Http {
  const isAllowed = (url: URL) =>
    url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);

  const guardedFetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (!isAllowed(url)) throw new TypeError(`${url.hostname} is not an allowed host`);
    const signals = [AbortSignal.timeout(timeoutMs), signal, init?.signal].filter((each) => each != null);
    return fetch(input, {
      ...init,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any(signals),
    });
  };

  const causeOf: Http['causeOf'] = (error, host) => {
    if (!isOnline()) return offline.cause;
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return isTimeout ? { kind: 'timeout' } : { kind: 'unreachable', host };
  };

  const exchange = async (request: HttpRequest): Promise<Outcome<HttpAnswer>> => {
    const url = new URL(request.url);
    if (!isAllowed(url)) return { kind: 'refused', cause: { kind: 'not-allowed', host: url.hostname } };
    if (!isOnline()) return offline;
    try {
      const { method, headers, body } = request;
      const response = await guardedFetch(url, {
        method,
        ...(headers ? { headers } : {}),
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      return done({
        status: response.status,
        header: (name) => response.headers.get(name),
        body: parse(text),
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
    fetch: guardedFetch,
    pause,
    causeOf,
    async request(request) {
      for (let attempt = 0; ; attempt += 1) {
        const outcome = await exchange(request);
        if (outcome.kind === 'done' && outcome.value.status === 429) {
          // Refused before anything was done, so it may be sent again whatever the method.
          const waitMs = rateLimitWait(outcome.value, now());
          if (attempt >= pausesMs.length || waitMs > patienceMs) {
            const cause: Cause = { kind: 'rate-limited', seconds: Math.ceil(waitMs / 1000) };
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

/** How long a 429 asks to wait: `retry-after` in seconds, else until `x-ratelimit-reset` in epoch seconds. */
function rateLimitWait(answer: HttpAnswer, now: number): number {
  const after = Number(answer.header('retry-after') ?? Number.NaN);
  const reset = Number(answer.header('x-ratelimit-reset') ?? Number.NaN);
  const waitMs = Number.isFinite(after) ? after * 1000 : Number.isFinite(reset) ? reset * 1000 - now : 1000;
  return Math.min(Math.max(250, waitMs), Number.MAX_SAFE_INTEGER);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
