// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { pageForm } from '../../../src/dashboards/by-hand/page-form';
import { createFiller } from '../../../src/filler/filler';
import type { Order } from '../../../src/filler/told';
import { pageWith, values } from './page';

const pair = '<label>Client ID <input id="key"></label><label>Client secret <input id="secret"></label>';
const vague = '<label>Key <input></label><label>Secret <input></label>';

/** Parts of a page with their own shadow roots, by the names of their elements. */
function withShadow(page: ReturnType<typeof pageWith>, inside: Record<string, string>): void {
  for (const [selector, html] of Object.entries(inside))
    for (const host of page.document.querySelectorAll(selector))
      host.attachShadow({ mode: 'open' }).innerHTML = html;
}

describe('fields', () => {
  it('are found in open shadow roots, also where each stands in one of its own', async () => {
    const page = pageWith('<form><x-id></x-id><x-secret></x-secret></form>');
    withShadow(page, {
      'x-id': '<label>Client ID <input></label>',
      'x-secret': '<label>Client secret <input type="password"></label>',
    });
    expect(await page.put()).toEqual({ kind: 'put', fields: { key: 'stands', secret: 'stands' } });
    expect(page.texts()).toEqual([values.key, values.secret]);
  });

  it('are those of the dialog where one is open', async () => {
    const page = pageWith(`<form>${pair}</form><div role="dialog" aria-label="Bitbucket">${vague}</div>`);
    expect(await page.put()).toMatchObject({ kind: 'put' });
    expect(page.texts()).toEqual(['', '', values.key, values.secret]);
  });

  it.each([
    [
      'in two forms',
      `<form><label>Client ID <input></label></form><form><label>Client secret <input></label></form>`,
    ],
    [
      'far apart, where no form holds them together',
      `<label>Client ID <input></label>${'<label>Other <input></label>'.repeat(3)}<label>Client secret <input></label>`,
    ],
    [
      'of which only one stands in a form of the dialog',
      '<div role="dialog"><label>Client ID <input></label><form><label>Client secret <input></label></form></div>',
    ],
    ['without a Secret', '<form><label>Client ID <input></label></form>'],
  ])('%s are none', async (_, body) => {
    const page = pageWith(body);
    const { form, visit } = await page.look();
    expect(form.kind).toBe('part');
    const agreed = { heading: '', fields: {} };
    expect(await page.ask({ kind: 'put', visit, agreed, values })).toEqual({ kind: 'other' });
    expect(page.texts().join('')).toBe('');
  });

  it('with words that may mean anything count only in a form that names Bitbucket', async () => {
    expect((await pageWith(`<form><h2>Licence</h2>${vague}</form>`).look()).form).toEqual({ kind: 'none' });
    expect((await pageWith(`<h1>Bitbucket</h1><form>${vague}</form>`).look()).form.kind).toBe('one');
    // The form must name the service that it is for, not one among its options.
    const options = '<select><option>GitHub</option><option>Bitbucket</option></select>';
    expect((await pageWith(`<form>${options}${vague}</form>`).look()).form.kind).toBe('none');
  });

  it('in two forms of the same kind are neither’s, unless one of them names Bitbucket', async () => {
    const two = `<form><h2>GitHub</h2>${pair}</form><form><h2>GitLab</h2>${pair}</form>`;
    const page = pageWith(two);
    expect((await page.look()).form).toEqual({ kind: 'several', headings: ['GitHub', 'GitLab'] });
    expect(await page.put()).toEqual({ kind: 'other' });
    expect(page.texts().join('')).toBe('');
    const one = pageWith(two.replace('GitLab', 'Bitbucket'));
    await one.put();
    expect(one.texts()).toEqual(['', '', values.key, values.secret]);
    const twice = pageWith(`<form><h2>Bitbucket</h2>${pair}${pair}</form>`);
    expect((await twice.look()).form.kind).toBe('several');
  });

  it.each([
    'display: none',
    'visibility: hidden',
    'opacity: 0',
    'position: absolute; left: -9999px',
    'clip-path: inset(50%)',
  ])('that no person sees take nothing: %s', async (style) => {
    const trap = `<div style="${style}"><form><h2>Bitbucket</h2>${pair}</form></div>`;
    expect((await pageWith(trap).look()).form.kind).toBe('none');
    // Beside them, and in the same form, only the visible ones are filled.
    const page = pageWith(`<form><h2>Bitbucket</h2><p style="${style}">${pair}</p>${pair}</form>`);
    await page.put();
    expect(page.texts()).toEqual(['', '', values.key, values.secret]);
    // A shadow root does not bring them back.
    const inside = pageWith(`<div style="${style}"><x-form></x-form></div>`);
    withShadow(inside, { 'x-form': `<form>${pair}</form>` });
    expect((await inside.look()).form.kind).toBe('none');
  });

  it('that are locked take nothing, nor does the other one', async () => {
    for (const lock of ['readonly', 'disabled']) {
      const page = pageWith(
        `<form><label>Client ID <input></label><label>Client secret <input ${lock}></label></form>`,
      );
      expect((await page.look()).form).toMatchObject({ fields: { secret: { isLocked: true } } });
      expect(await page.put()).toEqual({ kind: 'locked' });
      expect(page.texts()).toEqual(['', '']);
    }
  });

  it('say whether something stands in them, and not what', async () => {
    const page = pageWith(
      '<form><label>Client ID <input value="old-key"></label><label>Client secret <input value="**********"></label></form>',
    );
    const seen = await page.look();
    expect(seen.form).toMatchObject({ fields: { key: { holds: 'something' }, secret: { holds: 'mask' } } });
    expect(JSON.stringify(seen)).not.toContain('old-key');
  });
});

describe('values', () => {
  it('are entered as a person does, with the events that a page waits for, and nothing is submitted', async () => {
    const page = pageWith(`<form>${pair}<button>Save</button></form>`);
    const heard: string[] = [];
    for (const type of ['input', 'change', 'submit', 'click'])
      page.document.addEventListener(type, ({ target }) => heard.push(`${type} ${(target as Element).id}`));
    // As React tracks a field: with a setter on the element itself.
    const own: string[] = [];
    Object.defineProperty(page.field('#key'), 'value', {
      configurable: true,
      get: () => own.join(),
      set: (value: string) => own.push(value),
    });
    await page.put();
    expect(heard).toEqual(['input key', 'change key', 'input secret', 'change secret']);
    expect(own).toEqual([]);
  });

  it('that the page changes afterwards are said to be changed', async () => {
    const page = pageWith(`<form>${pair}</form>`);
    const secret = page.field('#secret');
    page.document.addEventListener('input', () => {
      page.window.setTimeout(() => {
        secret.value = secret.value.slice(0, 5);
      }, 20);
    });
    expect(await page.put()).toEqual({ kind: 'put', fields: { key: 'stands', secret: 'changed' } });
    // Keyferry may not take away what the page has changed.
    expect(await page.undo()).toEqual({ kind: 'undone', fields: { key: 'back', secret: 'left' } });
    expect(page.texts()).toEqual(['', values.secret.slice(0, 5)]);
  });

  it('are read again in the fields that a page has drawn anew', async () => {
    const page = pageWith(`<form>${pair}</form>`);
    page.document.addEventListener('input', ({ target }) => {
      const field = target as HTMLInputElement;
      if (field.id !== 'secret') return;
      page.window.setTimeout(() => {
        page.field('form').innerHTML = pair;
      }, 20);
    });
    expect(await page.put()).toEqual({ kind: 'put', fields: { key: 'changed', secret: 'changed' } });
  });

  it('go nowhere if the page takes the second field away as the first is filled', async () => {
    const page = pageWith(`<form>${pair}</form>`);
    const secret = page.field('#secret');
    page.document.addEventListener('input', () => {
      secret.style.opacity = '0';
    });
    expect(await page.put()).toMatchObject({ fields: { secret: 'changed' } });
    expect(secret.value).toBe('');
  });

  it('are put back as they were before the first time', async () => {
    const page = pageWith(`<form>${pair}</form>`);
    page.field('#key').value = 'old-key';
    await page.put();
    await page.put();
    expect((await page.look()).canUndo).toBe(true);
    await page.undo();
    expect(page.texts()).toEqual(['old-key', '']);
    expect((await page.look()).canUndo).toBe(false);
  });
});

describe('nothing is put in', () => {
  const body = `<form>${pair}</form>`;

  it.each([
    ['a look-alike of it', 'https://sso.acme.example.evil.example/'],
    ['another port', 'https://sso.acme.example:8443/'],
    ['without encryption', 'http://sso.acme.example/'],
  ])('nor looked at, on a page of another origin: %s', async (_, url) => {
    const page = pageWith(body, url);
    const { visit, form } = (await page.ask({ kind: 'look' }, new URL(url).origin)) as never;
    expect(await page.ask({ kind: 'look' })).toEqual({ kind: 'away' });
    expect(await page.ask({ kind: 'put', visit, agreed: form, values })).toEqual({ kind: 'away' });
    expect(await page.ask({ kind: 'undo', visit })).toEqual({ kind: 'away' });
    expect(page.texts()).toEqual(['', '']);
  });

  it('in a frame', async () => {
    const page = pageWith(body);
    const { document, location, origin } = page.window;
    const { visit, form: agreed } = await page.look();
    const framed = createFiller({ document, location, origin, top: {} } as unknown as Window);
    for (const order of [{ kind: 'look' }, { kind: 'put', visit, agreed, values }])
      expect(await framed({ origin, form: pageForm, ...order } as Order)).toEqual({ kind: 'away' });
    expect(page.texts()).toEqual(['', '']);
  });

  it('into another document than the one that was looked at', async () => {
    const { visit, form: agreed } = await pageWith(body).look();
    const next = pageWith(body);
    expect(await next.ask({ kind: 'put', visit, agreed, values })).toEqual({ kind: 'gone' });
    expect(next.texts()).toEqual(['', '']);
  });

  it('into another part of the site than was agreed to, where the page has gone on without a new document', async () => {
    const page = pageWith(body, 'https://sso.acme.example/acme/connections/new');
    const { visit, form: agreed } = await page.look();
    page.window.history.pushState({}, '', '/other/connections/new');
    const order = { kind: 'put', visit, agreed, within: '/acme/', values };
    expect(await page.ask(order)).toEqual({ kind: 'gone' });
    expect(page.texts()).toEqual(['', '']);
    page.window.history.pushState({}, '', '/acme/connections/new');
    expect(await page.ask(order)).toMatchObject({ kind: 'put' });
  });

  it('into a form that has got another name since', async () => {
    for (const change of [
      (page: ReturnType<typeof pageWith>) => page.field('h2').replaceChildren('GitHub'),
      (page: ReturnType<typeof pageWith>) => page.field('label').firstChild?.replaceWith('App ID '),
    ]) {
      const page = pageWith(`<form><h2>Bitbucket</h2>${pair}</form>`);
      const { visit, form: agreed } = await page.look();
      change(page);
      expect(await page.ask({ kind: 'put', visit, agreed, values })).toEqual({ kind: 'other' });
      expect(page.texts()).toEqual(['', '']);
    }
  });

  it('and no answer says what was', async () => {
    const page = pageWith(body);
    const answers = [await page.put(), await page.look(), await page.undo()];
    expect(JSON.stringify(answers)).not.toContain(values.secret);
    expect(Object.keys(page.window)).not.toContain('keyferryFiller');
  });
});

describe('a callback URL', () => {
  const urlsOn = async (body: string) => (await pageWith(body).look()).callbacks.map(({ url }) => url);

  it('is one that a person sees, called so or looking like one', async () => {
    const it = 'https://a.example/oauth/callback';
    expect(await urlsOn(`<p>Callback URL</p><code>${it}</code>`)).toEqual([it]);
    expect(await urlsOn(`<p>Copy this:</p><pre>${it}</pre>`)).toEqual([it]);
    expect(await urlsOn(`<label>Redirect URI <input readonly value="${it}"></label>`)).toEqual([it]);
    expect(await urlsOn(`<div style="display: none"><p>Callback URL</p><code>${it}</code></div>`)).toEqual(
      [],
    );
    expect(await urlsOn('<a href="https://a.example/docs">https://a.example/docs</a>')).toEqual([]);
    expect(await urlsOn('<label>Callback URL <input value="javascript:alert(1)"></label>')).toEqual([]);
    expect(await urlsOn(`<label>Callback URL <input type="password" value="${it}"></label>`)).toEqual([]);
  });

  it('that speaks for itself by more goes before the others, and of equals all are told', async () => {
    const [one, two] = ['https://a.example/broker/x/endpoint', 'https://b.example/callback'];
    expect(await urlsOn(`<p>Other</p><code>${two}</code><p>Redirect URI</p><code>${one}</code>`)).toEqual([
      one,
    ]);
    expect(await urlsOn(`<code>${two}</code><code>${one}</code><code>${one}</code>`)).toEqual([two, one]);
  });

  it('called “URI” alone is one only in a form that names Bitbucket', async () => {
    const shown = '<p>URI</p><code>https://a.example/x</code>';
    expect(await urlsOn(`<form>${shown}</form>`)).toEqual([]);
    expect(await urlsOn(`<form><h2>Bitbucket</h2>${shown}</form>`)).toEqual(['https://a.example/x']);
  });
});
