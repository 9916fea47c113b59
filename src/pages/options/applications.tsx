import { useState } from 'preact/hooks';
import type { Access } from '../../dashboards/session';
import { t } from '../../extension/words/text';
import type { Change, Draft } from '../../setup/profiles/draft';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/fields';

/** From this many on, the list has a search. */
const many = 8;
/** This many are drawn at once: with a list of thousands, each typed letter would take a moment. */
const portion = 100;

/** Which applications the connection is enabled for. */
export function Applications(props: {
  readonly draft: Draft;
  readonly access: Access | undefined;
  readonly change: (change: Change) => void;
}) {
  const { access, change } = props;
  const { applications } = props.draft;
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(portion);
  const ids = new Set(applications.kind === 'chosen' ? applications.ids : []);
  const isChosen = (id: string) => applications.kind === 'all' || ids.has(id);
  const all = access?.applications ?? [];
  const wanted = search.trim().toLowerCase();
  const matching = all.filter((each) => each.name.toLowerCase().includes(wanted));
  const drawn = matching.slice(0, most);
  const choose = (next: Iterable<string>) =>
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
            {t('applicationsCount', String(all.filter(({ id }) => isChosen(id)).length), String(all.length))}
          </p>
          {access?.isPart && <p class="help">{t('applicationsPart')}</p>}
          {all.length > many && (
            <>
              <TextField
                label={t('searchApplications')}
                value={search}
                onInput={(text) => {
                  setSearch(text);
                  setMost(portion);
                }}
              />
              <p class="help" role="status">
                {wanted !== '' && matching.length > 0 && t('searchMatching', String(matching.length))}
                {matching.length === 0 && t('searchNone')}
              </p>
              {wanted !== '' && applications.kind === 'chosen' && (
                <div class="buttons">
                  <Button
                    disabled={matching.every(({ id }) => ids.has(id))}
                    onPress={() => choose(new Set([...ids, ...matching.map(({ id }) => id)]))}
                  >
                    {t('selectMatching')}
                  </Button>
                </div>
              )}
            </>
          )}
          <div class="scrolling">
            {drawn.map(({ id, name }) => (
              <label key={id} class="choice">
                <input
                  type="checkbox"
                  checked={isChosen(id)}
                  disabled={applications.kind === 'all'}
                  onChange={(event) =>
                    choose(
                      event.currentTarget.checked ? [...ids, id] : [...ids].filter((each) => each !== id),
                    )
                  }
                />
                {name}
              </label>
            ))}
            {matching.length > most && (
              <Button look="quiet" onPress={() => setMost(most + portion)}>
                {t('showMore', String(matching.length - most))}
              </Button>
            )}
          </div>
        </div>
      )}
    </fieldset>
  );
}
