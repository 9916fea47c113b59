import type { Page } from '../bitbucket/page';
import { askAsHelper } from '../extension/messages/ask-as-helper';
import { copyText } from './copy-text';
import { type FormFilling, wantedBy } from './form-filling';
import type { HandIn } from './hand-in';
import { noAnswer, type PanelActions } from './panel/state';
import type { Picking } from './picking';
import type { Turns } from './turns';
import type { Visit } from './visit';

/** What the panel's buttons do. Whatever changes the page waits for its turn; a lost answer is shown. */
export function createActions(
  visit: Visit,
  turns: Turns,
  form: FormFilling,
  pairs: HandIn,
  picking: Picking,
): PanelActions {
  const sayNoAnswer = () => visit.show(noAnswer);
  const inTurn = (act: (page: Page) => Promise<void> | void) => () =>
    turns.press(() => act(visit.look()), sayNoAnswer);

  return {
    fill: inTurn(async (page) => {
      const wanted = wantedBy(visit.plan);
      if (page.kind === 'form' && wanted) await form.fill(page, wanted, true);
      else if (page.kind === 'list') page.create.click();
    }),
    undo: inTurn(async (page) => {
      if (page.kind === 'form') await form.undo(page);
    }),
    capture: inTurn(async (page) => {
      pairs.forget();
      const name = visit.plan.kind === 'capture' ? visit.plan.consumerName : undefined;
      await (page.kind === 'pair' ? pairs.takeShown(page, name) : pairs.takeInRow(name));
    }),
    point: () => void picking.point(),
    put: (item) => void picking.put(item),
    lead: (item) =>
      inTurn(async (page) => {
        if (page.kind === 'form') await form.lead(page, item);
      })(),
    copy: copyText,
    go: (address) => location.assign(address),
    open: () => {
      askAsHelper({ type: 'helper/open' }).catch(sayNoAnswer);
    },
    place(place) {
      // If this is not written down, only the next page does not know it.
      askAsHelper({ type: 'helper/place', place }).catch(() => undefined);
    },
  };
}
