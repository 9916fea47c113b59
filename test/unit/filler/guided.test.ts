// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { ownForm } from '../../../src/dashboards/auth0/own-form/own-form';
import type { Act, Survey } from '../../../src/filler/told';
import { pageWith, values } from './page';

const { pages, origin } = ownForm;
const within = '/dashboard/eu/acme/';
const at = (path: string) => `${origin}${within}${path}`;

function open(body: string, path = 'connections/social') {
  const page = pageWith(body, at(path));
  const clicked = vi.fn();
  page.document.addEventListener('click', (event) => clicked((event.target as Element).textContent));
  const survey = async () => (await page.ask({ kind: 'survey', pages, key: values.key }, origin)) as Survey;
  const act = async (what: Act, more: object = {}) => {
    const { visit } = await survey();
    return page.ask({ kind: 'act', visit, within, pages, ...what, ...more }, origin);
  };
  return { ...page, clicked, survey, act };
}
const rows = (...all: readonly [string, string, boolean][]) =>
  `<p>Applications using this connection.</p><ul>${all
    .map(
      ([title, below, isOn]) =>
        `<li><div><h4>${title}</h4><p>${below}</p></div><input type="checkbox" ${isOn ? 'checked' : ''}></li>`,
    )
    .join('')}</ul>`;

describe('what is seen', () => {
  it('is what leads somewhere, what is the person’s, and the form', async () => {
    const page = open(
      `<h1>New Bitbucket Social Connection</h1><form>
       <label>Client ID * <input value="${values.key}"></label><label>Client Secret <input value="x"></label>
       <label><input type="checkbox"> Basic Profile</label><button disabled>Create</button></form>`,
    );
    expect(await page.survey()).toMatchObject({
      address: `${within}connections/social`,
      theirs: { save: 'off', continue: 'absent' },
      boxes: { profile: 'off' },
      form: 'open',
      holds: 'ours',
      hasSecret: true,
      headings: ['New Bitbucket Social Connection'],
      text: '',
    });
    expect(JSON.stringify(await page.survey())).not.toContain(values.key);
  });

  it.each([
    [
      'a connection in the list',
      '<ul><li><a href="/dashboard/eu/acme/connections/social/con_1/settings">bitbucket</a></li></ul>',
      { made: [`${within}connections/social/con_1/settings`] },
    ],
    [
      'one for something else',
      '<ul><li><a href="/dashboard/eu/acme/connections/social/con_2/settings">github</a></li></ul>',
      { made: [] },
    ],
    ['a card with a mark', '<button>Bitbucket<small>ADDED</small></button>', { isMarked: true }],
    ['a card without', '<button>Bitbucket</button>', { isMarked: false, leads: { provider: 'there' } }],
    [
      'a pop-up',
      '<div role="dialog" aria-label="Meet your new navigation"><button>Show me</button></div>',
      { over: 'Meet your new navigation' },
    ],
    [
      'what is said against it',
      '<div role="alert">Client ID is too short</div>',
      { complaint: 'Client ID is too short' },
    ],
    [
      'a name that stands there twice',
      '<button>Continue</button><button>Continue</button>',
      { theirs: { continue: 'several' } },
    ],
  ])('is %s', async (_, body, seen) => {
    expect(await open(body).survey()).toMatchObject(seen);
  });

  it('is each application with its switch', async () => {
    const page = open(rows(['Rocket Shop', 'Native', false], ['Jobs', 'Machine to Machine', true]));
    expect((await page.survey()).rows).toEqual([
      { title: 'Rocket Shop', below: 'Native', isOn: false, isLocked: false },
      { title: 'Jobs', below: 'Machine to Machine', isOn: true, isLocked: false },
    ]);
    expect((await open('<input type="checkbox">').survey()).rows).toBeUndefined();
  });

  it('is all that a person reads only where a try has ended', async () => {
    const tried = pageWith(
      '<h1>It Works!</h1><p>profile</p>',
      `${origin}/tester/callback?connection=bitbucket`,
    );
    const seen = (await tried.ask({ kind: 'survey', pages, key: '' }, origin)) as Survey;
    expect(seen.text).toBe('It Works! profile');
    expect(ownForm.hasWorked(seen)).toBe(true);
    expect(ownForm.hasWorked({ ...seen, headings: ['Oops!, something went wrong'] })).toBe(false);
  });

  it('is nothing on a page of another origin', async () => {
    const page = open('<button>Create Connection</button>');
    expect(await page.ask({ kind: 'survey', pages, key: '' }, 'https://manage.auth0.com.example')).toEqual({
      kind: 'away',
    });
  });
});

describe('what is done', () => {
  it('is a press on what leads somewhere', async () => {
    const page = open('<button>Create Connection</button>');
    expect(await page.act({ act: 'press', lead: 'create' })).toEqual({ kind: 'done' });
    expect(page.clicked).toHaveBeenCalledTimes(1);
  });

  it.each(['continue', 'save', 'try'])('is never a press on what is the person’s: %s', async (lead) => {
    const [name = ''] = pages.theirs[lead]?.names ?? [];
    const page = open(`<button>${name}</button>`);
    expect(await page.act({ act: 'press', lead })).toEqual({ kind: 'changed' });
    expect(page.clicked).not.toHaveBeenCalled();
  });

  it.each<[string, string, Act]>([
    [
      'below a pop-up',
      '<button>Create Connection</button><div role="dialog" aria-label="Tour">…</div>',
      { act: 'press', lead: 'create' },
    ],
    [
      'where a name stands twice',
      '<button>Create Connection</button><button>Create Connection</button>',
      { act: 'press', lead: 'create' },
    ],
    [
      'to a box that is ticked',
      '<label><input type="checkbox" checked> Basic Profile</label>',
      { act: 'tick', box: 'profile' },
    ],
    ['to a switch that is on', rows(['Shop', 'Native', true]), { act: 'turn', index: 0, title: 'Shop' }],
    [
      'to a switch of another application',
      rows(['Staff', 'Native', false]),
      { act: 'turn', index: 0, title: 'Shop' },
    ],
  ])('is nothing %s', async (_, body, what) => {
    const page = open(body);
    expect(await page.act(what)).toEqual({ kind: 'changed' });
    expect(page.clicked).not.toHaveBeenCalled();
  });

  it('is nothing in another tenant, or in another document', async () => {
    const page = open(rows(['Shop', 'Native', false]));
    const what: Act = { act: 'turn', index: 0, title: 'Shop' };
    expect(await page.act(what, { within: '/dashboard/eu/other/' })).toEqual({ kind: 'gone' });
    expect(await page.act(what, { visit: 'another' })).toEqual({ kind: 'gone' });
    expect(page.clicked).not.toHaveBeenCalled();
    expect(await page.act(what)).toEqual({ kind: 'done' });
    expect((await page.survey()).rows?.[0]?.isOn).toBe(true);
  });
});

it('points at what is the person’s without pressing it', async () => {
  const page = open('<button>Continue</button>');
  const { visit } = await page.survey();
  await page.ask({ kind: 'point', visit, pages, at: 'continue', note: 'Keyferry: yours' }, origin);
  expect(page.document.documentElement.lastElementChild?.tagName).toBe('DIV');
  expect(page.clicked).not.toHaveBeenCalled();
});
