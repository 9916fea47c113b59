/** @jsxImportSource react */
import { type ReactNode, useEffect, useState } from 'react';
import { acceptTerms, createConnection, type Draft, termsAccepted } from './dashboard-api';
import { useConnections } from './list';
import { useParts } from './parts';
import { list, say, start } from './start';
import { addresses, go } from './use-place';

const providers = ['Apple', 'Bitbucket', 'Dropbox', 'Facebook', 'GitHub', 'Google / Gmail', 'LinkedIn'];

/** All providers; those with a connection are marked, and lead to it. */
export function Catalogue(): ReactNode {
  const { Head, Cards, Text, Waiting } = useParts();
  const { connections } = useConnections();
  const [sought, setSought] = useState('');
  const found = providers.filter((each) => each.toLowerCase().includes(sought.toLowerCase()));
  const own = (provider: string) => connections?.find(({ name }) => name === provider.toLowerCase());
  const choose = (provider: string) => {
    const there = own(provider);
    if (there) return go(addresses.connection(there.id, 'settings'));
    // The stand-in has Bitbucket's pages only.
    return go(provider === 'Bitbucket' ? addresses.consent : `${addresses.catalogue}/other`);
  };
  return (
    <>
      <Head title={say('New Social Connection')} back={{ label: say('Social Connections'), address: list }} />
      <Text label={say('Search for Social Connections')} value={sought} onChange={setSought} />
      {connections ? (
        <Cards
          cards={found.map((each) => ({
            title: each,
            ...(own(each) ? { mark: say('Added') } : {}),
            onPress: () => choose(each),
          }))}
        />
      ) : (
        <Waiting />
      )}
    </>
  );
}

/** What a person agrees to by going on; they should read it. */
export function Consent(): ReactNode {
  const { Head, Card, Press } = useParts();
  return (
    <>
      <Head
        title={say('New Bitbucket Social Connection')}
        back={{ label: say('New Social Connection'), address: addresses.catalogue }}
      />
      <Card title={say('Bitbucket will need access to')}>
        <p>{say('Basic Profile')}</p>
        <p>{say('By continuing you accept the terms of this integration and of Auth0 Marketplace.')}</p>
        <Press
          label={say('Continue')}
          look="primary"
          onPress={() => void acceptTerms().then(() => go(addresses.form))}
        />
        <Press label={say('Cancel')} onPress={() => go(addresses.catalogue)} />
      </Card>
    </>
  );
}

const purposes = [
  'Authentication',
  'Connected Accounts for Token Vault',
  'Authentication and Connected Accounts for Token Vault',
];

const labels =
  start.settings.form === 'usual'
    ? { clientId: say('Client ID'), clientSecret: say('Client Secret') }
    : { clientId: 'Public handle', clientSecret: 'Private phrase' };

/** The form of a new connection. It can be sent only after the terms were accepted. */
export function NewForm(): ReactNode {
  const { Head, Form, Section, Text, Boxes, Radios, LabelledSwitch, Press, Message } = useParts();
  const { settings } = start;
  const [purpose, setPurpose] = useState(purposes[0] ?? '');
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [basicProfile, setBasicProfile] = useState(false);
  const [syncs, setSyncs] = useState(true);
  const [error, setError] = useState<string>();
  const [isSending, setSending] = useState(false);
  useEffect(
    () =>
      void termsAccepted().then((accepted) => {
        if (!accepted) go(addresses.consent);
      }),
    [],
  );
  const isComplete = clientId.trim() !== '' && clientSecret.trim() !== '';
  const create = async () => {
    if (!isComplete || isSending) return;
    setSending(true);
    const draft: Draft = {
      clientId,
      clientSecret,
      basicProfile,
      isForLogin: purpose !== purposes[1],
      isForAccounts: purpose !== purposes[0],
    };
    const made = await createConnection(draft);
    setSending(false);
    if ('error' in made) return setError(made.error);
    go(addresses.connection(made.id, 'applications'));
  };
  return (
    <>
      <Head
        title={say('New Bitbucket Social Connection')}
        back={{ label: say('New Social Connection'), address: addresses.catalogue }}
        actions={<Press label={say('Setup Guide')} onPress={() => undefined} />}
      />
      {error !== undefined && <Message text={error} />}
      <Form onSubmit={() => void create()}>
        {settings.asksPurpose && (
          <Section title={say('Purpose')}>
            <Radios
              label={say('Purpose')}
              options={purposes.map(say)}
              selected={say(purpose)}
              onSelect={(option) => setPurpose(purposes.find((each) => say(each) === option) ?? purpose)}
            />
          </Section>
        )}
        <Section title={say('General')}>
          <Text
            label={say('Name')}
            value="bitbucket"
            isReadOnly
            help={say(
              'If you are triggering a login manually, this is the identifier you would use on the connection parameter.',
            )}
          />
          <Text
            label={labels.clientId}
            isRequired
            value={clientId}
            onChange={setClientId}
            help={<a href="https://auth0.com/docs">{say('How to obtain a Client ID?')}</a>}
          />
          <SecretField value={clientSecret} onChange={setClientSecret} />
          <Boxes
            label={say(settings.boxesAre)}
            boxes={[
              {
                label: say('Basic Profile'),
                explains: 'account email',
                isChecked: basicProfile,
                onChange: setBasicProfile,
              },
            ]}
          />
        </Section>
        <Section title={say('Advanced')}>
          <LabelledSwitch
            label={say('Sync user profile attributes at each login')}
            isOn={syncs}
            onToggle={setSyncs}
          />
          <Press
            label={say('Create')}
            look="primary"
            isDisabled={!isComplete || isSending}
            onPress={() => void create()}
          />
        </Section>
      </Form>
    </>
  );
}

const dots = (text: string): string => '•'.repeat(text.length);

/** Hidden while nobody writes in it: by the way it is drawn, or by dots in place of the value. */
function SecretField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { Text } = useParts();
  const [isWrittenIn, setWrittenIn] = useState(false);
  const [isShown, setShown] = useState(false);
  const hasDots = start.settings.secret === 'dots' && !isWrittenIn && !isShown;
  return (
    <Text
      label={labels.clientSecret}
      isRequired
      value={hasDots ? dots(props.value) : props.value}
      placeholder="Type your Client Secret here"
      isMasked={!isShown}
      inField={{ label: say('Show value'), onPress: () => setShown(!isShown) }}
      onChange={props.onChange}
      onFocus={() => setWrittenIn(true)}
      onBlur={() => setWrittenIn(false)}
    />
  );
}
