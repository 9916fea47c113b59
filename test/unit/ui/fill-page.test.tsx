// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundForm, Look } from '../../../src/filler/told';
import { Secret } from '../../../src/secret';
import type { Journey } from '../../../src/setup/journey/journey';
import type { HandProfile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { englishBrowser } from './english';

const lookAtForm = vi.fn();
const fillForm = vi.fn();
const undoFilling = vi.fn();
const tabInFront = vi.fn();
vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
vi.mock('../../../src/extension/platform/page-form', () => ({ lookAtForm, fillForm, undoFilling }));
vi.mock('../../../src/extension/platform/tabs', () => ({ tabInFront }));
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { keptPages } = await import('../../../src/extension/store/filled-pages');
const { sealOf } = await import('../../../src/extension/store/pair-of');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { keepPair } = await import('../../../src/extension/store/vault');
const { FillPage } = await import('../../../src/pages/parts/fill-page');

const origin = 'https://git.acme.example';
const own = `${origin}/user/oauth2/bitbucket/callback`;
const byHand: HandProfile = {
  id: 'p',
  name: 'Git',
  workspace: 'acme',
  scopes: [],
  dashboard: 'other',
  tool: 'gitea',
  callbackUrl: own,
};
const pair = { key: 'uY7fHk2mPq', secret: new Secret('the-secret') };
const field = (label: string, more: object = {}) => ({
  label,
  holds: 'nothing' as const,
  isLocked: false,
  ...more,
});
const form: FoundForm & { kind: 'one' } = {
  kind: 'one',
  heading: 'Bitbucket',
  fields: { key: field('Client ID (Key)'), secret: field('Client Secret') },
};
const seen = (more: Partial<Look> = {}): Look & { place: object } => ({
  kind: 'page',
  visit: '1',
  form,
  callbacks: [],
  canUndo: false,
  place: { tabId: 7, origin, visit: '1', documentId: 'd' },
  ...more,
});

beforeEach(async () => {
  vi.resetAllMocks();
  englishBrowser.reset();
  tabInFront.mockResolvedValue({ tabId: 7, address: `${origin}/admin/auths/1` });
  lookAtForm.mockImplementation(async () => seen());
  fillForm.mockResolvedValue({ kind: 'put', fields: { key: 'stands', secret: 'stands' } });
  undoFilling.mockResolvedValue({ kind: 'undone', fields: { key: 'back', secret: 'back' } });
  await saveProfile(byHand);
});
afterEach(cleanup);

/** A setup that has its pair, and waits for the person to enter it. */
async function handing(): Promise<Journey> {
  const journey: Journey = {
    ...newJourney(),
    stage: { kind: 'handing' },
    consumer: { name: 'n', key: pair.key, seal: await sealOf(pair) } as never,
  };
  await keepPair(journey.id, pair);
  return journey;
}

function draw(journey?: Journey, profile = byHand) {
  const run = vi.fn(async () => undefined);
  const onBack = vi.fn();
  const commands = { refusal: undefined, fieldProblem: undefined, isBusy: false, run, repeat: run };
  const { container } = render(
    <FillPage journey={journey} profile={profile} commands={commands} onBack={onBack} />,
  );
  return { run, onBack, container };
}
const says = (text: string | RegExp) =>
  vi.waitFor(() => expect(document.body.textContent).toMatch(text), 4_000);
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const fill = 'Fill the Key and Secret into this page';
const take = 'Take the callback URL from this page';
const offered = (name: string) => screen.queryByRole('button', { name });

it('says whose page it is and what goes where, and puts the pair in once that is agreed to', async () => {
  const { container, run, onBack } = draw(await handing());
  await says('The Key goes into “Client ID (Key)”, the Secret into “Client Secret”.');
  expect(container.querySelector('.origin')?.textContent).toBe(origin);
  expect(fillForm).not.toHaveBeenCalled();
  await press(fill);
  await says('The Key and Secret are in the page’s fields.');
  expect(fillForm.mock.calls[0]?.slice(2)).toEqual([form, '/', { key: pair.key, secret: pair.secret }]);
  expect(container.innerHTML).not.toContain('the-secret');
  expect(await keptPages.read()).toEqual({ p: origin });
  await press('I’ve entered them');
  expect(run).toHaveBeenCalledWith(
    expect.objectContaining({ type: 'journey/decided', event: { kind: 'handed-over' } }),
  );
  expect(onBack).toHaveBeenCalled();
});

it('undoes what it has put in, also once the popup was closed in between', async () => {
  draw(await handing());
  await press(fill);
  await press('Undo');
  await says('The fields are as they were before.');
  cleanup();
  lookAtForm.mockResolvedValue(seen({ canUndo: true }));
  undoFilling.mockResolvedValue({ kind: 'undone', fields: { key: 'left', secret: 'back' } });
  draw();
  await press('Undo');
  await says('Fields that have something else by now stay as they are;');
});

it('says of a form that is looked at again only what is so now', async () => {
  fillForm.mockResolvedValueOnce({ kind: 'other' });
  draw(await handing());
  await press(fill);
  await says('The form isn’t the one that you see here anymore');
  await press('Look again');
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('isn’t the one that you see'));
  await press(fill);
  await says('The Key and Secret are in the page’s fields.');
  // The page has emptied them since.
  await press('Look again');
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('are in the page’s fields'));
  expect(offered('I’ve entered them')).toBeNull();
});

describe('offers nothing to fill, and says why', () => {
  it.each<[string, () => void, string]>([
    [
      'the browser withholds the page',
      () => tabInFront.mockResolvedValue({ tabId: 7, address: undefined }),
      'only after you click Keyferry’s button in the toolbar on that page. Go to the page of Gitea, Forgejo',
    ],
    ['it refuses the look', () => lookAtForm.mockResolvedValue({ kind: 'withheld' }), 'only after you click'],
    ['there is no tab', () => tabInFront.mockResolvedValue(undefined), 'This tab shows no web page.'],
    [
      'it is no page of the web',
      () => tabInFront.mockResolvedValue({ tabId: 7, address: 'file:///etc/passwd' }),
      'This tab shows no web page.',
    ],
    [
      'it is not encrypted',
      () => tabInFront.mockResolvedValue({ tabId: 7, address: 'http://git.acme.example/admin' }),
      'http://git.acme.example isn’t encrypted',
    ],
    ['it is gone', () => lookAtForm.mockResolvedValue({ kind: 'away' }), 'The tab shows another page now.'],
    [
      'no form is understood',
      () => lookAtForm.mockResolvedValue(seen({ form: { kind: 'none' } })),
      'Keyferry sees no form on this page',
    ],
    [
      'there is only a part',
      () => lookAtForm.mockResolvedValue(seen({ form: { kind: 'part', labels: ['Client ID'] } })),
      'Keyferry sees Client ID, but not the fields for both values',
    ],
    [
      'there are two',
      () => lookAtForm.mockResolvedValue(seen({ form: { kind: 'several', headings: ['A', 'B'] } })),
      'Keyferry doesn’t guess',
    ],
    [
      'a field is locked',
      () =>
        lookAtForm.mockResolvedValue(
          seen({
            form: { ...form, fields: { ...form.fields, secret: field('Client Secret', { isLocked: true }) } },
          }),
        ),
      'The page doesn’t let you enter anything into “Client Secret”.',
    ],
  ])('where %s', async (_, arrange, said) => {
    arrange();
    draw(await handing());
    await says(said);
    expect(offered(fill)).toBeNull();
    expect(fillForm).not.toHaveBeenCalled();
  });

  it('where there is no pair, or no more', async () => {
    draw();
    await says('There’s no Key and Secret to fill in yet.');
    expect(offered(fill)).toBeNull();
    cleanup();
    draw({ ...(await handing()), id: 'another' });
    await says('Keyferry no longer has the Key and Secret.');
    expect(offered(fill)).toBeNull();
  });
});

it('says that what stands in the fields is replaced, and only then', async () => {
  draw(await handing());
  await says('Key goes into');
  expect(document.body.textContent).not.toMatch('is replaced');
  cleanup();
  for (const holds of ['mask', 'something'] as const) {
    const fields = { ...form.fields, secret: field('Client Secret', { holds }) };
    lookAtForm.mockResolvedValue(seen({ form: { ...form, fields } }));
    draw(await handing());
    await says('What’s there now is replaced; Undo puts it back.');
    cleanup();
  }
});

it('looks at a page of this machine without encryption', async () => {
  tabInFront.mockResolvedValue({ tabId: 7, address: 'http://127.0.0.1:8090/_/' });
  draw(await handing());
  await says('Key goes into');
  expect(lookAtForm).toHaveBeenCalledWith(7, 'http://127.0.0.1:8090', expect.anything());
});

it('asks before it goes on at another origin than the last time', async () => {
  await keptPages.write({ p: 'https://git.acme.example', other: 'https://x.example' });
  const rival = 'https://git.acme.example.evil.example';
  lookAtForm.mockResolvedValue(
    seen({
      place: { tabId: 7, origin: rival, visit: '1' },
      callbacks: [{ url: `${rival}/callback`, label: '' }],
    } as never),
  );
  tabInFront.mockResolvedValue({ tabId: 7, address: `${rival}/` });
  draw(await handing());
  await says('Last time it was https://git.acme.example.');
  expect(offered(fill)).toBeNull();
  expect(offered(take)).toBeNull();
  await press('Continue with this page');
  await press(fill);
  await vi.waitFor(async () =>
    expect(await keptPages.read()).toEqual({ p: rival, other: 'https://x.example' }),
  );
});

it('warns of letters that look like others', async () => {
  const alike = 'https://xn--gt-acme-9za.example';
  lookAtForm.mockResolvedValue(seen({ place: { tabId: 7, origin: alike, visit: '1' } } as never));
  draw();
  await says('This address has letters that can look like others.');
  await says(alike);
});

describe('of what came of it', () => {
  it.each([
    [{ kind: 'other' }, 'The form isn’t the one that you see here anymore'],
    [{ kind: 'gone' }, 'The tab shows another page now.'],
    [{ kind: 'away' }, 'The tab shows another page now.'],
    [{ kind: 'closed' }, 'The tab shows another page now.'],
    [
      { kind: 'put', fields: { key: 'stands', secret: 'changed' } },
      'The page changed the value in Client Secret.',
    ],
  ])('%j is told', async (answer, said) => {
    fillForm.mockResolvedValue(answer);
    draw(await handing());
    await press(fill);
    await says(said);
    expect(document.body.textContent).not.toMatch('stand in the fields');
    expect(offered('I’ve entered them')).toBeNull();
  });

  it('a tab that the person has left since is told, and gets nothing', async () => {
    draw(await handing());
    await says('Key goes into');
    tabInFront.mockResolvedValue({ tabId: 8, address: `${origin}/` });
    await press(fill);
    await says('The tab shows another page now.');
    expect(fillForm).not.toHaveBeenCalled();
  });
});

describe('the callback URL', () => {
  const shown = (...urls: string[]) =>
    lookAtForm.mockResolvedValue(seen({ callbacks: urls.map((url) => ({ url, label: 'Redirect URI' })) }));
  const kept = async () => (await readProfiles()).current;

  it('is kept once it was shown and taken', async () => {
    const url = 'https://id.acme.example/callback';
    shown(url);
    draw();
    await says(url);
    expect(await kept()).toMatchObject({ callbackUrl: own });
    await press(take);
    await vi.waitFor(async () => expect(await kept()).toMatchObject({ callbackUrl: url }));
    await vi.waitFor(async () => expect(await keptPages.read()).toEqual({ p: origin }));
  });

  it('is chosen where there are several', async () => {
    shown('https://a.example/callback', 'https://b.example/callback');
    draw();
    await says('Which one is for Bitbucket?');
    await press(`${take}: https://b.example/callback`);
    await vi.waitFor(async () =>
      expect(await kept()).toMatchObject({ callbackUrl: 'https://b.example/callback' }),
    );
  });

  it.each(['http://id.acme.example/callback', 'http://git.local/callback', 'https://me@id.example/callback'])(
    '%s is not taken',
    async (url) => {
      shown(url);
      draw();
      await says('Keyferry doesn’t take a callback URL at which others could read a login');
      expect(offered(take)).toBeNull();
    },
  );

  it('that differs from the one of a setup under way is told, and not taken', async () => {
    shown('https://a.example/callback');
    draw(await handing());
    await says('The page shows a different callback URL than the profile has: https://a.example/callback.');
    expect(offered(take)).toBeNull();
  });

  it('that is the profile’s own is said to be', async () => {
    shown(own, 'https://a.example/callback');
    draw();
    await says(`The page shows the profile’s callback URL: ${own}`);
    expect(offered(take)).toBeNull();
  });
});

describe('of a tool whose own pages are known', () => {
  let made = 0;
  /** Each one is filled for the first time: at another address than the last, Keyferry would ask. */
  const auth0 = (): HandProfile => {
    made += 1;
    const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
    return { ...byHand, id: `auth0-${made}`, tool: 'auth0', callbackUrl };
  };
  const own = 'https://manage.auth0.com';
  const goTo = (path: string, at = own) => {
    tabInFront.mockResolvedValue({ tabId: 7, address: `${at}${path}` });
    lookAtForm.mockResolvedValue(
      seen({ place: { tabId: 7, origin: at, visit: '1', documentId: 'd' } } as never),
    );
  };
  const setup = '/dashboard/eu/acme/connections/social/create/bitbucket/setup';

  it('names the tenant, and fills within its pages', async () => {
    goTo(setup);
    const { container } = draw(await handing(), auth0());
    await press(fill);
    await says('The Key and Secret are in the page’s fields.');
    expect(container.querySelector('.origin')?.textContent).toBe(`${own}/dashboard/eu/acme/`);
    expect(fillForm.mock.calls[0]?.[3]).toBe('/dashboard/eu/acme/');
  });

  it.each([
    [
      'another tenant’s page',
      '/dashboard/eu/other/connections/social/create/bitbucket/setup',
      own,
      'another tenant',
    ],
    [
      'a connection that is there',
      '/dashboard/eu/acme/connections/social/con_1/settings',
      own,
      'This is a connection that is there.',
    ],
    [
      'a page that looks like it',
      setup,
      'https://manage-auth0.com',
      'Auth0’s dashboard is at https://manage.auth0.com.',
    ],
  ])('offers nothing on %s', async (_, path, at, why) => {
    goTo(path, at);
    draw(await handing(), auth0());
    await says(why);
    expect(offered(fill)).toBeNull();
  });

  it('offers nothing where the form keeps a Secret to itself, wherever it is', async () => {
    goTo(setup);
    const saved = { ...form, fields: { ...form.fields, secret: field('Client Secret', { holds: 'mask' }) } };
    lookAtForm.mockResolvedValue(
      seen({ form: saved, place: { tabId: 7, origin: own, visit: '1', documentId: 'd' } } as never),
    );
    draw(await handing(), auth0());
    await says('This is a connection that is there.');
    expect(offered(fill)).toBeNull();
  });

  it('puts nothing in where the page has gone on to another tenant since', async () => {
    goTo(setup);
    draw(await handing(), auth0());
    await screen.findByRole('button', { name: fill });
    goTo(setup.replace('acme', 'other'));
    await press(fill);
    await says('The tab shows another page now.');
    expect(fillForm).not.toHaveBeenCalled();
  });
});
