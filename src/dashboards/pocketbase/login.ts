import * as v from 'valibot';
import { authorizeAddress, refusedOn } from '../../bitbucket/authorize';
import { saidBy } from '../../said';
import { Secret } from '../../secret';
import { andThen, type Cause, done, type Outcome, refused } from '../outcome';
import type { LoginOutcome, LoginPage, LoginRead, LoginRequest, TestAccount, WatchedLogin } from '../session';
import { about } from './about';
import type { PocketBaseApi } from './api';
import { providerName } from './collection';
import { callbackOn } from './settings';

/**
 * A login as an application of PocketBase's begins and ends it: `auth-methods` has the address and the state, and
 * `auth-with-oauth2` takes the code. PocketBase leads on from its callback at once, to a page that calls the login a failure if
 * nobody listens; so the window is held at an address below it, where nothing is.
 */

/** Whose application the login would be: which server, which collection of people. */
interface Place {
  readonly api: PocketBaseApi;
  readonly server: string;
  readonly collection: string;
}

const methodsAnswer = v.object({
  oauth2: v.object({
    enabled: v.boolean(),
    providers: v.array(
      v.object({
        name: v.string(),
        state: v.string(),
        authURL: v.string(),
        codeVerifier: v.string(),
      }),
    ),
  }),
});

const memoSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ state: v.string(), codeVerifier: v.string() }),
);
const memoIn = (memo: Secret) => v.parse(memoSchema, memo.reveal());

/** As PocketBase makes them; it goes into a rule of the browser's. */
const isState = (text: string): boolean => /^[\w-]{16,100}$/.test(text);

const heldOn = (server: string): string => `${callbackOn(server)}/keyferry`;

/** Whether an address is this one, whatever its query. */
const isAt = (url: URL, address: string): boolean => `${url.origin}${url.pathname}` === address;

/** Asks PocketBase for a login with its provider for Bitbucket. */
export const prepareLogin = async (
  { api, server, collection }: Place,
  { connectionId }: LoginRequest,
): Promise<Outcome<WatchedLogin>> => {
  const call = {
    method: 'GET',
    path: `collections/${encodeURIComponent(collection)}/auth-methods`,
    doing: 'prepareLogin',
  } as const;
  return andThen(await api.askOpenly(call), (answer) => {
    const { status } = answer;
    if (status >= 300) return refused(api.causeOf(call.doing, answer));
    const read = v.safeParse(methodsAnswer, answer.body);
    const unexpected: Cause = { kind: 'unexpected-answer', status };
    if (!read.success) return refused(unexpected);
    const { enabled, providers } = read.output.oauth2;
    if (!enabled) return refused({ kind: 'not-for-login', name: providerName, id: connectionId });
    const own = providers.find(({ name }) => name === providerName);
    if (!own) return refused({ kind: 'changed-since' });
    const { state, authURL, codeVerifier } = own;
    if (!isState(state) || !URL.canParse(authURL)) return refused(unexpected);
    const url = new URL(authURL);
    if (!isAt(url, authorizeAddress) || url.username !== '' || url.password !== '')
      return refused(unexpected);
    const address = callbackOn(server);
    url.searchParams.set('redirect_uri', address);
    url.searchParams.set('state', state);
    return done({
      url: url.href,
      memo: new Secret(JSON.stringify({ state, codeVerifier })),
      hold: { address, at: heldOn(server), state },
    });
  });
};

/** What a page of the login's window means. */
export function readLogin(server: string, page: LoginPage): LoginRead | undefined {
  const why = refusedOn(page);
  if (why) return { kind: 'failed', why };
  if (!URL.canParse(page.url)) return undefined;
  const url = new URL(page.url);
  if (isAt(url, heldOn(server))) return { kind: 'end' };
  // It was led on all the same, and what it came back with is gone.
  const isOver = isAt(url, `https://${server}/_/`) && url.hash.startsWith('#/auth/oauth2-redirect-');
  return isOver ? { kind: 'failed', why: 'end-missed' } : undefined;
}

const loggedIn = v.object({
  record: v.looseObject({ id: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)) }),
  meta: v.object({
    name: v.optional(v.string(), ''),
    username: v.optional(v.string(), ''),
    email: v.optional(v.string(), ''),
    avatarURL: v.optional(v.string(), ''),
    isNew: v.optional(v.boolean(), false),
  }),
});

/** Everybody of the collection needs one more proof. */
const halfLoggedIn = v.object({ mfaId: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)) });
const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);
const proof = v.object({
  collectionRef: v.string(),
  recordRef: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)),
  created: time,
});
const links = v.object({ items: v.array(v.object({ provider: v.string(), created: time })) });

/** A login makes a record, its link and its half of a proof in one go. */
const atOnceMs = 2_000;

/**
 * The record that was made by a login that ended half way. PocketBase does not say so: it counts only where record, link and
 * proof are of the same moment, by PocketBase's own clock. Undefined where it was there before, or is not known.
 */
async function madeBy({ api, collection }: Pick<Place, 'api' | 'collection'>, mfaId: string) {
  const look = <Schema extends v.GenericSchema>(path: string, schema: Schema) =>
    api.call({ method: 'GET', path: `collections/${path}`, doing: 'finishLogin' }, schema);
  const half = await look(`_mfas/records/${mfaId}`, proof);
  if (half.kind !== 'done') return undefined;
  const { collectionRef, recordRef, created: at } = half.value;
  const query = new URLSearchParams({
    filter: `collectionRef=${JSON.stringify(collectionRef)} && recordRef="${recordRef}"`,
  });
  const [record, link] = [
    await look(`${encodeURIComponent(collection)}/records/${recordRef}`, v.object({ created: time })),
    await look(`_externalAuths/records?${query}`, links),
  ];
  if (record.kind !== 'done' || link.kind !== 'done') return undefined;
  const [only, ...more] = link.value.items;
  const isAtOnce = (then: number) => Math.abs(at - then) <= atOnceMs;
  const isMade =
    only?.provider === providerName &&
    more.length === 0 &&
    isAtOnce(only.created) &&
    isAtOnce(record.value.created);
  return isMade ? { id: recordRef } : undefined;
}

/** What of the record says who it is; its token is left out. */
const told = ['id', 'collectionName', 'email', 'name', 'verified', 'created'];

/** Finishes a login with the address that its window ended on. */
export async function finishLogin(
  { api, server, collection }: Place,
  memo: Secret,
  address: string,
): Promise<LoginOutcome> {
  const { state, codeVerifier } = memoIn(memo);
  const url = new URL(address);
  if (!isAt(url, heldOn(server)) || url.searchParams.get('state') !== state)
    return { kind: 'invalid-answer' };
  const [error, code] = [url.searchParams.get('error'), url.searchParams.get('code')];
  if (error) {
    const description = url.searchParams.get('error_description') ?? '';
    return {
      kind: 'provider-error',
      error,
      description,
      said: saidBy('Bitbucket', [error], description, [state]),
    };
  }
  if (!code) return { kind: 'invalid-answer' };
  const answer = await api.askOpenly({
    method: 'POST',
    path: `collections/${encodeURIComponent(collection)}/auth-with-oauth2`,
    body: { provider: providerName, code, codeVerifier, redirectURL: callbackOn(server) },
    doing: 'finishLogin',
  });
  if (answer.kind !== 'done') return { kind: 'no-answer', cause: answer.cause };
  const { status, body, said } = answer.value;
  if (status === 401 && v.is(halfLoggedIn, body)) {
    const made = await madeBy({ api, collection }, body.mfaId);
    return { kind: 'failed', why: 'second-proof', ...(made ? { made } : {}) };
  }
  if (status >= 300) {
    const isTokenless =
      status === 400 && v.is(v.object({ message: v.literal('Failed to fetch OAuth2 token.') }), body);
    return isTokenless
      ? { kind: 'failed', why: 'no-token', said: said(about.name) }
      : { kind: 'no-answer', cause: api.causeOf('finishLogin', answer.value) };
  }
  const read = v.safeParse(loggedIn, body);
  if (!read.success) return { kind: 'no-answer', cause: { kind: 'unexpected-answer', status } };
  const { record, meta } = read.output;
  const text = (value: string) => (value === '' ? undefined : value);
  return {
    kind: 'logged-in',
    profile: {
      sub: record.id,
      name: text(meta.name) ?? text(meta.username),
      picture: text(meta.avatarURL),
      email: text(meta.email),
      claims: Object.fromEntries(Object.entries(record).filter(([name]) => told.includes(name))),
    },
    ...(meta.isNew ? { made: { id: record.id } } : {}),
  };
}

const nothingThere = v.object({ status: v.literal(404) });

/** Removes the record that a test login has made, and with it what ties it to Bitbucket. */
export const removeTestAccount = async (
  { api }: Pick<Place, 'api'>,
  connectionId: string,
  { id }: TestAccount,
): Promise<Outcome<void>> => {
  const path = `collections/${encodeURIComponent(connectionId)}/records/${encodeURIComponent(id)}`;
  const call = { method: 'DELETE', path, doing: 'removeAccount' } as const;
  return andThen(await api.ask(call), (answer) => {
    const { status, body } = answer;
    return status < 300 || v.is(nothingThere, body)
      ? done(undefined)
      : refused(api.causeOf(call.doing, answer));
  });
};
