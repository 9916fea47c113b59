// @vitest-environment node
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PairReading, readPair } from '../../../src/bitbucket/credentials';
import { boxInGroup, describeBoxes, findTextField } from '../../../src/bitbucket/find';
import { fieldIds, groupWords, labelWords } from '../../../src/bitbucket/generations';
import { readPage } from '../../../src/bitbucket/page';
import { permissions } from '../../../src/bitbucket/scopes';
import type { PageSettings } from '../../standins/bitbucket/pages';
import { type Consumer, consumerFields, type Generation } from '../../standins/bitbucket/store';
import { openPage, until } from './pages';
import { type Change, type Choose, show } from './variants';

vi.setConfig({ testTimeout: 60_000 });

// Over two thousand variants of the pages: never a wrong field, box or pair; and how many are handled without asking.

const runsEach = 150;

const change: fc.Arbitrary<Change> = fc.record({
  shuffle: fc.boolean(),
  wrap: fc.boolean(),
  rename: fc.boolean(),
  removeFor: fc.boolean(),
  removeName: fc.boolean(),
  plainGroups: fc.boolean(),
  decoys: fc.boolean(),
});

/** Runs a property over variants, and prints the share that was handled without asking. */
function everyVariant(
  name: string,
  html: () => string,
  look: (document: Document) => 'handled' | 'asks',
): number {
  let handled = 0;
  let all = 0;
  fc.assert(
    fc.property(change, fc.infiniteStream(fc.nat(0x7fffffff)), (how, stream) => {
      const choose: Choose = (count) => (count <= 1 ? 0 : Number(stream.next().value) % count);
      all += 1;
      if (look(show(html(), how, choose)) === 'handled') handled += 1;
    }),
    { numRuns: runsEach, seed: 20261123 },
  );
  const share = handled / all;
  shares.push(`${name.padEnd(44)} ${all} variants, ${(share * 100).toFixed(1)} % without asking`);
  total += all;
  return share;
}

const shares: string[] = [];
let total = 0;
afterAll(() => {
  console.log(`\n${shares.join('\n')}\n${total} variants in all`);
});

beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

/** What a page of the stand-in shows, its fields and boxes marked with what they truly are. */
async function snapshot(
  generation: Generation,
  path: string,
  pages: Partial<PageSettings>,
  act: (document: Document) => Promise<void> = async () => {},
): Promise<{ html: string; consumers: Consumer[] }> {
  const page = await openPage(
    generation,
    path,
    (store) => {
      store.addConsumer('acme', generation, consumerFields('Shop login', { description: 'Key to the shop' }));
      store.addConsumer('acme', generation, consumerFields('Build bot', { url: 'https://ci.example/' }));
    },
    pages,
  );
  const { document } = page;
  await act(document);
  const fields = ['name', 'description', 'callbackUrl', 'url', 'privacyPolicyUrl', 'eulaUrl'];
  // In the order of the page, as the stand-in has them.
  const order = page.document.querySelector('#root')
    ? ['name', 'description', 'url', 'privacyPolicyUrl', 'eulaUrl', 'callbackUrl']
    : fields;
  const main = document.querySelector('main');
  const texts = [...(main?.querySelectorAll('input[type=text], textarea') ?? [])];
  texts.forEach((field, index) => {
    field.setAttribute('data-truth', order[index] ?? '');
    (field.closest('.row') ?? field.closest('div'))?.setAttribute('data-unit', '');
  });
  for (const [index, { scope }] of permissions.entries()) {
    const boxes = [...(main?.querySelectorAll('fieldset input[type=checkbox]') ?? [])].filter(
      (each) =>
        !/grant/i.test(each.closest('fieldset')?.querySelector('legend')?.textContent ?? '') ||
        !document.querySelector('#root'),
    );
    const offset = boxes.length - permissions.length;
    boxes[offset + index]?.setAttribute('data-truth', scope);
  }
  for (const group of main?.querySelectorAll('fieldset') ?? []) group.setAttribute('data-unit', '');
  const html = `<main>${main?.innerHTML ?? ''}</main>`;
  const consumers = page.store.inWorkspace('acme');
  page.close();
  return { html, consumers };
}

const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

describe('the form', () => {
  const press = (document: Document, label: string) =>
    [...document.querySelectorAll('button')].find((each) => each.textContent === label)?.click();

  const clientsForm = async (document: Document, create: string, code: string) => {
    press(document, create);
    await until(() => document.querySelector('main input') !== null);
    const box = [...document.querySelectorAll('label')].find((each) => each.textContent === code);
    box?.querySelector('input')?.click();
    await until(() => document.querySelectorAll('main input[type=text], main textarea').length === 6);
  };

  it.each<[string, Generation, string, Partial<PageSettings>, ((document: Document) => Promise<void>)?]>([
    ['consumers, 2015 and 2019', 'consumers', 'oauth-consumers/new', {}],
    ['consumers in German', 'consumers', 'oauth-consumers/new', { language: 'de' }],
    ['consumers in Japanese', 'consumers', 'oauth-consumers/new', { language: 'ja' }],
    [
      'clients, as one long form',
      'clients',
      'oauth-clients',
      { layout: 'long' },
      (document) => clientsForm(document, 'Create OAuth client', 'Authorization code'),
    ],
    [
      'clients in German',
      'clients',
      'oauth-clients',
      { layout: 'long', language: 'de' },
      (document) => clientsForm(document, 'OAuth-Client erstellen', 'Autorisierungscode'),
    ],
    [
      'clients in Japanese',
      'clients',
      'oauth-clients',
      { layout: 'long', language: 'ja' },
      (document) => clientsForm(document, 'OAuth クライアントの作成', '認可コード'),
    ],
  ])('of %s: no wrong field, no wrong box', async (name, generation, path, pages, act) => {
    const { html } = await snapshot(generation, path, pages, act);
    const share = everyVariant(
      `form of ${name}`,
      () => html,
      (document) => {
        const page = readPage(document, { address, status: 200 });
        if (page.kind !== 'form') return 'asks';
        let isWhole = true;
        const check = (found: Element | undefined, truth: string) => {
          if (found) expect(found.getAttribute('data-truth')).toBe(truth);
          else isWhole = false;
        };
        for (const field of fieldIds)
          check(findTextField(page.root, page.generation.fields[field])?.element, field);
        const boxes = describeBoxes(page.root);
        for (const { scope, group, label } of permissions) {
          check(boxInGroup(boxes, groupWords[group], labelWords[label] ?? [label], scope)?.element, scope);
        }
        return isWhole ? 'handled' : 'asks';
      },
    );
    expect(share).toBeGreaterThanOrEqual(0.98);
  });
});

describe('the pair', () => {
  const rows = (shownAsOpen: (document: Document) => void) => async (document: Document) =>
    shownAsOpen(document);
  const openFirst = rows((document) => {
    const [first] = document.querySelectorAll<HTMLElement>('tr.extra-info, dl.secrets');
    if (first) first.hidden = false;
  });
  const openAll = rows((document) => {
    for (const each of document.querySelectorAll<HTMLElement>('tr.extra-info, dl.secrets'))
      each.hidden = false;
  });

  const secondHalfOpen = rows((document) => {
    for (const each of document.querySelectorAll<HTMLElement>('tr.extra-info')) each.hidden = false;
    const [, second] = document.querySelectorAll<HTMLElement>('.oauth-secret');
    if (second) second.hidden = true;
  });

  it.each<[string, string, Partial<PageSettings>, (document: Document) => Promise<void>]>([
    ['2012, one row open', '/account/user/acme/api', { list: '2012', form: '2012' }, openFirst],
    ['2015, one row open', '/account/user/acme/api', { list: '2015' }, openFirst],
    ['2015, both rows open', '/account/user/acme/api', { list: '2015' }, openAll],
    ['2019, one row open', 'oauth-consumers', {}, openFirst],
    ['2019, both rows open', 'oauth-consumers', {}, openAll],
    ['2012, both rows open', '/account/user/acme/api', { list: '2012', form: '2012' }, openAll],
    ['2015, another row half open', '/account/user/acme/api', { list: '2015' }, secondHalfOpen],
    ['2019, another row half open', 'oauth-consumers', {}, secondHalfOpen],
    ['2019 in German', 'oauth-consumers', { language: 'de' }, openAll],
    ['2019 in Japanese', 'oauth-consumers', { language: 'ja' }, openAll],
  ])('in the list of %s: never another consumer’s', async (name, path, pages, act) => {
    const { html, consumers } = await snapshot('consumers', path, pages, act);
    const listAddress = path.startsWith('/') ? `https://bitbucket.org${path}` : address;
    const share = everyVariant(
      `list of ${name}`,
      () => html,
      (document) => {
        const page = readPage(document, { address: listAddress, status: 200 });
        if (page.kind !== 'list') return 'asks';
        // "Build bot" comes first; it is open in every one of these.
        const wanted = consumers.find((each) => each.name === 'Build bot');
        const named = page.entries.filter((each) => each.name === 'Build bot');
        const details = named.length === 1 ? named[0]?.details : undefined;
        return judge(details && readPair(details, page.generation), wanted);
      },
    );
    expect(share).toBeGreaterThanOrEqual(0.98);
  });

  it.each<[string, Partial<PageSettings>]>([
    ['in the dialog', {}],
    ['on a page of its own', { pairIn: 'page' }],
  ])('of a client %s: never another’s', async (name, pages) => {
    let made: Consumer | undefined;
    const page = await openPage('clients', 'oauth-clients/create', () => {}, pages);
    const { document } = page;
    const name_ = document.querySelector<HTMLInputElement>('input[type=text]');
    Object.getOwnPropertyDescriptor(page.window.HTMLInputElement.prototype, 'value')?.set?.call(name_, 'New');
    name_?.dispatchEvent(new page.window.Event('input', { bubbles: true }));
    [...document.querySelectorAll('button')].find((each) => each.textContent === 'Save')?.click();
    await until(() => page.store.consumers.length > 0 && document.querySelector('dl') !== null);
    made = page.store.consumers[0];
    const html = `<main>${document.querySelector('main')?.innerHTML ?? ''}</main>`;
    page.close();
    const share = everyVariant(
      `client ${name}`,
      () => html,
      (shown) => {
        const read = readPage(shown, { address, status: 200 });
        return judge(read.kind === 'pair' ? read.reading : undefined, made);
      },
    );
    expect(share).toBeGreaterThanOrEqual(0.98);
  });

  function judge(reading: PairReading | undefined, wanted: Consumer | undefined): 'handled' | 'asks' {
    if (reading?.kind !== 'pair') return 'asks';
    expect(reading.pair).toEqual({ key: wanted?.key, secret: wanted?.secret });
    return 'handled';
  }
});
