/** @jsxImportSource react */
import Button from '@atlaskit/button/new';
import Flag, { FlagGroup } from '@atlaskit/flag';
import Form, { FormFooter } from '@atlaskit/form';
import SectionMessage from '@atlaskit/section-message';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { type ReactNode, useState } from 'react';
import { type Client, type Draft, type Errors, emptyDraft, saveClient } from './clients-api';
import { AuthorizationPanel, DetailsPanel, type PanelProps, ScopesPanel } from './form-panels';
import css from './page.module.css';
import { say, start } from './start';
import type { Place } from './use-place';

const panels = [
  { label: 'Details', Panel: DetailsPanel },
  { label: 'Authorization', Panel: AuthorizationPanel },
  { label: 'Scopes', Panel: ScopesPanel },
];

/** The tab of the first refused field. */
const tabOf = (errors: Errors): number =>
  Object.keys(errors).every((field) => field === 'callbackUrl') ? 1 : 0;

function InTabs(props: { panel: PanelProps; selected: number; select: (index: number) => void }): ReactNode {
  return (
    <Tabs id="oauth-client" selected={props.selected} onChange={props.select}>
      <TabList>
        {panels.map(({ label }) => (
          <Tab key={label}>{say(label)}</Tab>
        ))}
      </TabList>
      {panels.map(({ label, Panel }) => (
        <TabPanel key={label}>
          <div className={css.panel}>
            <Panel {...props.panel} />
          </div>
        </TabPanel>
      ))}
    </Tabs>
  );
}

const InSections = (props: { panel: PanelProps }): ReactNode =>
  panels.map(({ label, Panel }) => (
    <section key={label} className={css.section}>
      <h2>{say(label)}</h2>
      <Panel {...props.panel} />
    </section>
  ));

/** Says that something was refused: in a corner over the tabs, or at the top of the long form. */
function Refused(props: { dismiss: () => void }): ReactNode {
  const title = say('We couldn’t save your OAuth client.');
  const advice = say('Check the fields that are marked, and try again.');
  if (start.settings.layout === 'long') {
    return (
      <SectionMessage appearance="error" title={title}>
        <p>{advice}</p>
      </SectionMessage>
    );
  }
  return (
    <FlagGroup onDismissed={props.dismiss}>
      <Flag id="refused" appearance="error" title={title} description={advice} />
    </FlagGroup>
  );
}

/** Adds a client, or edits one. Text belongs to the form's fields, boxes to the page's state. */
export function ClientForm({ client, place }: { client: Client | undefined; place: Place }): ReactNode {
  const [draft, setDraft] = useState<Draft>(client ?? emptyDraft);
  const [selected, select] = useState(0);
  const [isSaving, setSaving] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = async (texts: Partial<Draft>): Promise<Errors | undefined> => {
    setRefused(false);
    setSaving(true);
    // A panel that was never opened has no fields: the draft holds their values.
    const saved = await saveClient(client?.id, { ...draft, ...texts });
    if (saved.kind === 'refused') {
      setSaving(false);
      setRefused(true);
      select(tabOf(saved.errors));
      return saved.errors;
    }
    await place.afterSave(saved);
    setSaving(false);
    return undefined;
  };

  const panel = { draft, change };
  return (
    <>
      <h1 className={css.title}>{say(client ? 'Edit OAuth client' : 'Create OAuth client')}</h1>
      <Form<Partial<Draft>> noValidate onSubmit={save}>
        {isRefused && start.settings.layout === 'long' && <Refused dismiss={() => setRefused(false)} />}
        {start.settings.layout === 'long' ? (
          <InSections panel={panel} />
        ) : (
          <InTabs panel={panel} selected={selected} select={select} />
        )}
        <FormFooter align="start">
          <Button type="submit" appearance="primary" isLoading={isSaving}>
            {say('Save')}
          </Button>
          <Button appearance="subtle" onClick={place.toList}>
            {say('Cancel')}
          </Button>
        </FormFooter>
      </Form>
      {isRefused && start.settings.layout === 'tabs' && <Refused dismiss={() => setRefused(false)} />}
    </>
  );
}
