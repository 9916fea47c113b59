/** @jsxImportSource react */
import Button from '@atlaskit/button/new';
import DynamicTable from '@atlaskit/dynamic-table';
import Skeleton from '@atlaskit/skeleton';
import { type ReactNode, useState } from 'react';
import type { Client } from './clients-api';
import { Opening } from './opening';
import css from './page.module.css';
import { ownAddress, say } from './start';

export interface RowsProps {
  /** Undefined until they have come. */
  readonly clients: readonly Client[] | undefined;
  /** Until then skeletons are shown, not a spinner. */
  readonly isSkeleton: boolean;
  readonly isFull: boolean;
  readonly open: (client: Client) => void;
  readonly actions: (client: Client) => ReactNode;
}

const onePage = 5;
const skeletons = [0, 1, 2];

function NameLink(props: { client: Client; open: (client: Client) => void }): ReactNode {
  return (
    <a
      className={css.name}
      href={`${ownAddress}/${props.client.id}`}
      onClick={(event) => {
        event.preventDefault();
        props.open(props.client);
      }}
    >
      {props.client.name}
    </a>
  );
}

const ClientId = ({ client }: { client: Client }): ReactNode => (
  <code className={css.value}>{client.clientId}</code>
);

export function ClientTable({ clients, isSkeleton, isFull, open, actions }: RowsProps): ReactNode {
  const head = {
    cells: [
      { key: 'name', content: say('Name'), isSortable: isFull, width: 30 },
      { key: 'clientId', content: say('Client ID'), isSortable: isFull, width: 50 },
      { key: 'actions', content: say('Actions'), width: 20 },
    ],
  };
  const waiting = skeletons.map((index) => ({
    key: `waiting${index}`,
    cells: ['40%', '80%', '24px'].map((width) => ({
      key: width,
      content: <Skeleton width={width} height="16px" isShimmering />,
    })),
  }));
  const rows = clients?.map((client) => ({
    key: String(client.id),
    cells: [
      { key: client.name, content: <NameLink client={client} open={open} /> },
      { key: client.clientId, content: <ClientId client={client} /> },
      { key: 'actions', content: actions(client) },
    ],
  }));
  return (
    <DynamicTable
      label={say('OAuth clients')}
      head={head}
      rows={rows ?? (isSkeleton ? waiting : [])}
      isLoading={clients === undefined && !isSkeleton}
      {...(isFull ? { rowsPerPage: onePage, defaultSortKey: 'name', defaultSortOrder: 'ASC' as const } : {})}
    />
  );
}

/** What is shown before the rows that are no table. */
const Waiting = ({ isSkeleton }: { isSkeleton: boolean }): ReactNode =>
  isSkeleton ? (
    <div className={css.rows} aria-busy="true">
      {skeletons.map((index) => (
        <Skeleton key={index} width="100%" height="48px" isShimmering />
      ))}
    </div>
  ) : (
    <Opening />
  );

/** The first rows, and more of them with each press of a button. */
function useFirst({ clients, isFull }: RowsProps): { first: readonly Client[]; more: ReactNode } {
  const [count, setCount] = useState(onePage);
  const all = clients ?? [];
  if (!isFull || all.length <= count) return { first: all, more: null };
  return {
    first: all.slice(0, count),
    more: (
      <div className={css.more}>
        <Button onClick={() => setCount(count + onePage)}>{say('Show more')}</Button>
      </div>
    ),
  };
}

// The rows below are deliberately no table; their roles say that they are a grid or a list.
// biome-ignore-start lint/a11y: that is how pages are built that draw their own rows
export function ClientGrid(props: RowsProps): ReactNode {
  const { first, more } = useFirst(props);
  if (!props.clients) return <Waiting isSkeleton={props.isSkeleton} />;
  return (
    <>
      <div role="grid" aria-label={say('OAuth clients')}>
        <div role="row" className={css.row}>
          {['Name', 'Client ID', 'Actions'].map((label) => (
            <div key={label} role="columnheader" className={css.rowHead}>
              {say(label)}
            </div>
          ))}
        </div>
        {first.map((client) => (
          <div key={client.id} role="row" className={css.row}>
            <div role="gridcell">
              <NameLink client={client} open={props.open} />
            </div>
            <div role="gridcell">
              <ClientId client={client} />
            </div>
            <div role="gridcell">{props.actions(client)}</div>
          </div>
        ))}
      </div>
      {more}
    </>
  );
}

export function ClientCards(props: RowsProps & { as: 'list' | 'articles' | 'blocks' }): ReactNode {
  const { first, more } = useFirst(props);
  if (!props.clients) return <Waiting isSkeleton={props.isSkeleton} />;
  const isList = props.as === 'list';
  const Card = props.as === 'articles' ? 'article' : 'div';
  const Heading = props.as === 'articles' ? 'h2' : 'div';
  return (
    <>
      <div className={css.rows} {...(isList ? { role: 'list', 'aria-label': say('OAuth clients') } : {})}>
        {first.map((client) => (
          <Card key={client.id} className={css.card} {...(isList ? { role: 'listitem' } : {})}>
            <div>
              <Heading>
                <NameLink client={client} open={props.open} />
              </Heading>
              <span className={css.label}>{say('Client ID')}</span>
              <ClientId client={client} />
            </div>
            {props.actions(client)}
          </Card>
        ))}
      </div>
      {more}
    </>
  );
}
// biome-ignore-end lint/a11y: as above
