// @vitest-environment node
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { clients } from '../../../src/bitbucket/generations/clients';
import { consumers } from '../../../src/bitbucket/generations/consumers';
import { checkShape, clean, pointable, pointedValue, readPair } from '../../../src/bitbucket/pair';

const key = 'yV5aWjGZz5xz7mhFCg';
const secret = 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN';
const clientId = 'F3r8ojBqocg6PWNqJEkRgijQDo8Jp4ER';
const clientSecret = 'LE7eNwM36TguyEUkaErQVQ5167oQEu3Wu4zjHJZo6tFku3vybXTcEBEWbt3TVzayS32waLU2IUxv';

const scope = (html: string) =>
  new JSDOM(`<main>${html}</main>`).window.document.querySelector('main') as Element;
const read = (html: string, generation = consumers) => readPair(scope(html), generation);

describe('a pair is read', () => {
  it.each([
    [
      'from a definition list',
      `<dl><dt>Key</dt><dd><code>${key}</code></dd><dt>Secret</dt><dd><code>${secret}</code></dd></dl>`,
    ],
    [
      'from table rows',
      `<table><tr><th>Key</th><td>${key}</td></tr><tr><th>Secret</th><td>${secret}</td></tr></table>`,
    ],
    [
      'from labels in wrappers',
      `<div><div><b>Key</b></div><div>${key}</div></div><div><div><b>Secret:</b></div><div>${secret}</div></div>`,
    ],
    [
      'from fields that cannot be changed',
      `<label>Key <input readonly value="${key}"></label><label>Secret <input readonly value="${secret}"></label>`,
    ],
    [
      'beside other lines',
      `<dl><dt>URL</dt><dd>https://vssue.js.org</dd><dt>Description</dt><dd>Key of the shop</dd><dt>Key</dt><dd>${key}</dd><dt>Secret</dt><dd>${secret}</dd></dl>`,
    ],
  ])('%s', (_, html) => {
    expect(read(html)).toMatchObject({ kind: 'pair', pair: { key, secret } });
  });

  it('from the dialog of a client, without the text of its buttons', () => {
    const html = `<dl><dt>Client ID</dt><dd><code>${clientId}</code><button>Copy</button></dd><dt>Secret</dt><dd><code>${clientSecret}</code><button>Copy</button></dd></dl>`;
    expect(read(html, clients)).toMatchObject({
      kind: 'pair',
      pair: { key: clientId, secret: clientSecret },
    });
  });

  it('through blanks, line breaks and invisible characters', () => {
    expect(clean(` ${key.slice(0, 5)}\u200b${key.slice(5)}\n`)).toBe(key);
    const broken = `${secret.slice(0, 9)}\n  ${secret.slice(9)}`;
    expect(read(`<dl><dt>Key</dt><dd>${key}</dd><dt>Secret</dt><dd>${broken}</dd></dl>`)).toMatchObject({
      kind: 'pair',
      pair: { key, secret },
    });
  });
});

describe('the shape is a witness, never a law', () => {
  const confidence = (given: { key: string; secret: string }) => {
    const checked = checkShape(given);
    return checked.kind === 'pair' ? checked.confidence : 0;
  };

  it('lengths and alphabets that were seen are trusted more', () => {
    expect(confidence({ key, secret })).toBeGreaterThan(confidence({ key: `${key}x`, secret }));
    expect(confidence({ key: clientId, secret: clientSecret })).toBeCloseTo(1);
    expect(checkShape({ key, secret })).toMatchObject({
      reasons: ['the alphabet seen', 'lengths seen', 'no blank inside'],
    });
  });

  it.each([
    ['of other lengths', { key: 'k'.repeat(24), secret: 's'.repeat(48) }],
    ['with other characters', { key: 'a+b/c=d:e;f!g"h', secret: `x'y$z{w}|v^u&t(s)r%q#p@o` }],
    ['with blanks inside what has the seen lengths', { key: `${key.slice(0, 9)} ${key.slice(9)}`, secret }],
  ])('a pair %s is taken', (_, given) => {
    expect(checkShape(given)).toMatchObject({ kind: 'pair' });
  });

  it('a sentence is not', () => {
    expect(checkShape({ key, secret: 'shown once when the client was made' })).toMatchObject({
      reason: 'not-a-credential',
    });
  });
});

describe('a pair is refused', () => {
  const list = (...rows: [string, string][]) =>
    `<dl>${rows.map(([label, value]) => `<dt>${label}</dt><dd>${value}</dd>`).join('')}</dl>`;
  it.each([
    [
      'with two different Keys',
      list(['Key', key], ['Key', 'another18another18'], ['Secret', secret]),
      'ambiguous',
    ],
    [
      'with two values of one label',
      list(['Key', key], ['Secret', `${secret}</dd> <dd>${'q'.repeat(secret.length)}`]),
      'ambiguous',
    ],
    ['with a masked Secret', list(['Key', key], ['Secret', '••••••••••••']), 'masked'],
    ['with the values swapped', list(['Key', secret], ['Secret', key]), 'swapped'],
    [
      'with a sentence for a value',
      list(['Key', key], ['Secret', 'shown once, when <it> was made?']),
      'not-a-credential',
    ],
  ])('%s', (_, html, reason) => {
    expect(read(html)).toMatchObject({ kind: 'none', reason });
  });

  it.each([
    ['without a Key', list(['Secret', secret]), 'secret'],
    ['without a Secret', list(['Key', key]), 'key'],
    ['with only a look-alike label', list(['Public key', key], ['Secret', secret]), 'secret'],
    [
      'with a value that nobody sees',
      `${list(['Key', key])}<div style="display:none">${list(['Secret', secret])}</div>`,
      'key',
    ],
  ])('and only the half of it is told, %s', (_, html, half) => {
    expect(read(html)).toMatchObject({ kind: 'half', half });
  });

  it('whatever way it came', () => {
    expect(checkShape({ key: secret, secret: key })).toMatchObject({ kind: 'none', reason: 'swapped' });
    expect(checkShape({ key, secret })).toMatchObject({ kind: 'pair', pair: { key, secret } });
  });
});

describe('what a person points at', () => {
  const value = (html: string) => pointedValue(scope(html).firstElementChild as Element);

  it('is the value of a field or the text of an element', () => {
    expect(value(`<input value="${key}">`)).toBe(key);
    expect(value(`<code>${secret.slice(0, 9)}\n   ${secret.slice(9)}</code>`)).toBe(secret);
  });

  it('is nothing where it is words, too short, or has other characters', () => {
    for (const text of ['Pull requests', 'Mira Vogel Acme', 'short', 'https://acme.example/x']) {
      expect(value(`<p>${text}</p>`)).toBeUndefined();
    }
  });

  it('can be reached in the order of the page, innermost only, and words last', () => {
    const html = `<b>Bitbucket</b><div><p><span>${key}</span></p></div><p hidden style="display:none">${key}</p><td>${secret}</td><p>${secret}</p>`;
    expect(pointable(scope(html)).map((each) => each.tagName)).toEqual(['SPAN', 'P', 'B']);
  });
});
