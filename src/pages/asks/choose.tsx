import type { Decision } from '../../extension/messages/schemas';
import { t } from '../../extension/words/text';
import type { Stage } from '../../setup/journey/journey';
import { Button } from '../../ui/button';

/** Questions with several answers, each a button: which workspace, which client, which connection. */

type Decide = (event: Decision) => void;

/** Asks which workspace, of those that Bitbucket's pages have named. */
export const ChooseWorkspace = ({ found, decide }: { found: readonly string[]; decide: Decide }) => (
  <>
    <Choices
      label={t('now_whichWorkspace')}
      choices={found.map((each) => ({ id: each, name: t('useWorkspace', each) }))}
      onChoose={(workspace) => decide({ kind: 'workspace-chosen', workspace })}
    />
    <p class="quiet">{t('whichWorkspaceWhy')}</p>
  </>
);

/** Offers the workspace that the tab shows, in place of the setup's own. */
export const WorkspaceHere = ({ here, decide }: { here: string; decide: Decide }) => (
  <div class="buttons">
    <Button onPress={() => decide({ kind: 'workspace-chosen', workspace: here })}>
      {t('useWorkspace', here)}
    </Button>
  </div>
);

/** Asks which client, of those in the list. */
export const ChooseClient = ({ names, decide }: { names: readonly string[]; decide: Decide }) => (
  <Choices
    label={t('now_choosing')}
    choices={names.map((each) => ({ id: each, name: each }))}
    onChoose={(name) => decide({ kind: 'consumer-chosen', name })}
  />
);

/** Asks which connection, of those that the dashboard has with Bitbucket. */
export const ChooseConnection = (props: {
  readonly connections: Extract<Stage, { kind: 'picking' }>['connections'];
  readonly dashboardName: string;
  readonly decide: Decide;
}) => (
  <Choices
    label={t('now_picking', props.dashboardName)}
    choices={props.connections.map((each) => ({
      id: each.id,
      name: each.keyHint === '' ? each.name : t('connectionChoice', each.name, each.keyHint),
    }))}
    onChoose={(id) => props.decide({ kind: 'connection-picked', id })}
  />
);

const Choices = (props: {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (id: string) => void;
}) => (
  <ul class="choices" aria-label={props.label}>
    {props.choices.map(({ id, name }) => (
      <li key={id}>
        <Button onPress={() => props.onChoose(id)}>{name}</Button>
      </li>
    ))}
  </ul>
);
