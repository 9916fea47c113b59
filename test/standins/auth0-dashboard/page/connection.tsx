/** @jsxImportSource react */
import { type ReactNode, useEffect, useState } from 'react';
import {
  loadApplications,
  type ShownApplication,
  type ShownConnection,
  switchApplication,
} from './dashboard-api';
import { tryIn, useConnections } from './list';
import { useParts } from './parts';
import { list, say, start } from './start';
import { addresses, go } from './use-place';

const tabs = ['settings', 'applications'] as const;

/** An existing connection: its settings, and the applications that use it. */
export function Connection(props: { readonly id: string; readonly tab: (typeof tabs)[number] }): ReactNode {
  const { Head, Press, Tabs, Waiting } = useParts();
  const { connections, reload } = useConnections();
  const connection = connections?.find(({ id }) => id === props.id);
  if (!connection) return connections ? <Head title="404" /> : <Waiting />;
  return (
    <>
      <Head
        title={connection.name}
        below={
          <>
            Bitbucket · {say('Identifier')} <code>{connection.id}</code>
          </>
        }
        back={{ label: say('Social Connections'), address: list }}
        actions={
          <>
            <Press label={say('Try Connection')} onPress={() => tryIn(connection)} />
            <Press label={say('Setup Guide')} onPress={() => undefined} />
          </>
        }
      />
      <Tabs
        labels={[say('Settings'), say('Applications')]}
        selected={tabs.indexOf(props.tab)}
        onSelect={(index) => go(addresses.connection(connection.id, tabs[index] ?? 'settings'))}
      >
        {props.tab === 'settings' ? (
          <Saved connection={connection} />
        ) : (
          <Applications connection={connection} reload={reload} />
        )}
      </Tabs>
    </>
  );
}

function Saved({ connection }: { readonly connection: ShownConnection }): ReactNode {
  const { Form, Section, Text, Boxes, Press } = useParts();
  const [clientId, setClientId] = useState(connection.clientId);
  const isMade = start.settings.form === 'usual';
  return (
    <Form onSubmit={() => undefined}>
      <Section title={say('General')}>
        <Text label={say('Name')} value={connection.name} isReadOnly />
        <Text label={isMade ? say('Client ID') : 'Public handle'} value={clientId} onChange={setClientId} />
        <Text
          label={isMade ? say('Client Secret') : 'Private phrase'}
          value={'*'.repeat(25)}
          isReadOnly
          help={say('For security purposes, we don’t show your existing Client Secret.')}
        />
        <Boxes
          label={say(start.settings.boxesAre)}
          boxes={[
            {
              label: say('Basic Profile'),
              explains: 'account email',
              isChecked: connection.basicProfile,
              onChange: () => undefined,
            },
          ]}
        />
        <Press label={say('Save')} look="primary" isDisabled onPress={() => undefined} />
      </Section>
    </Form>
  );
}

/** Each switch is saved when it is turned. */
function Applications(props: {
  readonly connection: ShownConnection;
  readonly reload: () => Promise<void>;
}): ReactNode {
  const { Rows, RowSwitch, Message, Waiting } = useParts();
  const { connection } = props;
  const [applications, setApplications] = useState<readonly ShownApplication[] | 'withheld'>();
  useEffect(() => void loadApplications().then((found) => setApplications(found ?? 'withheld')), []);
  if (applications === undefined) return <Waiting />;
  if (applications === 'withheld')
    return <Message text={say('You don’t have permission to see applications.')} />;
  return (
    <>
      <p>{say('Applications using this connection.')}</p>
      <Rows
        rows={applications.map((each) => ({
          id: each.id,
          title: each.name,
          below: each.kind,
          action: (
            <RowSwitch
              isOn={connection.enabled.includes(each.id)}
              onToggle={(isOn) =>
                void switchApplication(connection.id, each.id, isOn).then(() => props.reload())
              }
            />
          ),
        }))}
      />
    </>
  );
}
