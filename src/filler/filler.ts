import { setValue } from '../bitbucket/form';
import { type Field, findCallbacks, findForm, isUsable } from './find-form';
import { act, survey, whatToPointAt } from './guided';
import { pointAt } from './point';
import type { Answer, FormLook, FoundForm, Order } from './told';

/** What was put into a field, and what stood there before. */
interface Kept {
  readonly field: Field;
  readonly before: string;
  readonly put: string;
}

/** How long a page gets to answer an entry, in milliseconds, before the field is read again. */
const answeringMs = 250;
/** As long as the vault keeps a pair. Then what was put in is forgotten here, and cannot be undone any more. */
const keptMs = 30 * 60_000;

/**
 * What stays in a document that is looked at, in a world that the page's scripts cannot reach. Each order is checked by itself:
 * the page has to be of the origin that the order names, and in no frame. The filler listens to nothing, and only the extension's
 * own injections can ask it. It submits nothing, and presses only what leads from page to page, and what was agreed to.
 */
export function createFiller(view: Window): (order: Order) => Promise<Answer> {
  const { document } = view;
  const visit = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  let kept = new Map<string, Kept>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (name: string, field: Field, put: string) => {
    const last = kept.get(name);
    const isOwn = last?.field === field && last.put === field.value;
    kept.set(name, { field, before: isOwn ? last.before : field.value, put });
    clearTimeout(timer);
    timer = setTimeout(() => {
      kept = new Map();
    }, keptMs);
  };

  async function put(order: Extract<Order, { kind: 'put' }>): Promise<Answer> {
    const { look, elements } = findForm(document, order.form);
    if (!isAgreed(look, order.agreed)) return { kind: 'other' };
    const fields = Object.entries(elements);
    if (Object.values(look.fields).some(({ isLocked }) => isLocked)) return { kind: 'locked' };
    for (const [name, field] of fields) {
      const value = order.values[name];
      // The page's answer to the first value may replace the second field.
      if (value === undefined || !field.isConnected || !isUsable(field)) continue;
      keep(name, field, value);
      setValue(field, value);
    }
    await new Promise((resolve) => setTimeout(resolve, answeringMs));
    // A page may draw its fields anew: what a person sees now counts.
    const now = findForm(document, order.form).elements;
    return {
      kind: 'put',
      fields: Object.fromEntries(
        fields.map(([name, field]) => [
          name,
          (now[name] ?? field).isConnected && (now[name] ?? field).value === order.values[name]
            ? 'stands'
            : 'changed',
        ]),
      ),
    };
  }

  function undo(): Answer {
    const fields = [...kept].map(([name, { field, before, put }]): [string, 'back' | 'left'] => {
      if (!field.isConnected || field.value !== put) return [name, 'left'];
      setValue(field, before);
      return [name, field.value === before ? 'back' : 'left'];
    });
    kept = new Map();
    clearTimeout(timer);
    return { kind: 'undone', fields: Object.fromEntries(fields) };
  }

  return async (order) => {
    if (view.top !== view || view.location.origin !== order.origin || view.origin !== order.origin)
      return { kind: 'away' };
    if (order.kind === 'look')
      return {
        kind: 'page',
        visit,
        form: findForm(document, order.form).look,
        callbacks: findCallbacks(document, order.form),
        canUndo: [...kept.values()].some(({ field, put }) => field.isConnected && field.value === put),
      };
    if (order.kind === 'survey') return { kind: 'survey', visit, ...survey(document, order) };
    if (order.visit !== visit) return { kind: 'gone' };
    if (order.kind === 'point') {
      pointAt(
        document,
        order.at === undefined ? undefined : whatToPointAt(document, order.pages, order.at),
        order.note,
      );
      return { kind: 'done' };
    }
    // A page may have gone on without a new document.
    if (order.kind !== 'undo' && !view.location.pathname.startsWith(order.within)) return { kind: 'gone' };
    if (order.kind === 'act') return act(document, order.pages, order);
    return order.kind === 'put' ? put(order) : undo();
  };
}

/** Whether the form and its fields still have the names that the person agreed to. */
const isAgreed = (look: FormLook, agreed: FoundForm): look is Extract<FormLook, { kind: 'one' }> =>
  look.kind === 'one' &&
  look.heading === agreed.heading &&
  Object.entries(look.fields).every(([name, { label }]) => agreed.fields[name]?.label === label);
