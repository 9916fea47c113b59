import { useState } from 'preact/hooks';
import type { Access } from '../../dashboards/session';
import { t } from '../../extension/words/text';
import type { Change, Draft } from '../../setup/profiles/draft';
import { TextField } from '../../ui/fields';

/** From so many on the list has a search. */
const many = 10;

/** Which applications the connection is enabled for. */
export function Applications(props: {
  readonly draft: Draft;
  readonly access: Access | undefined;
  readonly change: (change: Change) => void;
}) {
  const { access, change } = props;
  const { applications } = props.draft;
  const [search, setSearch] = useState('');
  const ids = applications.kind === 'chosen' ? applications.ids : [];
  const all = access?.applications ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = all.filter((each) => each.name.toLowerCase().includes(wanted));
  const chosen = applications.kind === 'all' ? all : all.filter((each) => ids.includes(each.id));
  const choose = (next: readonly string[]) =>
    change(() => ({ applications: { kind: 'chosen', ids: [...next] } }));
  return (
    <fieldset class="group">
      <legend class="unseen">{t('groupApplications')}</legend>
      <label class="choice">
        <input
          type="radio"
          name="applications"
          checked={applications.kind === 'all'}
          onChange={() => change(() => ({ applications: { kind: 'all' } }))}
        />
        {t('applicationsAll')}
      </label>
      <label class="choice">
        <input
          type="radio"
          name="applications"
          checked={applications.kind === 'chosen'}
          onChange={() => choose([])}
        />
        {t('applicationsChosen')}
      </label>
      {!access && applications.kind === 'chosen' && <p class="help">{t('applicationsUnknown')}</p>}
      {access && all.length === 0 && <p class="help">{t('applicationsNone')}</p>}
      {all.length > 0 && (
        <div class="applications">
          <p class="help" role="status">
            {t('applicationsCount', String(chosen.length), String(all.length))}
          </p>
          {access?.isPart && <p class="help">{t('applicationsPart')}</p>}
          {all.length > many && (
            <TextField label={t('searchApplications')} value={search} onInput={setSearch} />
          )}
          <div class="scrolling">
            {shown.map((each) => (
              <label key={each.id} class="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(each)}
                  disabled={applications.kind === 'all'}
                  onChange={(event) =>
                    choose(
                      event.currentTarget.checked ? [...ids, each.id] : ids.filter((id) => id !== each.id),
                    )
                  }
                />
                {each.name}
              </label>
            ))}
          </div>
          {shown.length === 0 && <p class="help">{t('searchNone')}</p>}
        </div>
      )}
    </fieldset>
  );
}
