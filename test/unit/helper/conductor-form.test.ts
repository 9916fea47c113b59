// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://bitbucket.org/acme/workspace/settings/oauth-clients" }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormItem } from '../../../src/bitbucket/form';
import type { PanelState } from '../../../src/helper/panel/state';
import type { Pickable } from '../../../src/helper/pick';
import type { HelperPlan } from '../../../src/setup/helper-plan';
import { wanted } from '../../screens/panel-states';
import { background, conducted, drawList, pagesTold, pass, setUp, tearDown, told } from './conducting';
import { drawForm } from './form-page';

vi.mock('../../../src/extension/messages/ask-as-helper', async () => (await import('./conducting')).fakeAsk);

/** What the person picks on the page; picking ends when they leave. */
let picking: { pick(element: HTMLElement): boolean } | undefined;
vi.mock('../../../src/helper/pick', () => ({
  pickOnPage: (
    _document: Document,
    _owns: unknown,
    pickable: Pickable,
    onPick: (element: HTMLElement) => 'go-on' | 'end',
    signal: AbortSignal,
  ) =>
    new Promise<void>((resolve) => {
      const end = () => {
        picking = undefined;
        resolve();
      };
      picking = {
        pick(element) {
          const fits = pickable.fits(element);
          if (fits && onPick(element) === 'end') end();
          return fits;
        },
      };
      signal.addEventListener('abort', end);
    }),
}));

const fill: HelperPlan = { kind: 'fill', wanted };

beforeEach(() => {
  setUp();
  history.replaceState(null, '', '/acme/workspace/settings/oauth-clients/new');
  background.plan = () => fill;
});
afterEach(tearDown);

type Items = Record<string, string>;
/** How each item stands, as the panel now says. */
const itemsOf = (state: PanelState | undefined): Items => {
  const sheet = state?.kind === 'form' || state?.kind === 'ask' ? state.sheet : undefined;
  return Object.fromEntries((sheet?.items ?? []).map(({ item, state: standing }) => [item, standing]));
};
const all = (standing: string, ...items: FormItem[]): Items =>
  Object.fromEntries(items.map((item) => [item, standing]));
const needed = ['name', 'description', 'authorizationCode', 'callbackUrl', 'account'] as const;

describe('the form of a client that is put right', () => {
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  const own = { name: 'Shop login', description: 'Ours.', callbackUrl: 'https://old.example/', isCode: true };
  const mend = (part: { callbackUrl?: string; scopes?: readonly 'account'[] }): HelperPlan => ({
    kind: 'mend',
    consumerName: own.name,
    wanted: { name: '', description: '', url: '', callbackUrl: '', scopes: [], ...part },
  });

  it('gets what is wrong, though something else stands there, and keeps all the rest', async () => {
    background.plan = () => mend({ callbackUrl, scopes: ['account'] });
    const page = drawForm({ ...own, scopes: new Set(['Wikis']) });
    const panel = await conducted();
    await pass(3_000);
    expect(page.entered).toMatchObject({ ...own, callbackUrl });
    expect([...page.entered.scopes]).toContain('Read');
    expect(Object.keys(itemsOf(panel.now()))).not.toContain('name');
    expect(itemsOf(panel.now())).toMatchObject({ callbackUrl: 'filled', account: 'filled' });
    expect(told('helper/filled')).toEqual([]);
  });

  it('is known by its name as the list shows it, where a run of blanks is one', async () => {
    background.plan = () => mend({ callbackUrl });
    const page = drawForm({ ...own, name: 'Shop  login' });
    await conducted();
    await pass(3_000);
    expect(page.entered).toMatchObject({ callbackUrl });
  });

  it('keeps a callback that is right, and its boxes', async () => {
    background.plan = () => mend({ scopes: ['account'] });
    const page = drawForm(own);
    await conducted();
    await pass(3_000);
    expect(page.entered).toMatchObject(own);
    expect([...page.entered.scopes]).toEqual(['Read']);
  });

  it('is left alone where it is another client’s', async () => {
    background.plan = () => mend({ callbackUrl });
    const page = drawForm({ ...own, name: 'Another' });
    const panel = await conducted();
    await pass(3_000);
    expect(page.entered).toMatchObject({ ...own, name: 'Another' });
    expect(panel.now()?.kind).toBe('hidden');
  });
});

describe('the form of a client that is checked', () => {
  const read = () => told('helper/form-read').map(({ settings }) => settings?.callbackUrl);
  beforeEach(() => {
    background.plan = () => ({ kind: 'inspect', keyHint: 'Zq4w…mN2x', consumerName: 'Shop  login' });
  });

  it('is read', async () => {
    drawForm({ name: 'Shop login', callbackUrl: 'https://old.example/', isCode: true });
    await conducted();
    await pass(3_000);
    expect(read()).toEqual(['https://old.example/']);
  });

  it('is not, where it is another client’s', async () => {
    drawForm({ name: 'Another', callbackUrl: 'https://old.example/', isCode: true });
    await conducted();
    await pass(3_000);
    expect(read()).toEqual([undefined]);
  });
});

describe('the form', () => {
  it('is filled on all its tabs, and the name is told', async () => {
    const page = drawForm();
    const panel = await conducted();
    await pass(3_000);
    expect(page.entered).toMatchObject({
      name: wanted.name,
      description: wanted.description,
      callbackUrl: wanted.callbackUrl,
      isCode: true,
    });
    expect([...page.entered.scopes]).toContain('Read');
    expect(itemsOf(panel.now())).toMatchObject(all('filled', ...needed));
    expect(told('helper/filled')).toMatchObject([{ name: wanted.name }]);
  });

  it('keeps the background awake while somebody is at it, and asks no more often than that takes', async () => {
    drawForm();
    await conducted();
    await pass(3_000);
    const before = pagesTold().length;
    const stir = async (ms: number) => {
      window.dispatchEvent(new Event('pointermove'));
      await pass(ms);
    };
    await stir(1_000);
    expect(pagesTold().length).toBe(before + 1);
    await stir(15_000);
    expect(pagesTold().length).toBe(before + 1);
    await stir(5_000);
    await stir(1_000);
    expect(pagesTold().length).toBe(before + 2);
    expect(told('helper/filled')).toHaveLength(1);
  });

  it('that the person changed says so still when another tab is open', async () => {
    const page = drawForm();
    const panel = await conducted();
    await pass(3_000);
    page.type('Name', 'My own login');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ name: 'kept' });
    page.openTab('Scopes');
    await pass(500);
    page.tick('Read');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ name: 'kept', account: 'open', callbackUrl: 'filled' });
    page.openTab('Details');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ name: 'kept', account: 'open' });
    expect(told('helper/filled').map((each) => each.name)).toEqual([wanted.name, 'My own login']);
  });

  it('says of a name that somebody else had put there that it was there, until it is changed', async () => {
    const page = drawForm({ name: 'mira@acme.example' });
    const panel = await conducted();
    await pass(3_000);
    expect(page.entered.name).toBe('mira@acme.example');
    expect(itemsOf(panel.now())).toMatchObject({ name: 'there', callbackUrl: 'filled' });
    page.type('Name', 'My own login');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ name: 'kept' });
  });

  it('whose callback field went away lacks it, and has it again when it is back', async () => {
    const page = drawForm();
    const panel = await conducted();
    await pass(3_000);
    page.openTab('Authorization');
    await pass(500);
    page.tick('Authorization code');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ authorizationCode: 'open', callbackUrl: 'missing' });
    page.openTab('Details');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ authorizationCode: 'open', callbackUrl: 'missing' });
    page.openTab('Authorization');
    page.tick('Authorization code');
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ authorizationCode: 'right', callbackUrl: 'right' });
  });

  it('is put back, and filled again', async () => {
    const page = drawForm({ description: 'Mine' });
    const panel = await conducted();
    await pass(3_000);
    expect(itemsOf(panel.now())).toMatchObject({ description: 'there', name: 'filled' });
    panel.press().undo();
    await pass(3_000);
    expect(panel.now()).toMatchObject({ kind: 'form', isUndone: true });
    expect(page.entered).toMatchObject({ name: '', description: 'Mine', callbackUrl: '', isCode: false });
    expect(page.entered.scopes.size).toBe(0);
    panel.press().fill();
    await pass(3_000);
    expect(panel.now()).toMatchObject({ kind: 'form', isUndone: false });
    expect(itemsOf(panel.now())).toMatchObject(all('filled', ...needed));
    expect(page.entered.description).toBe(wanted.description);
  });

  it('says what Bitbucket says of it, and tells that once', async () => {
    drawForm();
    const panel = await conducted();
    await pass(3_000);
    const alert = document.createElement('div');
    alert.setAttribute('role', 'alert');
    alert.textContent = 'A client of this name exists.';
    document.querySelector('main')?.append(alert);
    await pass(1_000);
    expect(panel.now()).toMatchObject({ kind: 'form', complaint: alert.textContent });
    expect(told('helper/refused')).toMatchObject([{ complaint: alert.textContent }]);
    alert.remove();
    await pass(1_000);
    expect(panel.now()).toMatchObject({ complaint: undefined });
    expect(told('helper/refused')).toHaveLength(1);
  });

  it('is not filled without a plan for it, but when the person presses that', async () => {
    background.plan = () => ({ kind: 'offer', wanted });
    const page = drawForm({ name: 'Mine' });
    const panel = await conducted();
    await pass(3_000);
    expect(panel.now()).toEqual({ kind: 'offer', canFill: true, canCapture: false, canPoint: false });
    expect(page.entered).toMatchObject({ name: 'Mine', callbackUrl: '' });
    panel.press().fill();
    await pass(3_000);
    expect(page.entered).toMatchObject({ name: wanted.name, callbackUrl: wanted.callbackUrl });
    expect(told('helper/filled')).toEqual([]);
  });

  it('that is left is another form the next time', async () => {
    drawForm();
    const panel = await conducted();
    await pass(3_000);
    background.plan = (page) => (page.kind === 'list' ? { kind: 'not-saved', wanted, isPart: false } : fill);
    history.replaceState(null, '', '/acme/workspace/settings/oauth-clients');
    drawList(['Another']);
    await pass(2_000);
    expect(panel.now()).toEqual({ kind: 'not-saved', consumerName: wanted.name, isPart: false });
    history.replaceState(null, '', '/acme/workspace/settings/oauth-clients/new');
    const page = drawForm();
    await pass(3_000);
    expect(page.entered).toMatchObject({ name: wanted.name, callbackUrl: wanted.callbackUrl });
    expect(itemsOf(panel.now())).toMatchObject(all('filled', ...needed));
  });
});

describe('a value', () => {
  it('is put into the field that the person picks, which has no label', async () => {
    const page = drawForm();
    const panel = await conducted();
    await pass(3_000);
    page.openTab('Authorization');
    const label = [...document.querySelectorAll('label')].find((each) =>
      each.textContent?.includes('Callback URL'),
    );
    const bare = document.createElement('input');
    label?.replaceWith(bare, document.createElement('input'));
    await pass(500);
    expect(itemsOf(panel.now())).toMatchObject({ callbackUrl: 'missing' });
    panel.press().put('callbackUrl');
    await pass(500);
    expect(panel.now()).toEqual({ kind: 'putting', item: 'callbackUrl' });
    expect(picking?.pick(document.querySelector('h1') as HTMLElement)).toBe(false);
    expect(picking?.pick(bare)).toBe(true);
    await pass(1_000);
    expect(bare.value).toBe(wanted.callbackUrl);
    expect(itemsOf(panel.now())).toMatchObject({ callbackUrl: 'right' });
  });

  it('is waited for still when a look that was on its way has its answer', async () => {
    drawForm();
    const panel = await conducted();
    await pass(3_000);
    let answer = () => {};
    background.onLook = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    background.lookAgain();
    await pass(500);
    panel.press().put('callbackUrl');
    await pass(100);
    answer();
    await pass(500);
    expect(panel.now()).toEqual({ kind: 'putting', item: 'callbackUrl' });
  });

  it('is led to on whichever tab it is', async () => {
    // jsdom cannot scroll.
    Element.prototype.scrollIntoView = vi.fn();
    drawForm();
    const panel = await conducted();
    await pass(3_000);
    const openTab = () => document.querySelector('[role=tab][aria-selected=true]')?.textContent;
    const focused = () => document.activeElement?.closest('label')?.textContent;
    expect(openTab()).toBe('Details');
    panel.press().lead('callbackUrl');
    await pass(500);
    expect([openTab(), focused()]).toEqual(['Authorization', 'Callback URL']);
    panel.press().lead('account');
    await pass(500);
    expect([openTab(), focused()]).toEqual(['Scopes', 'Read']);
    panel.press().lead('name');
    await pass(500);
    expect([openTab(), focused()]).toEqual(['Details', 'Name']);
  });

  it('is put nowhere when the person leaves that, and the form is looked at again', async () => {
    drawForm();
    const panel = await conducted();
    await pass(3_000);
    panel.press().put('name');
    await pass(500);
    const looked = pagesTold().length;
    panel.press().put('name');
    await pass(1_000);
    expect(picking).toBeUndefined();
    expect(panel.now()?.kind).toBe('form');
    expect(pagesTold().length).toBeGreaterThan(looked);
  });
});

describe('a page that is not understood', () => {
  const unclear = () => {
    document.body.innerHTML = `<main><h1>Something new</h1>
      <input class="one"><textarea class="two"></textarea><input class="three">
      <fieldset><legend>Account</legend>
        <label><input type="checkbox">Email</label><label><input type="checkbox">Read</label></fieldset></main>`;
  };
  const enter = (place: string, text: string) => {
    const field = document.querySelector(place) as HTMLInputElement;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  beforeEach(() => {
    background.plan = () => ({ kind: 'ask', wanted, isFilled: false });
    unclear();
  });

  it('says which values are on it, and tells the name once it is there', async () => {
    const panel = await conducted();
    await pass(5_000);
    expect(pagesTold()).toEqual([{ kind: 'unclear', workspace: 'acme' }]);
    expect(itemsOf(panel.now())).toMatchObject({ ...all('missing', 'name', 'callbackUrl'), account: 'open' });
    enter('.three', wanted.callbackUrl);
    await pass(1_000);
    expect(itemsOf(panel.now())).toMatchObject({ name: 'missing', callbackUrl: 'right' });
    expect(told('helper/filled')).toEqual([]);
    enter('.one', wanted.name);
    await pass(1_000);
    document.querySelectorAll<HTMLElement>('input[type=checkbox]')[1]?.click();
    enter('.two', wanted.description);
    await pass(1_000);
    expect(itemsOf(panel.now())).toMatchObject(all('right', 'name', 'callbackUrl', 'account'));
    expect(told('helper/filled')).toMatchObject([{ name: wanted.name }]);
  });

  it('says of a box that it knows by its words what the box says, whatever is in the fields', async () => {
    const panel = await conducted();
    document
      .querySelector('main')
      ?.insertAdjacentHTML(
        'beforeend',
        '<label><input type="checkbox" class="code">Authorization code</label>',
      );
    await pass(5_000);
    expect(itemsOf(panel.now())).toMatchObject({ authorizationCode: 'open' });
    enter('.three', wanted.callbackUrl);
    await pass(1_000);
    expect(itemsOf(panel.now())).toMatchObject({ callbackUrl: 'right', authorizationCode: 'open' });
    document.querySelector<HTMLElement>('.code')?.click();
    await pass(1_000);
    expect(itemsOf(panel.now())).toMatchObject({ authorizationCode: 'right' });
  });

  it('has its name told as often as that takes', async () => {
    let isLost = true;
    background.answer = async () => {
      if (isLost) throw new Error('No answer');
    };
    await conducted();
    enter('.one', wanted.name);
    await pass(6_000);
    isLost = false;
    await pass(3_000);
    const asked = told('helper/filled').length;
    await pass(10_000);
    enter('.two', 'More');
    await pass(1_000);
    expect(told('helper/filled')).toHaveLength(asked);
  });

  it('takes a value where the person picks the field', async () => {
    const panel = await conducted();
    await pass(5_000);
    panel.press().put('callbackUrl');
    await pass(500);
    expect(picking?.pick(document.querySelector('.three') as HTMLElement)).toBe(true);
    await pass(1_000);
    expect((document.querySelector('.three') as HTMLInputElement).value).toBe(wanted.callbackUrl);
    expect(itemsOf(panel.now())).toMatchObject({ callbackUrl: 'right' });
  });

  it('is no form where a form was filled already and none of it is there', async () => {
    background.plan = () => ({ kind: 'ask', wanted, isFilled: true });
    const panel = await conducted();
    await pass(5_000);
    expect(panel.now()).toEqual({ kind: 'ask', sheet: undefined, isForeign: false });
  });
});
