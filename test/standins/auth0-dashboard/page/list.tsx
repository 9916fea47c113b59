/** @jsxImportSource react */
import { type ReactNode, useEffect, useState } from 'react';
import { deleteConnection, loadConnections, type ShownConnection } from './dashboard-api';
import { useParts } from './parts';
import { say } from './start';
import { addresses, go } from './use-place';

/** A login in its own window, which only a press may open. */
export const tryIn = (connection: ShownConnection): void => {
  window.open(connection.tryAddress, '_blank');
};

export function useConnections(): {
  connections: readonly ShownConnection[] | undefined;
  reload: () => Promise<void>;
} {
  const [connections, setConnections] = useState<readonly ShownConnection[]>();
  const reload = async () => setConnections(await loadConnections());
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is first shown
  useEffect(() => void reload(), []);
  return { connections, reload };
}

export function List(): ReactNode {
  const { Head, Press, Rows, Menu, Waiting } = useParts();
  const { connections, reload } = useConnections();
  const rows = connections?.map((each) => ({
    id: each.id,
    title: each.name,
    below: each.id,
    address: addresses.connection(each.id, 'settings'),
    action: (
      <Menu
        label={say('More Options')}
        items={[
          { label: say('Settings'), onPress: () => go(addresses.connection(each.id, 'settings')) },
          { label: say('Try'), onPress: () => tryIn(each) },
          { label: say('Delete'), onPress: () => void deleteConnection(each.id).then(reload) },
        ]}
      />
    ),
  }));
  return (
    <>
      <Head
        title={say('Social Connections')}
        actions={
          <Press label={say('Create Connection')} look="primary" onPress={() => go(addresses.catalogue)} />
        }
      />
      {rows ? <Rows rows={rows} /> : <Waiting />}
    </>
  );
}
