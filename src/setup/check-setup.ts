import type { ConsumerSettings } from '../bitbucket/form';
import type { PairVerdict } from '../bitbucket/oauth';
import { expand, type Scope, scopes } from '../bitbucket/scopes';
import type { Connection, ForeignConnection } from '../dashboards/session';
import type { Point } from './points';

export interface SetupSeen {
  /** What the dashboard has. */
  readonly connection: Connection | undefined;
  readonly foreign: readonly ForeignConnection[];
  readonly enabledNames: readonly string[];
  /** What Bitbucket has: the consumer with the connection's Key. `unread`: it is there, but its form was not understood. */
  readonly consumer: ({ readonly name: string } & ConsumerSettings) | 'absent' | 'unread';
  /** What Bitbucket's token endpoint says of the dashboard's pair, where the dashboard tells the Secret. */
  readonly verdict: PairVerdict;
  /** What the profile needs. */
  readonly callbackUrl: string;
  readonly wantedNames: readonly string[];
}

/** Compares what Bitbucket has with what the dashboard has, point by point. */
export function compare(seen: SetupSeen): readonly Point[] {
  const { connection, consumer } = seen;
  const beside = seen.foreign.map(foreignPoint);
  if (!connection) return [point('connection', 'bad'), ...beside];
  const missing = seen.wantedNames.filter((name) => !seen.enabledNames.includes(name));
  const applications =
    seen.enabledNames.length === 0
      ? point('applications', 'bad', '0')
      : missing.length > 0
        ? point('applications', 'bad', missing.join(', '))
        : point('applications', 'good', String(seen.enabledNames.length));
  const pair = { good: 'good', bad: 'bad', 'no-callback': 'good', 'not-checked': 'unknown' } as const;
  const start = [
    point('connection', 'good', connection.name),
    ...(connection.isNotForLogin ? [point('login', 'bad', connection.name)] : []),
  ];
  const end = [applications, ...beside];
  if (consumer === 'absent') return [...start, point('consumer', 'bad'), ...end];
  if (consumer === 'unread') {
    return [
      ...start,
      point('consumer', 'good', ''),
      point('pair', pair[seen.verdict]),
      point('callback', 'unknown'),
      point('permissions', 'unknown'),
      ...end,
    ];
  }
  const asked = connection.scopes.filter((scope): scope is Scope =>
    (scopes as readonly string[]).includes(scope),
  );
  const lacking = expand([...asked, 'account']).filter((scope) => !consumer.scopes.includes(scope));
  return [
    ...start,
    point('consumer', 'good', consumer.name),
    point('pair', pair[seen.verdict]),
    consumer.callbackUrl === seen.callbackUrl
      ? point('callback', 'good', seen.callbackUrl)
      : point('callback', 'bad', consumer.callbackUrl || '–', seen.callbackUrl),
    lacking.length === 0 ? point('permissions', 'good') : point('permissions', 'bad', lacking.join(', ')),
    ...end,
  ];
}

/** A connection beside: wrong where people or the Secret are led elsewhere; a script of its own may well be in order. */
const foreignPoint = ({ name, parts }: ForeignConnection): Point =>
  point('foreign', parts.some((part) => part !== 'script') ? 'bad' : 'unknown', name, ...parts);

const point = (id: Point['point'], state: Point['state'], ...params: string[]): Point => ({
  point: id,
  state,
  params,
});
