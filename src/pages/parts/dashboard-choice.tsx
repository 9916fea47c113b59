import { type DashboardId, dashboards } from '../../dashboards';
import { t } from '../../extension/words/text';
import { type Change, type Draft, pickingDashboard } from '../../setup/profiles/draft';
import { Select } from '../../ui/fields';

/** Which of the dashboards is meant; nothing, where there is only one. */
export const DashboardChoice = (props: {
  readonly ids: readonly DashboardId[];
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  readonly help?: string | undefined;
}) =>
  props.ids.length > 1 ? (
    <Select
      label={t('dashboard')}
      value={props.draft.dashboard}
      help={props.help}
      options={props.ids.map((id) => ({ value: id, label: nameOf(id) }))}
      onChange={(value) => props.change((before) => pickingDashboard(before, value as DashboardId))}
    />
  ) : null;

const nameOf = (id: DashboardId): string => {
  const { about } = dashboards[id];
  return about.kind === 'hand' ? t('otherDashboard') : about.name;
};
