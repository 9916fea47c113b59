import { Fragment } from 'preact';
import { isApiDashboard } from '../../dashboards';
import type { Choice, ChoiceField, Field } from '../../dashboards/fieldset';
import type { Access } from '../../dashboards/session';
import type { Said } from '../../dashboards/words';
import { inWords } from '../../extension/words/said';
import { t } from '../../extension/words/text';
import {
  type Change,
  type Draft,
  type DraftProblems,
  enteredIn,
  entering,
  enteringSecret,
  picking,
} from '../../setup/profiles/draft';
import { settledText, wrongAtOnce } from '../../setup/profiles/read-draft';
import { Button } from '../../ui/button';
import { SecretField, Select, TextField } from '../../ui/fields';
import { GetCredential } from './get-credential';
import { TakeCredential } from './take-credential';

/** Fields of the draft's dashboard, whatever they are: each as it is declared. */
export function OwnFields(props: {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly problems: DraftProblems;
  readonly change: (change: Change) => void;
  /** Whether no profile was saved from it yet. */
  readonly isNew?: boolean;
  /** Enters a secret that was taken from the dashboard's page, and goes on with it. */
  readonly onTaken?: (change: Change) => void;
  /** What is said below a field in place of its own help. */
  readonly help?: (field: Field, own: string | undefined) => string | undefined;
  /** What a check has found, with what there is to choose from. */
  readonly access?: Access | undefined;
}) {
  const { draft, change } = props;
  const entered = enteredIn(draft);
  return (
    <>
      {props.fields.map((field) => {
        const { id } = field;
        const value = entered[id] ?? '';
        const help = inWordsIfAny(field.help?.(entered));
        const enter = (text: string) => change((before) => entering(before, { [id]: text }));
        const common = {
          label: t(field.label),
          value,
          help: props.help ? props.help(field, help) : help,
          problem: inWordsIfAny(props.problems[id]),
          onInput: enter,
        };
        if (field.kind === 'choice')
          return <Pick key={id} field={field} draft={draft} change={change} help={common.help} />;
        if (field.kind === 'secret')
          return (
            <Fragment key={id}>
              <SecretField
                {...common}
                told={field.tells && (field.tells.of(value)?.says ?? []).map(inWords).join(' ')}
                problem={common.problem ?? inWordsIfAny(wrongAtOnce(draft, field))}
                onInput={(text) =>
                  change((before) => enteringSecret(before, field, text, props.isNew ?? false))
                }
              />
              {isApiDashboard(draft.dashboard) && (
                <div class="buttons">
                  <GetCredential dashboard={draft.dashboard} entered={entered} />
                </div>
              )}
              {isApiDashboard(draft.dashboard) && props.onTaken && (
                <TakeCredential
                  dashboard={draft.dashboard}
                  draft={draft}
                  field={field}
                  isNew={props.isNew ?? false}
                  onTaken={props.onTaken}
                />
              )}
            </Fragment>
          );
        const offered = props.access?.offered[id] ?? [];
        return (
          <Fragment key={id}>
            <TextField
              {...common}
              placeholder={field.placeholder?.(entered)}
              onLeave={() => {
                const settled = settledText(draft, id);
                if (settled !== value) enter(settled);
              }}
            />
            {offered.length > 1 && (
              <div class="buttons">
                {offered.map((each) => (
                  <Button key={each} onPress={() => enter(each)}>
                    {each}
                  </Button>
                ))}
              </div>
            )}
          </Fragment>
        );
      })}
    </>
  );
}

/** A choice, with what there is to know of the picked one. */
function Pick(props: {
  readonly field: ChoiceField<Readonly<Record<string, unknown>>>;
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  readonly help: string | undefined;
}) {
  const { field, draft, change, help } = props;
  const entered = enteredIn(draft);
  const note = field.note?.(entered);
  return (
    <>
      <Select
        label={t(field.label)}
        value={entered[field.id] ?? ''}
        help={help}
        options={field.choices.map((each) => ({ value: each.value, label: choiceName(each) }))}
        onChange={(value) => change((before) => picking(before, field, value))}
      />
      {note && (
        <p class="hintbox" role="status">
          {inWords(note)}
        </p>
      )}
    </>
  );
}

const choiceName = (choice: Choice): string => choice.name ?? t(choice.label);

const inWordsIfAny = (said: Said | undefined): string | undefined => said && inWords(said);
