// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { noAccessHeadings, notFoundHeadings } from '../../../src/bitbucket/generations';
import { readPage } from '../../../src/bitbucket/page';
import { type Language, sayIn } from '../../standins/bitbucket/words';
import { type Outcome, variants } from './every-variant';
import { fillsForm, findsForm, readAt, readsPair } from './judging';
import { until } from './pages';
import { type Act, press, snapshot, textsOf, type as typeIn, withCallback } from './snapshots';
import { address, type Choose } from './variants';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// Variants in an unknown language, of pages that the browser has translated, and of pages whose heading says that there is nothing to see.

const { every, sum } = variants();

const settings = 'https://bitbucket.org/acme/workspace/settings';
const consumerForm = `${settings}/oauth-consumers/new`;
const clientForm = `${settings}/oauth-clients/create`;
const looks = ['drawn', 'atlassian'] as const;

describe('a language without words', () => {
  it.each(looks)('the form of consumers, %s: no wrong field, no wrong box', async (look) => {
    const { html } = await snapshot('consumers', 'oauth-consumers/new', { pages: { look, language: 'pl' } });
    // Its fields are recognised by their names, its boxes by their values.
    const named = { removeName: false };
    const finds = (document: Document) => findsForm(document, consumerForm);
    const fills = (document: Document) => fillsForm(document, consumerForm);
    await every(`consumers in Polish, ${look}`, 60, () => html, finds, named);
    await every(`filling in Polish, ${look}`, 12, () => html, fills, named);
    // Without them nothing can be recognised, and nothing is.
    const asks = (document: Document): Outcome =>
      readAt(document, consumerForm).kind === 'unclear' ? 'handled' : 'asks';
    await every(`consumers in Polish without names, ${look}`, 40, () => html, asks, {
      removeName: true,
      rename: true,
    });
  });

  const tabs: [string, Act][] = [
    ['Szczegóły', () => {}],
    ['Autoryzacja', withCallback('Kod autoryzacji')],
    ['Zakresy', () => {}],
  ];
  it.each(looks.flatMap((look) => tabs.map(([tab, act]) => [look, tab, act] as const)))(
    'the form of clients, %s, on its tab %s: no wrong field, no wrong box',
    async (look, tab, act) => {
      const { html } = await snapshot('clients', 'oauth-clients/create', {
        pages: { look, language: 'pl' },
        act: async (page) => {
          await until(() => textsOf(page.document).length > 0);
          press(page.document, tab);
          await page.settled();
          await act(page);
        },
      });
      // They are recognised by their places, which stay.
      await every(
        `clients in Polish, ${look}, ${tab}`,
        50,
        () => html,
        (document) => findsForm(document, clientForm, ['url']),
        { shuffle: false, plainGroups: false },
      );
    },
  );

  it.each(looks)('the dialog with the pair, %s: never another’s', async (look) => {
    for (const pairAs of ['text', 'fields'] as const) {
      const { html, consumers } = await snapshot('clients', 'oauth-clients/create', {
        pages: { look, language: 'pl', pairAs },
        act: async (page) => {
          await until(() => textsOf(page.document).length > 0);
          typeIn(page, textsOf(page.document)[0], 'New');
          press(page.document, 'Zapisz');
          await until(() => page.document.querySelector('dl, [role=dialog] input') !== null);
        },
      });
      const wanted = consumers.find((each) => each.name === 'New');
      await every(
        `pair in Polish, ${look}, ${pairAs}`,
        60,
        () => html,
        (document) => {
          const page = readAt(document, clientForm);
          return page.kind === 'pair' ? readsPair(page.reading, wanted) : `asks for a ${page.kind}`;
        },
      );
    }
  });
});

describe('a page that the browser has translated', () => {
  const chrome = ({ documentElement: root }: Document) => root.classList.add('translated-ltr');
  const chromeRightToLeft = ({ documentElement: root }: Document) => root.classList.add('translated-rtl');
  const firefox = ({ documentElement: root }: Document) => {
    root.lang = 'de';
  };
  const fonts = (document: Document) => {
    const texts = document.createTreeWalker(document.body, 4);
    const all: Node[] = [];
    while (texts.nextNode()) all.push(texts.currentNode);
    for (const text of all) {
      if ((text.textContent ?? '').trim() === '') continue;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      text.parentNode?.replaceChild(outer, text);
      outer.append(inner);
      inner.append(text);
    }
  };
  const ways = [chrome, chromeRightToLeft, firefox, fonts];

  it.each<[string, 'consumers' | 'clients', string]>([
    ['form of consumers', 'consumers', 'oauth-consumers/new'],
    ['list of consumers', 'consumers', 'oauth-consumers'],
    ['form of clients', 'clients', 'oauth-clients/create'],
    ['list of clients', 'clients', 'oauth-clients'],
  ])('the %s is told to be translated, and only then', async (name, generation, path) => {
    const { html } = await snapshot(generation, path);
    await every(
      `translated ${name}`,
      50,
      () => html,
      (document, choose) => {
        const origin = { address, status: 200, language: 'en' };
        expect(readPage(document, origin).kind).not.toBe('translated');
        ways[choose(ways.length)]?.(document);
        return readPage(document, origin).kind === 'translated' ? 'handled' : 'asks';
      },
    );
  });
});

describe('a page without anything to see', () => {
  const languages: readonly Language[] = ['en', 'de', 'ja'];
  const own = (english: string) => languages.map((language) => sayIn(language)(english));
  const said = {
    'no-access': [...noAccessHeadings, ...own('You do not have access to this page')],
    'not-found': [...notFoundHeadings, ...own('We can’t let you see this page'), ...own('Page not found')],
  };
  const frames = [
    (words: string) => `<main><h1>${words}</h1><p>Return to your dashboard</p></main>`,
    (words: string) => `<main><section><h2> ${words.replace(' ', '&nbsp;')} </h2></section></main>`,
    (words: string) => `<main><div role="heading" aria-level="1"><span>${words}</span></div></main>`,
    (words: string) => `<main><div><div><h1>\n  ${words}\u200b\n</h1></div></div></main>`,
  ];

  it.each(['no-access', 'not-found'] as const)('is told to be %s', async (kind) => {
    const html = (choose: Choose) =>
      frames[choose(frames.length)]?.(said[kind][choose(said[kind].length)] ?? '') ?? '';
    await every(`${kind}, by its heading`, 150, html, (document) =>
      readAt(document).kind === kind ? 'handled' : 'asks',
    );
  });

  it('is not told by the name of a consumer', async () => {
    const names = ['Access denied', 'Page not found', 'Build bot'];
    for (const rows of ['articles', 'list'] as const) {
      const { html } = await snapshot('clients', 'oauth-clients', {
        pages: { look: 'atlassian', rows },
        names,
        act: ({ document }) => until(() => document.querySelector('main code') !== null),
      });
      await every(
        `consumers called like it, ${rows}`,
        30,
        () => html,
        (document) => {
          const page = readAt(document);
          expect(page.kind).toBe('list');
          return page.kind === 'list' && page.entries.length === names.length ? 'handled' : 'asks';
        },
      );
    }
  });

  it('came in enough variants', () => sum(1_200));
});
