/** @jsxImportSource react */
import {
  Alert,
  Button,
  Card,
  CardActionArea,
  CardContent,
  Checkbox,
  Chip,
  CircularProgress,
  CssBaseline,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  IconButton,
  InputAdornment,
  Link,
  List,
  ListItem,
  ListItemButton,
  ListItemText,
  ListSubheader,
  Menu,
  MenuItem,
  OutlinedInput,
  Radio,
  RadioGroup,
  Switch,
  Tab,
  Tabs,
  Typography,
} from '@mui/material';
import { type MouseEvent, useId, useState } from 'react';
import { drawWith } from './app';
import type { Parts } from './parts';
import { list, say } from './start';
import { go } from './use-place';

const follow = (address: string) => (event: MouseEvent) => {
  event.preventDefault();
  go(address);
};

/** New on every page: useless for finding anything. */
const useFieldId = () => `quantum-${useId()}-control`;

const navigation = [
  ['Integration', 'Applications', 'APIs', 'Connections'],
  ['Customization', 'Branding', 'Pages', 'Forms'],
  ['Messaging', 'Emails', 'Phone'],
  ['Automation & Extensibility', 'Flows', 'Actions', 'Events'],
  ['Security & Monitoring', 'Attack Protection', 'Logs', 'Alerts'],
] as const;

/** The dashboard offered since August 2026: its class names show MUI's components. */
const parts: Parts = {
  Shell: ({ children }) => (
    <div className="frame">
      <CssBaseline />
      <nav>
        {navigation.map(([heading, ...pages]) => (
          <List key={heading} dense subheader={<ListSubheader>{say(heading)}</ListSubheader>}>
            {pages.map((each) => (
              <ListItemButton
                key={each}
                component="a"
                href={each === 'Connections' ? list : '#'}
                selected={each === 'Connections'}
              >
                <ListItemText primary={say(each)} />
              </ListItemButton>
            ))}
          </List>
        ))}
      </nav>
      <main id="content">{children}</main>
    </div>
  ),
  Head: ({ title, below, back, actions }) => (
    <>
      {back && (
        <Link href={back.address} onClick={follow(back.address)}>
          {back.label}
        </Link>
      )}
      <header className="head">
        <div>
          <Typography variant="h4" component="h1">
            {title}
          </Typography>
          {below && <Typography variant="body2">{below}</Typography>}
        </div>
        <div>{actions}</div>
      </header>
    </>
  ),
  Press: ({ label, look, isDisabled = false, onPress }) => (
    <Button variant={look ? 'contained' : 'outlined'} disabled={isDisabled} onClick={onPress}>
      {label}
    </Button>
  ),
  Form: ({ children, onSubmit }) => (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  ),
  Section: ({ title, children }) => (
    <section className="section">
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      <div>{children}</div>
    </section>
  ),
  Text: function Text(props) {
    const id = useFieldId();
    return (
      <FormControl fullWidth margin="normal" required={props.isRequired ?? false}>
        <FormLabel htmlFor={id}>{props.label}</FormLabel>
        <OutlinedInput
          id={id}
          size="small"
          type="text"
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.isReadOnly ?? false}
          autoComplete="off"
          className={props.isMasked ? 'masked' : undefined}
          onChange={(event) => props.onChange?.(event.target.value)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
          endAdornment={
            props.inField && (
              <InputAdornment position="end">
                <IconButton aria-label={props.inField.label} onClick={props.inField.onPress}>
                  <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                    <circle cx="12" cy="12" r="4" />
                  </svg>
                </IconButton>
              </InputAdornment>
            )
          }
        />
        {props.help && <FormHelperText>{props.help}</FormHelperText>}
      </FormControl>
    );
  },
  Boxes: ({ label, boxes }) => (
    <FormControl component="fieldset" margin="normal">
      <FormLabel component="legend">{label}</FormLabel>
      {boxes.map((each) => (
        <div key={each.label} className="box">
          <FormControlLabel
            label={each.label}
            control={
              <Checkbox checked={each.isChecked} onChange={(event) => each.onChange(event.target.checked)} />
            }
          />
          <IconButton size="small" aria-label={each.explains}>
            ?
          </IconButton>
        </div>
      ))}
    </FormControl>
  ),
  Radios: ({ label, options, selected, onSelect }) => (
    <RadioGroup aria-label={label} value={selected} onChange={(event) => onSelect(event.target.value)}>
      {options.map((each) => (
        <FormControlLabel key={each} value={each} label={each} control={<Radio />} />
      ))}
    </RadioGroup>
  ),
  LabelledSwitch: ({ label, isOn, onToggle }) => (
    <FormControlLabel
      label={label}
      control={<Switch checked={isOn} onChange={(event) => onToggle(event.target.checked)} />}
    />
  ),
  Tabs: ({ labels, selected, onSelect, children }) => (
    <>
      <Tabs value={selected} onChange={(_, index: number) => onSelect(index)}>
        {labels.map((each) => (
          <Tab key={each} label={each} />
        ))}
      </Tabs>
      <div role="tabpanel">{children}</div>
    </>
  ),
  Rows: ({ rows }) => (
    <List>
      {rows.map((row) => (
        <ListItem key={row.id} divider secondaryAction={row.action}>
          <ListItemText
            primary={
              row.address === undefined ? (
                row.title
              ) : (
                <Link href={row.address} onClick={follow(row.address)}>
                  {row.title}
                </Link>
              )
            }
            secondary={row.below}
          />
        </ListItem>
      ))}
    </List>
  ),
  RowSwitch: ({ isOn, onToggle }) => (
    <Switch edge="end" checked={isOn} onChange={(event) => onToggle(event.target.checked)} />
  ),
  Menu: function Options({ label, items }) {
    const [anchor, setAnchor] = useState<Element | null>(null);
    return (
      <>
        <IconButton aria-label={label} onClick={(event) => setAnchor(event.currentTarget)}>
          …
        </IconButton>
        <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
          {items.map((each) => (
            <MenuItem
              key={each.label}
              onClick={() => {
                setAnchor(null);
                each.onPress();
              }}
            >
              {each.label}
            </MenuItem>
          ))}
        </Menu>
      </>
    );
  },
  Cards: ({ cards }) => (
    <div className="cards">
      {cards.map((each) => (
        <Card key={each.title} variant="outlined">
          <CardActionArea onClick={each.onPress}>
            <CardContent>
              <Typography component="h3">{each.title}</Typography>
              {each.mark !== undefined && <Chip size="small" label={each.mark} />}
            </CardContent>
          </CardActionArea>
        </Card>
      ))}
    </div>
  ),
  Message: ({ text }) => <Alert severity="error">{text}</Alert>,
  Waiting: () => <CircularProgress aria-label={say('Loading')} />,
  Card: ({ title, children }) => (
    <Card variant="outlined">
      <CardContent>
        <Typography variant="h6" component="h2">
          {title}
        </Typography>
        {children}
      </CardContent>
    </Card>
  ),
};

drawWith(parts);
