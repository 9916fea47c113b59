import type { ConsumerSettings } from '../bitbucket/form';
import type { Scope } from '../bitbucket/scope-names';
import type { Point, PointId, Reason } from './points';
import type { Problem } from './problems';

/**
 * The points of a check that come from Bitbucket's pages and from the login. Every page of the extension's loads these with the
 * stages, so those of the dashboard's side are apart, in `check-setup.ts`.
 */

/** What the dashboard asks of the client on Bitbucket. */
export interface Asked {
  readonly callbackUrl: string;
  readonly scopes: readonly Scope[];
}

/** Points that were not checked, and why. */
export const unchecked = (ids: readonly PointId[], why: Reason | Problem): Point[] =>
  ids.map((id) => ({ ...point(id, 'unknown'), ...(typeof why === 'string' ? { why } : { problem: why }) }));

/**
 * The client on Bitbucket with the connection's Client ID; `unread`: it is there, but its form was not understood; `unlisted`: nobody
 * knows, since the list was not read to its end.
 */
export type ConsumerSeen = ({ readonly name: string } & ConsumerSettings) | 'absent' | 'unread' | 'unlisted';

/** Compares the client on Bitbucket with what the dashboard asks of it. */
export function consumerPoints(consumer: ConsumerSeen, asked: Asked, workspace: string): Point[] {
  if (consumer === 'absent')
    return [point('consumer', 'bad', workspace), ...unchecked(['callback', 'permissions'], 'consumer')];
  if (consumer === 'unlisted') return unchecked(['consumer', 'callback', 'permissions'], 'list');
  if (consumer === 'unread')
    return [point('consumer', 'good', '', workspace), ...unchecked(['callback', 'permissions'], 'page')];
  const lacking = asked.scopes.filter((scope) => !consumer.scopes.includes(scope));
  return [
    point('consumer', 'good', consumer.name, workspace),
    consumer.callbackUrl === asked.callbackUrl
      ? point('callback', 'good', asked.callbackUrl)
      : point('callback', 'bad', consumer.callbackUrl, asked.callbackUrl),
    lacking.length === 0
      ? point('permissions', 'good', asked.scopes.join(', '))
      : point('permissions', 'bad', lacking.join(', ')),
  ];
}

/** What the login test of a check came to; `name`: who logged in, or none where the person saw it work in the dashboard. */
export const testedPoint = (name?: string): Point => point('test', 'good', ...(name ? [name] : []));

/** A point, with what goes into its words. */
export const point = (id: PointId, state: Point['state'], ...params: string[]): Point => ({
  point: id,
  state,
  params,
});
