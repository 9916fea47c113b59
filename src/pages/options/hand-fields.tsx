import { type HandDashboardId, handDashboards } from '../../dashboards';
import { handOvers } from '../../dashboards/hand-overs';
import { t } from '../../extension/words/text';
import { type Draft, withTool } from '../../setup/profiles/draft';
import { Select, TextField } from '../../ui/fields';

/** What a tool that is set up by hand needs: which one it is, and where its logins come back to. */
export function HandFields(props: {
  readonly id: HandDashboardId;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly callbackProblem: string | undefined;
}) {
  const { id, draft, change } = props;
  const { tools } = handDashboards[id].about;
  const tool = tools.find((each) => each.id === draft.tool);
  const standing = tool && tool.standing !== 'works' ? tool : undefined;
  return (
    <section>
      <h2>{t('groupTool')}</h2>
      <Select
        label={t('tool')}
        value={draft.tool}
        help={t('help_tool')}
        options={tools.map((each) => ({ value: each.id, label: each.name ?? t('anyTool') }))}
        onChange={(chosen) => change(withTool(id, chosen))}
      />
      {standing && (
        <p class="hintbox" role="status">
          {t(standing.standing === 'broken' ? 'toolBroken' : 'toolNotKnown', standing.name ?? '')}
        </p>
      )}
      <TextField
        label={t('callbackUrl')}
        value={draft.callbackUrl}
        help={
          tool?.name && handOvers[id].needsOf(tool.id)?.callbackUrl === ''
            ? t('help_callbackShown', tool.name)
            : t('help_callbackUrl')
        }
        problem={props.callbackProblem}
        onInput={(callbackUrl) => change({ callbackUrl })}
      />
    </section>
  );
}
