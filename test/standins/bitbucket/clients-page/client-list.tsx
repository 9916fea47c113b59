/** @jsxImportSource react */
import Badge from '@atlaskit/badge';
import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage, { SectionMessageAction } from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { type ReactNode, useState } from 'react';
import { ClientActions } from './client-actions';
import { ClientCards, ClientGrid, ClientTable, type RowsProps } from './client-rows';
import css from './page.module.css';
import { say, start } from './start';
import { useClients } from './use-clients';
import type { Place } from './use-place';

const { rows, listing, loads } = start.settings;
const isFull = listing === 'full';

function Rows(props: RowsProps): ReactNode {
  if (rows === 'table') return <ClientTable {...props} />;
  if (rows === 'grid') return <ClientGrid {...props} />;
  return <ClientCards {...props} as={rows} />;
}

/** The list of clients: its heading, its search, and one row for each client. */
export function ClientList({ place }: { place: Place }): ReactNode {
  const { loading, again, reload } = useClients();
  const [wanted, setWanted] = useState('');
  const clients = loading.kind === 'loaded' ? loading.clients : undefined;
  const found = clients?.filter((each) => each.name.toLowerCase().includes(wanted.toLowerCase()));
  const create = (
    <Button appearance="primary" onClick={() => place.toForm(undefined)}>
      {say('Create OAuth client')}
    </Button>
  );
  return (
    <>
      <div className={css.head}>
        <h1 className={css.title}>
          {say('OAuth clients')}
          {isFull && clients && <Badge>{clients.length}</Badge>}
          {isFull && <Lozenge appearance="new">BETA</Lozenge>}
        </h1>
        {create}
      </div>
      {place.again && (
        <div className={css.message}>
          <SectionMessage
            appearance="success"
            title={say('OAuth client created')}
            actions={
              <SectionMessageAction onClick={place.showAgain}>{say('Show again')}</SectionMessageAction>
            }
          >
            <p>
              {say(
                'Copy the client ID and secret now. For security reasons the secret won’t be shown again.',
              )}
            </p>
          </SectionMessage>
        </div>
      )}
      <p className={css.intro}>
        {say('Generate your own OAuth client ID and secret to')}{' '}
        <a href="/docs">{say('build your own custom integration with Bitbucket')}</a>.
      </p>
      {isFull && clients && clients.length > 0 && (
        <div className={css.search}>
          <Textfield
            aria-label={say('Search OAuth clients')}
            placeholder={say('Search OAuth clients')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      )}
      {loading.kind === 'failed' ? (
        <SectionMessage
          appearance="error"
          title={say('We couldn’t load your OAuth clients.')}
          actions={<SectionMessageAction onClick={again}>{say('Try again')}</SectionMessageAction>}
        >
          <p>Something went wrong on our end.</p>
        </SectionMessage>
      ) : clients?.length === 0 ? (
        <EmptyState
          header={say('You have no OAuth clients')}
          headingLevel={2}
          description="OAuth clients let other applications work with Bitbucket for the people who allow it."
          primaryAction={create}
        />
      ) : (
        <Rows
          clients={found}
          isSkeleton={loads === 'slowly'}
          isFull={isFull}
          open={place.toForm}
          actions={(client) => (
            <ClientActions client={client} edit={() => place.toForm(client)} deleted={reload} />
          )}
        />
      )}
    </>
  );
}
