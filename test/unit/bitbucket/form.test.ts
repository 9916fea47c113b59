// @vitest-environment node
import { JSDOM } from 'jsdom';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fillForm, inspectForm, type WantedConsumer } from '../../../src/bitbucket/form';
import { clients } from '../../../src/bitbucket/generations/clients';
import { consumers } from '../../../src/bitbucket/generations/consumers';
import { partsByWords } from '../../../src/bitbucket/parts';
import type { OpenPage } from './pages';
import { openPage, until } from './pages';

// The helper needs the browser's own MutationObserver to wait until a page settles.
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

let page: OpenPage;
afterEach(() => page.close());

const wanted: WantedConsumer = {
  name: 'Auth0 login (acme)',
  description: 'Log in with Bitbucket',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
  url: 'https://acme.eu.auth0.com/',
  scopes: ['account', 'email'],
};

const fill = (generation: typeof clients, more: Partial<WantedConsumer> = {}, overwrite = false) =>
  fillForm(
    partsByWords(page.document.body, generation),
    generation,
    { ...wanted, ...more },
    { settle: page.settled, overwrite, signal: new AbortController().signal },
  );

const control = (id: string) => page.document.querySelector<HTMLInputElement>(`#${id.replace(':', '\\:')}`);
const box = (scope: string) => page.document.querySelector<HTMLInputElement>(`input[value="${scope}"]`);

describe('the form of "OAuth consumers"', () => {
  it('is filled, and the strongest box ticks what it implies', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    const { items } = await fill(consumers, { scopes: ['account', 'email', 'pullrequest:write'] });
    expect(control('id_name')?.value).toBe(wanted.name);
    expect(control('id_description')?.value).toBe(wanted.description);
    expect(control('id_callback_url')?.value).toBe(wanted.callbackUrl);
    expect(control('id_url')?.value).toBe(wanted.url);
    expect(
      ['account', 'email', 'pullrequest', 'repository:write'].map((scope) => box(scope)?.checked),
    ).toEqual(Array(4).fill(true));
    expect(box('email')?.disabled).toBe(true);
    expect(box('issue')?.checked).toBe(false);
    expect(items.filter((each) => each.state === 'missing')).toEqual([]);
  });

  it('keeps what the person entered, unless told to overwrite', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    const callback = control('id_callback_url');
    if (callback) callback.value = 'https://mine.example/';
    const first = await fill(consumers);
    expect(callback?.value).toBe('https://mine.example/');
    expect(first.items).toContainEqual(expect.objectContaining({ item: 'callbackUrl', state: 'kept' }));
    await fill(consumers, {}, true);
    expect(callback?.value).toBe(wanted.callbackUrl);
  });

  it('enters once more what a field that was just drawn has lost, and says so where it never keeps it', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    const losing = (id: string, times: number) => {
      let left = times;
      control(id)?.addEventListener('input', (event) => {
        const field = event.target as HTMLInputElement;
        if (left > 0) setTimeout(() => (field.value = ''), 5);
        left -= 1;
      });
    };
    losing('id_callback_url', 1);
    losing('id_url', 99);
    const { items } = await fill(consumers);
    expect(control('id_callback_url')?.value).toBe(wanted.callbackUrl);
    expect(items).toContainEqual(expect.objectContaining({ item: 'callbackUrl', state: 'filled' }));
    expect(items).toContainEqual(expect.objectContaining({ item: 'url', state: 'open' }));
  });

  it('keeps a box that the person ticked, and points it out as more than needed', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    box('wiki')?.click();
    const { items } = await fill(consumers);
    expect(box('wiki')?.checked).toBe(true);
    expect(items).toContainEqual(expect.objectContaining({ item: 'wiki', state: 'extra' }));
  });

  it('takes a box that is ticked and greyed out as satisfied', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    box('account')?.click();
    const { items } = await fill(consumers, { scopes: ['email'] });
    expect(items).toContainEqual(expect.objectContaining({ item: 'email', state: 'right' }));
  });

  it('is put back exactly by undo', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    box('issue')?.click();
    const name = control('id_name');
    if (name) name.value = 'Mine';
    const state = () =>
      [...page.document.querySelectorAll<HTMLInputElement>('form input, form textarea')].map((each) => [
        each.id,
        each.value,
        each.checked,
        each.disabled,
      ]);
    const before = state();
    const filling = await fill(consumers, {}, true);
    expect(state()).not.toEqual(before);
    await filling.undo();
    expect(state()).toEqual(before);
  });

  it('tells what the person changed afterwards', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    await fill(consumers);
    const callback = control('id_callback_url');
    if (callback) callback.value = 'http://acme.eu.auth0.com/login/callback';
    const states = inspectForm(partsByWords(page.document.body, consumers), wanted).map(
      ({ item, state }) => ({
        item,
        state,
      }),
    );
    expect(states).toContainEqual(expect.objectContaining({ item: 'callbackUrl', state: 'kept' }));
    expect(states).toContainEqual(expect.objectContaining({ item: 'name', state: 'right' }));
  });
});

describe('the form of "OAuth clients"', () => {
  const openForm = async () => {
    page = await openPage('clients', 'oauth-clients');
    const create = [...page.document.querySelectorAll('button')].find(
      (each) => each.textContent === 'Create OAuth client',
    );
    create?.click();
    await until(() => page.document.querySelector('[role=tablist]') !== null);
  };
  const press = async (role: string, label: string) => {
    [...page.document.querySelectorAll<HTMLElement>(`[role=${role}], ${role}`)]
      .find((each) => each.textContent === label)
      ?.click();
    await page.settled();
  };

  it('is filled through its tabs, and the page keeps the values that it controls', async () => {
    await openForm();
    const { items } = await fill(clients);
    expect(items.filter((each) => each.state === 'missing')).toEqual([]);
    expect(page.document.querySelector('[aria-selected=true]')?.textContent).toBe('Details');
    await press('button', 'Save');
    await until(() => page.store.consumers.length > 0);
    expect(page.store.consumers[0]).toMatchObject({
      name: wanted.name,
      description: wanted.description,
      callbackUrl: wanted.callbackUrl,
      url: wanted.url,
      authorizationCode: true,
      isPrivate: false,
      scopes: ['account', 'email'],
    });
  });

  it('is put back by undo, the grant type and its callback field included', async () => {
    await openForm();
    const filling = await fill(clients);
    await filling.undo();
    await press('button', 'Save');
    await page.settled();
    expect(page.store.consumers).toEqual([]);
    await press('tab', 'Authorization');
    expect(
      [...page.document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].some(
        (each) => each.checked,
      ),
    ).toBe(false);
    expect(page.document.querySelector('input[type=text]')).toBeNull();
  });
});

describe('a grant type that is one of several radio buttons', () => {
  const native = (name: string, isOn: boolean) =>
    `<label><input type="radio" name="grant" ${isOn ? 'checked' : ''}>${name}</label>`;
  const drawn = (name: string, isOn: boolean) =>
    `<span role="radio" tabindex="0" aria-checked="${isOn}">${name}</span>`;

  it.each([
    ['native', native],
    ['drawn by the page', drawn],
  ])('%s, is chosen, and the choice before is put back by undo', async (_, radio) => {
    const { document } = new JSDOM(
      `<main><h1>Create OAuth client</h1><label>Name <input></label>
       <div role="radiogroup">${radio('Client credentials', true)}${radio('Authorization code', false)}</div></main>`,
    ).window;
    document.querySelector('[role=radiogroup]')?.addEventListener('click', ({ target }) => {
      const all = [...document.querySelectorAll('[role=radio]')];
      if (all.includes(target as Element))
        for (const each of all) each.setAttribute('aria-checked', String(each === target));
    });
    const chosen = () =>
      [...document.querySelectorAll<HTMLElement>('input[type=radio], [role=radio]')]
        .filter((each) => (each as HTMLInputElement).checked || each.getAttribute('aria-checked') === 'true')
        .map((each) => (each.closest('label') ?? each).textContent);
    const { items, undo } = await fillForm(partsByWords(document.body, clients), clients, wanted, {
      settle: async () => undefined,
      overwrite: false,
      signal: new AbortController().signal,
    });
    expect(items).toContainEqual(expect.objectContaining({ item: 'authorizationCode', state: 'filled' }));
    expect(chosen()).toEqual(['Authorization code']);
    await undo();
    expect(chosen()).toEqual(['Client credentials']);
  });
});
