// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readPair } from '../../../src/bitbucket/pair';
import type { PageSettings } from '../../standins/bitbucket/pages';
import { type Outcome, variants } from './every-variant';
import { readAt, readsPair } from './judging';
import { until } from './pages';
import { type Act, press, type Snapshot, snapshot, textsOf, type as typeIn } from './snapshots';
import { address, type Choose } from './variants';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// Variants of what shows a pair: never another consumer's pair, never anything that is no pair, and the right reason if none is read.

const { every, sum } = variants();

describe('the pair in the list of consumers', () => {
  const details = 'tr.extra-info, dl.secrets';
  const open =
    (count: number): Act =>
    ({ document }) => {
      for (const each of [...document.querySelectorAll<HTMLElement>(details)].slice(0, count))
        each.hidden = false;
    };
  const secondHalfOpen: Act = (page) => {
    open(2)(page);
    const [, second] = page.document.querySelectorAll<HTMLElement>('.oauth-secret');
    if (second) second.hidden = true;
  };

  const account = '/account/user/acme/api';
  it.each<[string, string, Partial<PageSettings>, Act]>([
    ['2012, one row open', account, { list: '2012', form: '2012' }, open(1)],
    ['2012, both rows open', account, { list: '2012', form: '2012' }, open(2)],
    ['2015, one row open', account, { list: '2015' }, open(1)],
    ['2015, both rows open', account, { list: '2015' }, open(2)],
    ['2015, another row half open', account, { list: '2015' }, secondHalfOpen],
    ['2015, AUI', account, { list: '2015', look: 'atlassian' }, open(2)],
    ['2019, one row open', 'oauth-consumers', {}, open(1)],
    ['2019, both rows open', 'oauth-consumers', {}, open(2)],
    ['2019, another row half open', 'oauth-consumers', {}, secondHalfOpen],
    ['2019, AUI', 'oauth-consumers', { look: 'atlassian' }, open(2)],
    ['2019 in German', 'oauth-consumers', { language: 'de' }, open(2)],
    ['2019 in Japanese', 'oauth-consumers', { language: 'ja' }, open(2)],
  ])('of %s: never another consumer’s', async (name, path, pages, act) => {
    const { html, consumers } = await snapshot('consumers', path, { pages, act });
    const where = path.startsWith('/') ? `https://bitbucket.org${path}` : address;
    await every(
      `pair in the list of ${name}`,
      50,
      () => html,
      (document) => {
        const page = readAt(document, where);
        if (page.kind !== 'list') return 'asks for the list';
        // "Build bot" comes first; it is open in all of these.
        const wanted = consumers.find((each) => each.name === 'Build bot');
        const named = page.entries.filter((each) => each.name === 'Build bot');
        const place = named.length === 1 ? named[0]?.details : undefined;
        return readsPair(place && readPair(place, page.generation), wanted);
      },
    );
  });
});

/** Makes a client, and waits until its pair is shown. */
const made: Act = async (page) => {
  const { document } = page;
  await until(() => textsOf(document).length > 0);
  typeIn(page, textsOf(document)[0], 'New');
  press(document, 'Save');
  await until(() => page.store.consumers.some((each) => each.name === 'New'));
  await until(() => document.querySelector('dl, [role=dialog] input, input[readonly]') !== null);
};
const andStep: Act = async (page) => {
  await made(page);
  press(page.document, 'Next');
  await page.settled();
};

const newOne = ({ consumers }: Snapshot) => consumers.find((each) => each.name === 'New');

/** What else may lie over the page, or be behind the dialog. */
const around = [
  '',
  '<div role="dialog" aria-label="Cookies"><h2>We use cookies</h2><p>Key features need them.</p><button>Accept</button></div>',
  '<section role="dialog" aria-modal="true"><h2>What’s new</h2><p>Secret scanning is here.</p><button>Copy link</button></section>',
  '<div role="alertdialog"><h2>Session</h2><p>You will be signed out soon.</p></div>',
  '<aside><dl><dt>Client ID</dt><dd>AnotherClientAnotherClientAnothe</dd></dl></aside>',
  '<div hidden><dl><dt>Client ID</dt><dd>AnotherClientAnotherClientAnothe</dd><dt>Secret</dt><dd>AnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecr</dd></dl></div>',
  '<div role="dialog" hidden><dl><dt>Client ID</dt><dd>AnotherClientAnotherClientAnothe</dd><dt>Secret</dt><dd>AnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecr</dd></dl></div>',
];
const within = (html: string) => (choose: Choose) => {
  const other = around[choose(around.length)] ?? '';
  return choose(2) === 0 ? other + html : html + other;
};
const behind =
  '<main><section><h2>Old client</h2><dl><dt>Client ID</dt><dd><code>AnotherClientAnotherClientAnothe</code></dd><dt>Secret</dt><dd><code>AnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecretAnotherSecr</code></dd></dl></section></main>';

describe('the pair of a client', () => {
  const looks = ['drawn', 'atlassian'] as const;
  const places = ['dialog', 'list-dialog', 'page'] as const;
  const cases = looks.flatMap((look) => places.map((pairIn) => [look, pairIn] as const));

  it.each(cases)('%s, in a %s: never another’s', async (look, pairIn) => {
    for (const pairAs of ['text', 'fields'] as const) {
      const shot = await snapshot('clients', 'oauth-clients/create', {
        pages: { look, pairIn, pairAs },
        act: made,
      });
      const look_ = (document: Document): Outcome => {
        const page = readAt(document);
        return page.kind === 'pair' ? readsPair(page.reading, newOne(shot)) : `asks for a ${page.kind}`;
      };
      await every(`pair ${look}, ${pairIn}, ${pairAs}`, 40, within(shot.html), look_);
      if (pairIn === 'page') continue;
      await every(`pair ${look}, ${pairIn}, ${pairAs}, before another`, 20, () => behind + shot.html, look_);
    }
  });

  it.each(looks)('%s, in other languages', async (look) => {
    for (const [language, save] of [
      ['de', 'Speichern'],
      ['ja', '保存'],
    ] as const) {
      const shot = await snapshot('clients', 'oauth-clients/create', {
        pages: { look, language },
        act: async (page) => {
          await until(() => textsOf(page.document).length > 0);
          typeIn(page, textsOf(page.document)[0], 'New');
          press(page.document, save);
          await until(() => page.document.querySelector('dl') !== null);
        },
      });
      await every(`pair ${look}, ${language}`, 40, within(shot.html), (document) => {
        const page = readAt(document);
        return page.kind === 'pair' ? readsPair(page.reading, newOne(shot)) : `asks for a ${page.kind}`;
      });
    }
  });

  it.each(
    cases.flatMap(([look, pairIn]) =>
      (['masked', 'copy', 'steps'] as const).map((pairAs) => [look, pairIn, pairAs] as const),
    ),
  )('%s, in a %s, %s: is told for what it is, and never taken for a pair', async (look, pairIn, pairAs) => {
    const shot = await snapshot('clients', 'oauth-clients/create', {
      pages: { look, pairIn, pairAs },
      act: made,
    });
    // A single value on a page of its own could be a client's settings: a person is asked.
    const isHalfPage = pairIn === 'page' && pairAs === 'steps';
    await every(
      `no pair ${look}, ${pairIn}, ${pairAs}${isHalfPage ? ': is asked about' : ''}`,
      30,
      within(shot.html),
      (document) => {
        const page = readAt(document);
        expect(page.kind).toBe(isHalfPage ? 'unclear' : 'pair');
        if (page.kind !== 'pair') return 'asks';
        const { reading } = page;
        if (pairAs === 'steps') {
          expect(reading).toEqual({ kind: 'half', half: 'key', value: newOne(shot)?.key });
          return 'handled';
        }
        const reason = pairAs === 'copy' ? 'behind-copy' : 'masked';
        expect(reading).toMatchObject({ kind: 'none', reason });
        return 'handled';
      },
      {},
      isHalfPage ? 0 : 0.98,
    );
  });

  it.each(looks)('%s, its second step is the secret', async (look) => {
    const shot = await snapshot('clients', 'oauth-clients/create', {
      pages: { look, pairAs: 'steps' },
      act: andStep,
    });
    await every(`second step ${look}`, 30, within(shot.html), (document) => {
      const page = readAt(document);
      if (page.kind !== 'pair') return `asks for a ${page.kind}`;
      expect(page.reading).toEqual({ kind: 'half', half: 'secret', value: newOne(shot)?.secret });
      return 'handled';
    });
  });

  it('came in enough variants', () => sum(1_500));
});
