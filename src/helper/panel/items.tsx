import { useState } from 'preact/hooks';
import { type FormItem, type ItemState, isText } from '../../bitbucket/form';
import { loginScopes, scopes } from '../../bitbucket/scopes';
import { cutInMiddle } from '../../cut';
import { type MessageKey, t } from '../../extension/words/text';
import { DoneIcon, ExtraIcon, OwnIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';
import type { FormSheet, PanelActions } from './state';
import type { Press } from './view';
import { itemLabel, type ShownState, shownState } from './words';

const icons = {
  filled: DoneIcon,
  right: DoneIcon,
  own: OwnIcon,
  there: OwnIcon,
  kept: StoppedIcon,
  open: WaitingIcon,
  missing: StoppedIcon,
  extra: ExtraIcon,
} as const satisfies Record<ShownState, unknown>;

/** An empty field and a box without a tick have different words. */
const stateWords = (item: FormItem, state: ShownState): string =>
  state === 'open' || state === 'missing'
    ? t(`itemState_${state}_${isText(item) ? 'text' : 'box'}`)
    : t(`itemState_${state}`);

/** In characters. A longer value is cut in its middle: the ends of an address tell most of it. */
const longest = 34;

interface ItemsProps {
  readonly sheet: FormSheet;
  /** Whether it is known where the items are. */
  readonly canLead: boolean;
  readonly actions: PanelActions;
  readonly press: Press;
}

/** What was put in, tab by tab and item by item, with its value and, when unfolded, why. */
export function Items(props: ItemsProps) {
  const { items } = props.sheet;
  const tabs = [...new Set(items.map((each) => each.tab))];
  const named = tabs.filter((each) => each !== undefined);
  return (
    <>
      {named.length > 1 && props.canLead && (
        <p class="help">{t('itemsOnTabs', String(items.length), String(tabs.length))}</p>
      )}
      {tabs.map((tab) => (
        <ItemsOnTab key={tab} {...props} tab={tab} />
      ))}
      <details class="why">
        <summary>{t('whyTitle')}</summary>
        <dl>
          {items.map(({ item }) => (
            <div key={item}>
              <dt>{itemLabel(item)}</dt>
              <dd class="help">{reasonFor(item)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function ItemsOnTab({ tab, ...props }: ItemsProps & Pick<ItemState, 'tab'>) {
  const name = tab === undefined ? t('itemsName') : t('itemTab', tab);
  return (
    <section aria-label={name}>
      {tab !== undefined && <h3>{name}</h3>}
      <ul class="items" aria-label={name}>
        {props.sheet.items
          .filter((each) => each.tab === tab)
          .map((each) => (
            <Item key={each.item} {...props} {...each} />
          ))}
      </ul>
    </section>
  );
}

function Item({ sheet, canLead, actions, press, item, state }: ItemsProps & ItemState) {
  const shown = shownState({ item, state });
  const label = itemLabel(item);
  const value = isText(item) && shown !== 'own' && shown !== 'there' ? sheet.wanted[item] : undefined;
  const isToDo = shown === 'missing' || shown === 'open' || shown === 'kept';
  const Icon = icons[shown];
  return (
    <li data-state={shown}>
      <Icon />
      <div>
        <p class="line">
          {canLead && state !== 'missing' ? (
            <button type="button" class="lead" onClick={press(() => actions.lead(item))}>
              {label}
            </button>
          ) : (
            <span>{label}</span>
          )}{' '}
          <span class="state">{stateWords(item, shown)}</span>
        </p>
        {value !== undefined && (
          <p class="line">
            <span class="value" title={value}>
              {cutInMiddle(value, longest)}
            </span>{' '}
            <Copy label={label} value={value} actions={actions} press={press} />
          </p>
        )}
        {isText(item) && isToDo && (
          <p>
            <button
              type="button"
              class="lead"
              aria-label={`${t('putHere')}: ${label}`}
              onClick={press(() => actions.put(item))}
            >
              {t('putHere')}
            </button>
          </p>
        )}
      </div>
    </li>
  );
}

/** Says whether the value is on the clipboard, as the browser reports it. */
function Copy(props: {
  readonly label: string;
  readonly value: string;
  readonly actions: PanelActions;
  readonly press: Press;
}) {
  const { label, value, actions, press } = props;
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = () => void actions.copy(value).then((isCopied) => setState(isCopied ? 'copied' : 'failed'));
  return (
    <span>
      <span class="help" role="status">
        {state === 'ready' ? '' : t(state)}
      </span>{' '}
      <button type="button" class="lead" aria-label={t('copy', label)} onClick={press(copy)}>
        {t('copyShort')}
      </button>
    </span>
  );
}

const reasonFor = (item: FormItem): string => {
  const scope = scopes.find((each) => each === item);
  if (!scope) return t(`why_${item}` as MessageKey);
  return t(loginScopes.includes(scope) ? 'why_scopeLogin' : 'why_scope');
};
