/** @jsxImportSource react */
// The code of Bitbucket's "OAuth clients" page, as far as it is known: the form is in tabs whose panels mount when they
// are opened, inputs belong to the page's state, ids and classes are generated, and the secret is shown once.
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { ClientsPageStart } from './clients';
import { sayIn } from './words';

interface Client {
  id: number;
  name: string;
  clientId: string;
  description: string;
  callbackUrl: string;
  url: string;
  privacyPolicyUrl: string;
  eulaUrl: string;
  authorizationCode: boolean;
  clientCredentials: boolean;
  scopes: string[];
}

type Draft = Omit<Client, 'id' | 'clientId'>;
type Errors = Partial<Record<keyof Draft, string>>;
type View = { kind: 'list' } | { kind: 'form'; client: Client | undefined };

const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as ClientsPageStart;
const say = sayIn(start.language);
const ownAddress = `/${start.workspace}/workspace/settings/oauth-clients`;
const apiAddress = `/!api/internal/workspaces/${start.workspace}/oauth-clients`;
const boxes = start.columns.flat().flatMap((group) => group.boxes);
/** Class names change with every build of the page. */
const suffix = Math.random().toString(36).slice(2, 7);
const css = (name: string) => `_${name[0]}${name.length}${suffix}${name.at(-1)}`;

const api = (method: string, path = '', body?: unknown): Promise<Response> =>
  fetch(apiAddress + path, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrftoken': start.csrf },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const emptyDraft: Draft = {
  name: '',
  description: '',
  callbackUrl: '',
  url: '',
  privacyPolicyUrl: '',
  eulaUrl: '',
  authorizationCode: false,
  clientCredentials: false,
  scopes: [],
};

function TextField(props: {
  label: string;
  value: string;
  error: string | undefined;
  help?: string;
  required?: boolean;
  multiline?: boolean;
  onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  const control = {
    id,
    value: props.value,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': `${id}-help`,
    onChange: (event: { currentTarget: { value: string } }) => props.onChange(event.currentTarget.value),
  };
  return (
    <div className={css('field')}>
      <label htmlFor={id}>
        {say(props.label)}
        {props.required && (
          <span aria-hidden="true" className={css('star')}>
            *
          </span>
        )}
      </label>
      {props.multiline ? <textarea {...control} /> : <input type="text" {...control} />}
      <div id={`${id}-help`}>
        {props.error ? (
          <p className="error">{say(props.error)}</p>
        ) : (
          props.help && <p className="help">{props.help}</p>
        )}
      </div>
    </div>
  );
}

function Box(props: {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}): ReactNode {
  return (
    <label className={css('box')}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{say(props.label)}</span>
    </label>
  );
}

function DetailsPanel({ draft, errors, change }: PanelProps): ReactNode {
  const field = (
    key: 'name' | 'description' | 'url' | 'privacyPolicyUrl' | 'eulaUrl',
    label: string,
    help?: string,
  ) => (
    <TextField
      key={key}
      label={label}
      value={draft[key]}
      error={errors[key]}
      {...(help ? { help } : {})}
      required={key === 'name'}
      multiline={key === 'description'}
      onChange={(value) => change({ [key]: value })}
    />
  );
  return (
    <>
      {field('name', 'Name')}
      {field('description', 'Description')}
      {field('url', 'URL', 'Optional URL where users can learn more about your application.')}
      {field(
        'privacyPolicyUrl',
        'Privacy policy URL',
        'Optional URL where users can read your application’s privacy policy.',
      )}
      {field(
        'eulaUrl',
        'End user license agreement URL',
        'Optional URL where users can read your application’s end user license agreement.',
      )}
    </>
  );
}

function AuthorizationPanel({ draft, errors, change }: PanelProps): ReactNode {
  return (
    <>
      <fieldset className={css('group')}>
        <legend>{say('Grant types')}</legend>
        <Box
          label="Authorization code"
          checked={draft.authorizationCode}
          onChange={(authorizationCode) => change({ authorizationCode })}
        />
        <Box
          label="Refresh token"
          checked={draft.authorizationCode}
          disabled={draft.authorizationCode}
          onChange={() => {}}
        />
        <Box
          label="Client credentials"
          checked={draft.clientCredentials}
          onChange={(clientCredentials) => change({ clientCredentials })}
        />
      </fieldset>
      {draft.authorizationCode && (
        <TextField
          label="Callback URL"
          help="URL users will be redirected to after access authorization."
          value={draft.callbackUrl}
          error={errors.callbackUrl}
          onChange={(callbackUrl) => change({ callbackUrl })}
        />
      )}
    </>
  );
}

function ScopesPanel({ draft, change }: PanelProps): ReactNode {
  const forced = new Set(
    boxes.filter((box) => draft.scopes.includes(box.scope)).flatMap((box) => box.implies),
  );
  const toggle = (scope: string, checked: boolean) =>
    change({ scopes: checked ? [...draft.scopes, scope] : draft.scopes.filter((each) => each !== scope) });
  return (
    <div className={css('columns')}>
      {start.columns.map((column) => (
        <div key={column[0]?.label}>
          {column.map((group) => (
            <fieldset key={group.label} className={css('group')}>
              <legend>{say(group.label)}</legend>
              {group.boxes.map((box) => (
                <Box
                  key={box.scope}
                  label={box.label}
                  checked={forced.has(box.scope) || draft.scopes.includes(box.scope)}
                  disabled={forced.has(box.scope)}
                  onChange={(checked) => toggle(box.scope, checked)}
                />
              ))}
            </fieldset>
          ))}
        </div>
      ))}
    </div>
  );
}

interface PanelProps {
  draft: Draft;
  errors: Errors;
  change: (part: Partial<Draft>) => void;
}

const tabs = [
  { label: 'Details', Panel: DetailsPanel },
  { label: 'Authorization', Panel: AuthorizationPanel },
  { label: 'Scopes', Panel: ScopesPanel },
];

interface Pair {
  clientId: string;
  secret: string;
}

/** The pair, shown once: with the secret in the open, masked until asked for, or a step after the Client ID. */
function PairShown(props: { pair: Pair; onClose: () => void }): ReactNode {
  const [isRevealed, setRevealed] = useState(start.variant !== 'masked');
  const [step, setStep] = useState(0);
  const row = (label: string, value: string, isMasked = false) => (
    <div className={css('row')}>
      <dt>{say(label)}</dt>
      <dd>
        <code>{isMasked ? '••••••••••••••••' : value}</code>
        {isMasked ? (
          <button type="button" onClick={() => setRevealed(true)}>
            {say('Show')}
          </button>
        ) : (
          <button type="button" onClick={() => navigator.clipboard?.writeText(value)}>
            {say('Copy')}
          </button>
        )}
      </dd>
    </div>
  );
  const isSplit = start.variant === 'two-steps';
  return (
    <>
      <p>Copy the client ID and secret now. For security reasons the secret won’t be shown again.</p>
      <dl>
        {(!isSplit || step === 0) && row('Client ID', props.pair.clientId)}
        {(!isSplit || step === 1) && row('Secret', props.pair.secret, !isRevealed)}
      </dl>
      <p className={css('end')}>
        {isSplit && step === 0 ? (
          <button type="button" className="primary" onClick={() => setStep(1)}>
            {say('Next')}
          </button>
        ) : (
          <button type="button" className="primary" onClick={props.onClose}>
            {say('Done')}
          </button>
        )}
      </p>
    </>
  );
}

function CreatedDialog(props: { pair: Pair; onClose: () => void }): ReactNode {
  const id = useId();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <div className={css('blanket')}>
      <div
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        ref={dialog}
        className={css('dialog')}
      >
        <h2 id={id}>{say('OAuth client created')}</h2>
        <PairShown {...props} />
      </div>
    </div>
  );
}

function ClientForm(props: { client: Client | undefined; leave: () => void }): ReactNode {
  const [draft, setDraft] = useState<Draft>(props.client ?? emptyDraft);
  const [errors, setErrors] = useState<Errors>({});
  const [open, setOpen] = useState(0);
  const [saving, setSaving] = useState(false);
  const [pair, setPair] = useState<Pair>();
  const id = useId();
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async () => {
    setSaving(true);
    const answer = await (props.client ? api('PUT', `/${props.client.id}`, draft) : api('POST', '', draft));
    setSaving(false);
    const body = await answer.json();
    if (answer.status === 400) {
      setErrors(body.error.fields);
      setOpen(body.error.fields.callbackUrl ? 1 : 0);
    } else if (props.client) props.leave();
    else setPair({ clientId: body.clientId, secret: body.secret });
  };

  const Panel = tabs[open]?.Panel ?? DetailsPanel;
  if (pair && start.variant === 'page') {
    return (
      <>
        <h1>{say('OAuth client created')}</h1>
        <PairShown pair={pair} onClose={props.leave} />
      </>
    );
  }
  const isLong = start.variant === 'long-form';
  return (
    <>
      <h1>{say(props.client ? 'Edit OAuth client' : 'Create OAuth client')}</h1>
      {Object.keys(errors).length > 0 && (
        <div className="message bad" role="alert">
          We couldn’t save your OAuth client. {Object.values(errors).join(' ')}
        </div>
      )}
      {isLong ? (
        tabs.map((tab) => (
          <section key={tab.label}>
            <h2>{say(tab.label)}</h2>
            <tab.Panel draft={draft} errors={errors} change={change} />
          </section>
        ))
      ) : (
        <>
          <div role="tablist" aria-label={say('OAuth client')} className={css('tabs')}>
            {tabs.map((tab, index) => (
              <div
                key={tab.label}
                role="tab"
                id={`${id}-${index}`}
                tabIndex={index === open ? 0 : -1}
                aria-selected={index === open}
                aria-controls={`${id}-${index}-panel`}
                className={css('tab')}
                onClick={() => setOpen(index)}
                onKeyDown={(event) => event.key === 'Enter' && setOpen(index)}
              >
                {say(tab.label)}
              </div>
            ))}
          </div>
          <div
            role="tabpanel"
            id={`${id}-${open}-panel`}
            aria-labelledby={`${id}-${open}`}
            className={css('panel')}
          >
            <Panel draft={draft} errors={errors} change={change} />
          </div>
        </>
      )}
      <button type="button" className="primary" disabled={saving} onClick={() => void save()}>
        {say('Save')}
      </button>{' '}
      <button type="button" className="link" onClick={props.leave}>
        {say('Cancel')}
      </button>
      {pair && <CreatedDialog pair={pair} onClose={props.leave} />}
    </>
  );
}

function ClientList(props: { open: (client: Client | undefined) => void }): ReactNode {
  const [clients, setClients] = useState<Client[]>();
  const [menu, setMenu] = useState<number>();
  const load = useCallback(async () => setClients((await (await api('GET')).json()).values), []);
  useEffect(() => void load(), [load]);
  const remove = async (client: Client) => {
    await api('DELETE', `/${client.id}`);
    setMenu(undefined);
    await load();
  };
  return (
    <>
      <div className={css('head')}>
        <h1>{say('OAuth clients')}</h1>
        <button type="button" className="primary" onClick={() => props.open(undefined)}>
          {say('Create OAuth client')}
        </button>
      </div>
      <p>
        Generate your own OAuth client ID and secret to{' '}
        <a href="/docs">build your own custom integration with Bitbucket</a>.
      </p>
      {clients === undefined ? (
        <p role="status">Loading…</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th>{say('Name')}</th>
              <th>{say('Client ID')}</th>
              <th>{say('Actions')}</th>
            </tr>
          </thead>
          <tbody>
            {clients.map((client) => (
              <tr key={client.id}>
                <td>
                  <a
                    href={`${ownAddress}/${client.id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      props.open(client);
                    }}
                  >
                    {client.name}
                  </a>
                </td>
                <td>
                  <code>{client.clientId}</code>
                </td>
                <td>
                  <button
                    type="button"
                    aria-label={`Actions for ${client.name}`}
                    aria-expanded={menu === client.id}
                    onClick={() => setMenu(menu === client.id ? undefined : client.id)}
                  >
                    •••
                  </button>
                  {menu === client.id && (
                    <div role="menu">
                      <button type="button" role="menuitem" onClick={() => props.open(client)}>
                        {say('Edit')}
                      </button>
                      <button type="button" role="menuitem" onClick={() => void remove(client)}>
                        {say('Delete')}
                      </button>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Page(): ReactNode {
  const [view, setView] = useState<View>(
    location.pathname.endsWith('/create') ? { kind: 'form', client: undefined } : { kind: 'list' },
  );
  const [beat, setBeat] = useState(0);
  const [created, setCreated] = useState(start.created);
  useEffect(() => {
    const back = () => setView({ kind: 'list' });
    window.addEventListener('popstate', back);
    // Bitbucket's front end renders again when its flags and user data arrive.
    const late = setTimeout(() => setBeat(1), 120);
    return () => {
      window.removeEventListener('popstate', back);
      clearTimeout(late);
    };
  }, []);
  const go = (next: View) => {
    // The roll-out changes list and form apart: what is not this page's is another page.
    if (next.kind === 'list' && start.list !== 'clients') return location.assign(start.listAddress);
    if (next.kind === 'form' && start.form !== 'clients') {
      return location.assign(
        next.client
          ? `${ownAddress.replace('oauth-clients', 'oauth-consumers')}/${next.client.id}/edit`
          : start.newAddress,
      );
    }
    history.pushState(
      {},
      '',
      next.kind === 'list' ? ownAddress : `${ownAddress}/${next.client?.id ?? 'create'}`,
    );
    setView(next);
  };
  return view.kind === 'list' ? (
    <>
      <ClientList key={`list${beat}`} open={(client) => go({ kind: 'form', client })} />
      {created && <CreatedDialog pair={created} onClose={() => setCreated(undefined)} />}
    </>
  ) : (
    <ClientForm client={view.client} leave={() => go({ kind: 'list' })} />
  );
}

const style = document.createElement('style');
style.textContent = `
.${css('head')} { display: flex; justify-content: space-between; align-items: start; }
.${css('tabs')} { display: flex; gap: 16px; border-bottom: 2px solid var(--line); margin-bottom: 20px; }
.${css('tab')} { padding: 8px 4px; cursor: pointer; color: var(--quiet); margin-bottom: -2px; }
.${css('tab')}[aria-selected=true] { color: var(--link); border-bottom: 2px solid var(--link); }
.${css('panel')} { min-height: 320px; } .${css('field')} { margin: 0 0 16px; display: grid; gap: 4px; }
.${css('field')} label { font-weight: 600; font-size: 12px; } .${css('star')} { color: var(--danger); margin-left: 2px; }
.${css('columns')} { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; }
.${css('group')} { border: 0; padding: 0; margin: 0 0 16px; } .${css('group')} legend { font-weight: 600; padding: 0 0 4px; }
.${css('box')} { display: flex; gap: 8px; padding: 2px 0; }
.${css('blanket')} { position: fixed; inset: 0; background: #091e427a; display: grid; place-items: center; z-index: 500; }
.${css('dialog')} { background: var(--ground); border-radius: 6px; padding: 24px; width: min(640px, 94vw); outline: 0; }
.${css('row')} { margin: 0 0 12px; } .${css('row')} dt { font-weight: 600; } .${css('row')} dd { margin: 0; display: flex; gap: 8px; align-items: center; }
.${css('end')} { text-align: right; }`;
document.head.append(style);

const root = document.getElementById('root');
// The page's data arrives after its frame.
if (root) setTimeout(() => createRoot(root).render(<Page />), 150);
