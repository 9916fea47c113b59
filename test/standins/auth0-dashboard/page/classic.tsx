/** @jsxImportSource react */
import {
  Alert,
  Avatar,
  Button,
  Checkbox,
  CssBaseline,
  Form,
  Heading,
  Link,
  Paragraph,
  Radio,
  ResourceList,
  Sidebar,
  Spinner,
  Switch,
  Tabs,
} from '@auth0/cosmos';
import { type ChangeEvent, useState } from 'react';
import { drawWith } from './app';
import type { Parts } from './parts';
import { list, say } from './start';
import { go } from './use-place';

/** The dashboard as it was until 2026, from Auth0's own published components. */
const parts: Parts = {
  Shell: ({ children }) => (
    <div className="frame">
      <CssBaseline />
      <Sidebar>
        <Sidebar.Link icon="quickstarts" label={say('Getting Started')} url="#" />
        <Sidebar.LinkGroup icon="connections" label={say('Authentication')} defaultOpen>
          <Sidebar.Link label={say('Database')} url="#" />
          <Sidebar.Link label={say('Social')} url={list} selected />
          <Sidebar.Link label={say('Enterprise')} url="#" />
          <Sidebar.Link label={say('Passwordless')} url="#" />
        </Sidebar.LinkGroup>
      </Sidebar>
      <main id="content">{children}</main>
    </div>
  ),
  Head: ({ title, below, back, actions }) => (
    <>
      {back && <Link href={back.address}>{back.label}</Link>}
      <header className="head">
        <Avatar type="resource" icon="connections" size="xlarge" />
        <div>
          <Heading size={1}>{title}</Heading>
          {below && <Paragraph>{below}</Paragraph>}
        </div>
        <div>{actions}</div>
      </header>
    </>
  ),
  Press: ({ label, look, isDisabled = false, onPress }) => (
    <Button type="button" appearance={look ?? 'default'} disabled={isDisabled} onClick={onPress}>
      {label}
    </Button>
  ),
  Form: ({ children, onSubmit }) => (
    <Form
      layout="label-on-left"
      onSubmit={(event: Event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </Form>
  ),
  Section: ({ title, children }) => <Form.FieldSet label={title}>{children}</Form.FieldSet>,
  Text: (props) => (
    <Form.TextInput
      label={props.label}
      helpText={props.help}
      type="text"
      value={props.value}
      placeholder={props.placeholder}
      readOnly={props.isReadOnly ?? false}
      className={props.isMasked ? 'masked' : undefined}
      autoComplete="off"
      actions={
        props.inField ? [{ icon: 'eye', label: props.inField.label, handler: props.inField.onPress }] : []
      }
      onChange={(event: ChangeEvent<HTMLInputElement>) => props.onChange?.(event.target.value)}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
    />
  ),
  Boxes: ({ label, boxes }) => (
    <Form.Field label={label} fieldComponent={undefined}>
      {boxes.map((each) => (
        <div key={each.label} className="box">
          <Checkbox
            name={each.label}
            value={each.label}
            checked={each.isChecked}
            onChange={(event) => each.onChange(event.target.checked)}
          >
            {each.label}
          </Checkbox>
          <Button type="button" appearance="link" icon="help" label={each.explains} />
        </div>
      ))}
    </Form.Field>
  ),
  Radios: ({ label, options, selected, onSelect }) => (
    <Form.Radio
      label={label}
      name="purpose"
      selected={selected}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onSelect(event.target.value)}
    >
      {options.map((each) => (
        <Radio.Option key={each} value={each}>
          {each}
        </Radio.Option>
      ))}
    </Form.Radio>
  ),
  LabelledSwitch: ({ label, isOn, onToggle }) => <Form.Switch label={label} on={isOn} onToggle={onToggle} />,
  Tabs: ({ labels, selected, onSelect, children }) => (
    <Tabs selected={selected} onSelect={onSelect}>
      {labels.map((each, index) => (
        <Tabs.Tab key={each} label={each}>
          {index === selected ? children : null}
        </Tabs.Tab>
      ))}
    </Tabs>
  ),
  Rows: ({ rows }) => (
    <ResourceList
      items={[...rows]}
      renderItem={(row: (typeof rows)[number]) => (
        <ResourceList.Item
          key={row.id}
          title={row.title}
          subtitle={row.below}
          {...(row.address === undefined ? {} : { href: row.address })}
          // It takes children, which its types do not mention.
          {...{ children: <div className="end">{row.action}</div> }}
        />
      )}
    />
  ),
  RowSwitch: ({ isOn, onToggle }) => <Switch on={isOn} onToggle={onToggle} hideAccessibleLabels />,
  Menu: function Menu({ label, items }) {
    const [isOpen, setOpen] = useState(false);
    return (
      <span className="menu">
        <Button type="button" icon="more" label={label} onClick={() => setOpen(!isOpen)} />
        {isOpen && (
          <span role="menu">
            {items.map((each) => (
              <button key={each.label} type="button" role="menuitem" onClick={each.onPress}>
                {each.label}
              </button>
            ))}
          </span>
        )}
      </span>
    );
  },
  Cards: ({ cards }) => (
    <ul className="cards">
      {cards.map((each) => (
        <li key={each.title}>
          <button type="button" className="provider" onClick={each.onPress}>
            <Avatar type="resource" icon="connections" size="medium" />
            <span>{each.title}</span>
            {each.mark !== undefined && <small>{each.mark.toUpperCase()}</small>}
          </button>
        </li>
      ))}
    </ul>
  ),
  Message: ({ text }) => <Alert appearance="danger" text={text} />,
  Waiting: () => <Spinner size="large" />,
  Card: ({ title, children }) => (
    <section className="card">
      <Heading size={2}>{title}</Heading>
      {children}
    </section>
  ),
};

// The dashboard's own links load no new document.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.getAttribute('href')?.startsWith('/dashboard/')) return;
  event.preventDefault();
  go(link.pathname);
});
drawWith(parts);
