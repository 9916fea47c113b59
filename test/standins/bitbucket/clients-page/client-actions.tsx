/** @jsxImportSource react */
import Button, { IconButton } from '@atlaskit/button/new';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ModalDialog, {
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
} from '@atlaskit/modal-dialog';
import { type ReactNode, useState } from 'react';
import { type Client, deleteClient } from './clients-api';
import { say } from './start';

const Dots = (): ReactNode => (
  <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" role="presentation">
    <circle cx="2.5" cy="8" r="1.5" />
    <circle cx="8" cy="8" r="1.5" />
    <circle cx="13.5" cy="8" r="1.5" />
  </svg>
);

function ConfirmDelete(props: { client: Client; close: () => void; confirm: () => void }): ReactNode {
  return (
    <ModalDialog width="small" onClose={props.close}>
      <ModalHeader hasCloseButton>
        <ModalTitle appearance="danger">{say('Delete this OAuth client?')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <p>
          <strong>{props.client.name}</strong>: {say('Integrations that use it will stop working.')}
        </p>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={props.close}>
          {say('Cancel')}
        </Button>
        <Button appearance="danger" onClick={props.confirm}>
          {say('Delete')}
        </Button>
      </ModalFooter>
    </ModalDialog>
  );
}

/** The menu of one row: Edit, and Delete with a question before it. */
export function ClientActions(props: {
  client: Client;
  edit: () => void;
  deleted: () => Promise<void>;
}): ReactNode {
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  const remove = async () => {
    await deleteClient(props.client.id);
    close();
    await props.deleted();
  };
  return (
    <>
      <DropdownMenu<HTMLButtonElement>
        shouldRenderToParent={false}
        placement="bottom-end"
        trigger={({ triggerRef, ...trigger }) => (
          <IconButton
            {...trigger}
            ref={triggerRef}
            icon={Dots}
            appearance="subtle"
            label={`${say('Actions')}: ${props.client.name}`}
          />
        )}
      >
        <DropdownItemGroup>
          <DropdownItem onClick={props.edit}>{say('Edit')}</DropdownItem>
          <DropdownItem onClick={() => setAsked(true)}>{say('Delete')}</DropdownItem>
        </DropdownItemGroup>
      </DropdownMenu>
      <ModalTransition>
        {isAsked && <ConfirmDelete client={props.client} close={close} confirm={() => void remove()} />}
      </ModalTransition>
    </>
  );
}
