import { JSDOM } from 'jsdom';
import { pageForm } from '../../../src/dashboards/by-hand/page-form';
import type { PageForm } from '../../../src/dashboards/page-form';
import { createFiller } from '../../../src/filler/filler';
import type { FoundForm, Look, Order } from '../../../src/filler/told';

export const origin = 'https://sso.acme.example';
export const values = { key: 'uY7fHk2mPq', secret: 'n0t-A-real+secret/of=2026' };

/** A page with the filler in it, as after an injection. */
export function pageWith(body: string, url = `${origin}/admin/`, form: PageForm = pageForm) {
  const { window } = new JSDOM(`<!doctype html><body>${body}</body>`, { url });
  const filler = createFiller(window as unknown as Window);
  const { document } = window;
  const ask = (order: object, at = origin) => filler({ origin: at, form, within: '/', ...order } as Order);
  const look = async () => (await ask({ kind: 'look' })) as Look;
  return {
    window,
    document,
    ask,
    look,
    field: (selector: string) => document.querySelector(selector) as unknown as HTMLInputElement,
    /** Looks, agrees to what is found, and puts the pair in. */
    async put(more: object = {}) {
      const { visit, form: agreed } = await look();
      return ask({
        kind: 'put',
        visit,
        agreed: agreed as unknown as FoundForm,
        within: '/admin/',
        values,
        ...more,
      });
    },
    async undo() {
      return ask({ kind: 'undo', visit: (await look()).visit });
    },
    /** Every value in the page's fields, including those in shadow roots. */
    texts(): string[] {
      const roots: ParentNode[] = [document];
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      return roots.flatMap((root) =>
        [...root.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value),
      );
    },
  };
}
