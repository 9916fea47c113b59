import type { JSX } from 'preact';
import type { Corner, PanelPosition } from '../../extension/messages/panel-corner';
import { bitbucketSays } from '../../extension/words/bitbucket';
import { language, t } from '../../extension/words/text';
import { fixes } from '../../setup/problems';
import { Button } from '../../ui/button';
import { CollapseIcon, ExpandIcon, Logo, MoveIcon } from '../../ui/icons';
import { nextCorner } from './dock';
import { Items } from './items';
import type { PanelActions, PanelState, PanelTerms } from './state';
import { pairWords, wordsOf } from './words';

/** Makes a click on a button do something, where the click is a person's. */
export type Press = (action: () => void) => (event: MouseEvent) => void;

/** What the panel says, and what its buttons do. */
export interface PanelContent {
  readonly state: Exclude<PanelState, { kind: 'hidden' }>;
  readonly terms: PanelTerms;
  readonly actions: PanelActions;
}

interface PanelViewProps extends PanelContent {
  readonly press: Press;
  readonly isFolded: boolean;
  readonly place: PanelPosition;
  /** Where it stands now. */
  readonly corner: () => Corner;
  readonly choosePlace: (place: PanelPosition) => void;
  readonly drag: (event: PointerEvent) => void;
}

/** The panel, drawn from its state. */
export function PanelView(props: PanelViewProps) {
  const { state, terms, press, place, corner, choosePlace, drag } = props;
  const { says, isTrouble } = wordsOf(state, terms);
  // What went wrong is never folded up.
  const isFolded = props.isFolded && !isTrouble;
  return (
    <section
      class={isFolded ? 'surface panel folded notranslate' : 'surface panel notranslate'}
      aria-label={t('title')}
      lang={language()}
      translate={false}
    >
      {/* The pointer drags it; the keyboard has a button. */}
      <header onPointerDown={drag}>
        <Logo size={20} />
        <strong>{t('title')}</strong>
        {!isCovered(state) && (
          <>
            <IconButton
              name={t('movePanel')}
              onPress={press(() => choosePlace({ ...place, corner: nextCorner(corner()) }))}
            >
              <MoveIcon />
            </IconButton>
            <IconButton
              name={t(isFolded ? 'expand' : 'collapse')}
              isExpanded={!isFolded}
              onPress={press(() => choosePlace({ ...place, isCollapsed: !isFolded }))}
            >
              {isFolded ? <ExpandIcon /> : <CollapseIcon />}
            </IconButton>
          </>
        )}
      </header>
      <p role={isTrouble ? 'alert' : 'status'} {...(isFolded ? { class: 'brief', title: says } : {})}>
        {says}
      </p>
      {!isFolded && <Content {...props} />}
    </section>
  );
}

function IconButton(props: {
  readonly name: string;
  readonly isExpanded?: boolean;
  readonly onPress: (event: MouseEvent) => void;
  readonly children: JSX.Element;
}) {
  return (
    <button
      type="button"
      class="button quiet icon"
      aria-label={props.name}
      title={props.name}
      aria-expanded={props.isExpanded}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

function Content({ state, terms, actions, press }: PanelContent & { readonly press: Press }) {
  const can = buttonsOf(state);
  const sheet = state.kind === 'form' || state.kind === 'ask' ? state.sheet : undefined;
  const isUndone = state.kind === 'form' && state.isUndone;
  const isFresh = state.kind === 'offer' || state.kind === 'not-saved' || isUndone;
  const pair = pairWords(terms);
  return (
    <>
      {state.kind === 'follow' && state.held !== undefined && (
        <p class="quiet">
          {t('helperKept', pair, state.held)} {state.isShown && t('helperMayClose')}
        </p>
      )}
      {state.kind === 'form' && <p class="quiet">{workspaceWords(terms)}</p>}
      {state.kind === 'form' && state.complaint !== undefined && (
        <p class="problem" role="alert">
          {bitbucketSays(state.complaint)}
        </p>
      )}
      {sheet && !isUndone && (
        <div class="sheet">
          <Items sheet={sheet} canLead={state.kind === 'form'} actions={actions} press={press} />
        </div>
      )}
      <div class="buttons">
        {can.fill && (
          <Button look={isFresh ? 'primary' : 'plain'} onPress={press(actions.fill)}>
            {t(state.kind === 'form' ? 'fillAgain' : 'fillForm')}
          </Button>
        )}
        {can.undo && <Button onPress={press(actions.undo)}>{t('undo')}</Button>}
        {state.kind === 'redirect' && (
          <Button look="primary" onPress={press(() => actions.go(state.address))}>
            {t('goToConsumers')}
          </Button>
        )}
        {state.kind === 'elsewhere' && (
          <Button look="primary" onPress={press(() => actions.go(state.address))}>
            {t('goToWorkspace', state.wantedWorkspace)}
          </Button>
        )}
        {can.point && <Button onPress={press(actions.point)}>{t('pointAtValues')}</Button>}
        {state.kind === 'pointing' && <Button onPress={press(actions.point)}>{t('cancel')}</Button>}
        {state.kind === 'putting' && (
          <Button onPress={press(() => actions.put(state.item))}>{t('cancel')}</Button>
        )}
        {can.capture && <Button onPress={press(actions.capture)}>{t('capturePair', pair)}</Button>}
        {!isCovered(state) && (
          <Button
            look={isToPaste(state) || isToOpen(state) ? 'primary' : 'quiet'}
            onPress={press(actions.open)}
          >
            {t('openKeyferry')}
          </Button>
        )}
      </div>
    </>
  );
}

/** Which workspace the form is in, and how the person came there. */
function workspaceWords({ workspace, movedFrom }: PanelTerms): string {
  const is = `${t('workspace')}: ${workspace}`;
  return movedFrom === undefined ? is : `${is}. ${t('helperMoved', movedFrom)}`;
}

/** Nothing on the page can be read or pointed at. */
const isToPaste = (state: PanelContent['state']) =>
  state.kind === 'unreadable' && state.reason === 'behind-copy';

/** The next thing to do is in the popup, or on a page of the extension's. */
const isToOpen = (state: PanelContent['state']) =>
  state.kind === 'introduce' ||
  state.kind === 'waiting' ||
  (state.kind === 'choose-workspace' && state.found.length > 0) ||
  (state.kind === 'follow' && ['needs-you', 'stopped'].includes(state.state));

const isCovered = (state: PanelContent['state']) => state.kind === 'trouble' && state.trouble === 'covered';

function buttonsOf(state: PanelContent['state']) {
  return {
    fill: (state.kind === 'offer' && state.canFill) || state.kind === 'form' || state.kind === 'not-saved',
    undo: state.kind === 'form' && !state.isUndone,
    point:
      state.kind === 'ask' ||
      (state.kind === 'unreadable' && !isToPaste(state)) ||
      state.kind === 'half' ||
      (state.kind === 'trouble' && ['not-kept', 'no-answer'].includes(state.trouble)) ||
      (state.kind === 'offer' && state.canPoint) ||
      (state.kind === 'follow' && state.problem !== undefined && fixes[state.problem.code] === 'paste'),
    capture:
      (state.kind === 'offer' && state.canCapture) ||
      (state.kind === 'unreadable' && !isToPaste(state)) ||
      (state.kind === 'trouble' && ['open-a-row', 'not-kept', 'no-answer'].includes(state.trouble)),
  };
}
