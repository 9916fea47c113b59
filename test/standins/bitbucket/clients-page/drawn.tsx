/** @jsxImportSource react */
// "OAuth clients" in this project's own markup: a second variant beside the page of Atlassian's own components, with
// the same words. Its rows are always a table, and it loads at once.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type Client, type Draft, deleteClient, type Errors, emptyDraft, saveClient } from './clients-api';
import { impliedBy, toggled } from './implied';
import { ownAddress, type Pair, say, start } from './start';
import { useClients } from './use-clients';
import { type PairValue, usePairSteps } from './use-pair-steps';
import { type Place, useIsPairThere, usePlace } from './use-place';

/** Class names change with every build of the page. */
const suffix = Math.random().toString(36).slice(2, 7);
const css = (name: string) => `_${name[0]}${name.length}${suffix}${name.at(-1)}`;

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
  const forced = impliedBy(draft.scopes);
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
                  onChange={(checked) => change({ scopes: toggled(draft.scopes, box.scope, checked) })}
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

/** One value of the pair: as text, in a read-only field, as dots, or only behind its button. */
function Value(props: { shown: PairValue; reveal: () => void }): ReactNode {
  const { label, value, shows } = props.shown;
  const id = useId();
  const button =
    shows === 'dots' ? (
      <button type="button" onClick={props.reveal}>
        {say('Show')}
      </button>
    ) : (
      <button type="button" onClick={() => void navigator.clipboard?.writeText(value)}>
        {say('Copy')}
      </button>
    );
  if (start.settings.pairAs === 'fields') {
    return (
      <div className={css('field')}>
        <label htmlFor={id}>{say(label)}</label>
        <input type="text" id={id} readOnly value={value} />
        {button}
      </div>
    );
  }
  return (
    <div className={css('row')}>
      <dt>{say(label)}</dt>
      <dd>
        {shows !== 'nothing' && <code>{shows === 'dots' ? '••••••••••••••••' : value}</code>}
        {button}
      </dd>
    </div>
  );
}

function PairShown(props: { pair: Pair; onClose: () => void }): ReactNode {
  const { values, isLast, next, reveal } = usePairSteps(props.pair);
  const rows = values.map((each) => <Value key={each.label} shown={each} reveal={reveal} />);
  return (
    <>
      <p>Copy the client ID and secret now. For security reasons the secret won’t be shown again.</p>
      {start.settings.pairAs === 'fields' ? rows : <dl>{rows}</dl>}
      <p className={css('end')}>
        <button type="button" className="primary" onClick={isLast ? props.onClose : next}>
          {say(isLast ? 'Done' : 'Next')}
        </button>
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

function CreatedPage(props: { pair: Pair; onClose: () => void }): ReactNode {
  const isThere = useIsPairThere();
  return (
    <>
      <h1>{say('OAuth client created')}</h1>
      {isThere ? <PairShown {...props} /> : <p role="status">Loading…</p>}
    </>
  );
}

function ClientForm(props: { client: Client | undefined; place: Place }): ReactNode {
  const [draft, setDraft] = useState<Draft>(props.client ?? emptyDraft);
  const [errors, setErrors] = useState<Errors>({});
  const [open, setOpen] = useState(0);
  const [saving, setSaving] = useState(false);
  const id = useId();
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async () => {
    setSaving(true);
    const saved = await saveClient(props.client?.id, draft);
    if (saved.kind === 'refused') {
      setErrors(saved.errors);
      setOpen(saved.errors.callbackUrl ? 1 : 0);
    } else await props.place.afterSave(saved);
    setSaving(false);
  };

  const Panel = tabs[open]?.Panel ?? DetailsPanel;
  const isLong = start.settings.layout === 'long';
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
      <button type="button" className="link" onClick={props.place.toList}>
        {say('Cancel')}
      </button>
    </>
  );
}

function ClientList(props: { place: Place }): ReactNode {
  const { loading, again, reload } = useClients();
  const [menu, setMenu] = useState<number>();
  const { place } = props;
  const remove = async (client: Client) => {
    await deleteClient(client.id);
    setMenu(undefined);
    await reload();
  };
  return (
    <>
      <div className={css('head')}>
        <h1>{say('OAuth clients')}</h1>
        <button type="button" className="primary" onClick={() => place.toForm(undefined)}>
          {say('Create OAuth client')}
        </button>
      </div>
      <p>
        Generate your own OAuth client ID and secret to{' '}
        <a href="/docs">build your own custom integration with Bitbucket</a>.
      </p>
      {place.again && (
        <p className="message">
          {say('OAuth client created')}{' '}
          <button type="button" className="link" onClick={place.showAgain}>
            {say('Show again')}
          </button>
        </p>
      )}
      {loading.kind === 'loading' && <p role="status">Loading…</p>}
      {loading.kind === 'failed' && (
        <div className="message bad" role="alert">
          {say('We couldn’t load your OAuth clients.')}{' '}
          <button type="button" onClick={again}>
            {say('Try again')}
          </button>
        </div>
      )}
      {loading.kind === 'loaded' && (
        <table className="list">
          <thead>
            <tr>
              <th>{say('Name')}</th>
              <th>{say('Client ID')}</th>
              <th>{say('Actions')}</th>
            </tr>
          </thead>
          <tbody>
            {loading.clients.map((client) => (
              <tr key={client.id}>
                <td>
                  <a
                    href={`${ownAddress}/${client.id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      place.toForm(client);
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
                      <button type="button" role="menuitem" onClick={() => place.toForm(client)}>
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
  const place = usePlace();
  const { view, dialog } = place;
  return (
    <>
      {view.kind === 'list' && <ClientList key={`list${place.beat}`} place={place} />}
      {view.kind === 'opening' && <p role="status">Loading…</p>}
      {view.kind === 'form' && <ClientForm client={view.client} place={place} />}
      {view.kind === 'pair' && <CreatedPage pair={view.pair} onClose={place.closePair} />}
      {dialog && <CreatedDialog pair={dialog} onClose={place.closePair} />}
    </>
  );
}

const style = document.createElement('style');
style.textContent = `
.${css('head')} { display: flex; justify-content: space-between; align-items: start; }
.${css('tabs')} { display: flex; gap: 16px; border-bottom: 2px solid var(--line); margin-bottom: 20px; }
.${css('tab')} { padding: 8px 4px; cursor: pointer; color: var(--quiet); margin-bottom: -2px; }
.${css('tab')}[aria-selected=true] { color: var(--link); border-bottom: 2px solid var(--link); }
.${css('panel')} { min-height: 320px; } .${css('field')} { margin: 0 0 16px; display: grid; gap: 4px; }
.${css('field')} button { justify-self: start; } .${css('field')} label { font-weight: 600; font-size: 12px; } .${css('star')} { color: var(--danger); margin-left: 2px; }
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
