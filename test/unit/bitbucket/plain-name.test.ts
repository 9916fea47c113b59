// @vitest-environment jsdom

import { computeAccessibleName } from 'dom-accessibility-api';
import { afterEach, describe, expect, it } from 'vitest';
import { isOneOf, normalise } from '../../../src/bitbucket/find';
import { mayBeNamed, plainName } from '../../../src/bitbucket/plain-name';
import { inOneLook } from '../../../src/bitbucket/seen';
import fc from '../made-up';

afterEach(() => {
  document.body.innerHTML = '';
});

const draw = (html: string): Element => {
  document.body.innerHTML = html;
  const target = document.querySelector('#target');
  if (!target) throw new Error(`Nothing to name in ${html}`);
  return target;
};

/** The name by all the rules, as the helper computes it. */
const fully = (element: Element): string =>
  computeAccessibleName(element, {
    getComputedStyle: (each) => getComputedStyle(each),
    computedStyleSupportsPseudoElements: false,
  }).trim();

const words = ['Next', 'Next page', 'Create OAuth client', '次へ'];
const mayBe = (element: Element): boolean =>
  inOneLook(() => mayBeNamed(element, new Set(words.map(normalise)), (text) => isOneOf(text, words)));

/** What a button can contain: text, what only looks like text, and what says something else. */
const piece = fc.letrec<{ content: string; element: string }>((tie) => ({
  content: fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'Next',
          ' ',
          'page',
          '\n  ',
          'Create',
          'OAuth client',
          '次へ',
          'x',
          '<!-- Next -->',
          '\u200b',
        ),
        tie('element'),
      ),
      { maxLength: 4 },
    )
    .map((all) => all.join('')),
  element: fc
    .tuple(
      fc.constantFrom('span', 'span', 'div', 'b', 'p', 'svg', 'img', 'input', 'ul', 'label'),
      fc.constantFrom(
        ...Array<string>(8).fill(''),
        'hidden',
        'aria-hidden="true"',
        'aria-label="Next"',
        'title="Next"',
        'alt="Next"',
        'value="Next"',
        'style="display: none"',
        'style="visibility: hidden"',
        'style="display: block"',
        'role="presentation"',
        'role="menu"',
        'aria-labelledby="other"',
      ),
      tie('content'),
    )
    .map(([tag, attribute, inner]) =>
      tag === 'img' || tag === 'input' ? `<${tag} ${attribute}>` : `<${tag} ${attribute}>${inner}</${tag}>`,
    ),
}));
const opening = fc
  .tuple(
    fc.constantFrom('a href="#"', 'a', 'button', 'div role="button"', 'a href="#" role="tab"'),
    fc.constantFrom(
      ...Array<string>(8).fill(''),
      'aria-label="Next "',
      'aria-label=" "',
      'title="Next"',
      'aria-labelledby="other"',
      'hidden',
      'aria-hidden="true"',
    ),
  )
  .map(([tag, attribute]) => [tag, `<${tag} id="target" ${attribute}>`] as const);
const drawing = fc
  .tuple(
    opening,
    piece.content,
    fc.constantFrom('', '<label for="target">Next</label>', '<i id="other">Next</i>'),
  )
  .map(([[tag, open], inner, beside]) => `${open}${inner}</${tag.split(' ')[0]}>${beside}`);

describe('whatever is in a button or link', () => {
  it('its plain name is the one that accname has, where there is one', () => {
    let plain = 0;
    fc.assert(
      fc.property(drawing, (html) => {
        const target = draw(html);
        const name = inOneLook(() => plainName(target));
        if (name === undefined) return;
        plain += 1;
        expect(name, html).toBe(fully(target));
      }),
      { numRuns: 800 },
    );
    expect(plain).toBeGreaterThan(20);
  });

  it('none is passed over whose name is one of the words', () => {
    let named = 0;
    let passed = 0;
    fc.assert(
      fc.property(drawing, (html) => {
        const target = draw(html);
        const isNamed = isOneOf(fully(target), words);
        if (isNamed) named += 1;
        if (mayBe(target)) return;
        passed += 1;
        expect(isNamed, html).toBe(false);
      }),
      { numRuns: 800 },
    );
    expect(named).toBeGreaterThan(20);
    expect(passed).toBeGreaterThan(20);
  });
});

it.each([
  ['<a id="target" href="#">Client 12</a>', false],
  ['<button id="target" aria-label="More of Next">…</button>', false],
  ['<button id="target">Exit now, please</button>', false],
  ['<button id="target">Next <span hidden>and last</span></button>', true],
  ['<button id="target"><svg><title>Next</title></svg></button>', true],
  ['<i id="other">Next</i><button id="target" aria-labelledby="other" aria-label="x"></button>', true],
  ['<label>Next <button id="target">1</button></label>', true],
])('%s may be named so: %s', (html, may) => {
  expect(mayBe(draw(html))).toBe(may);
});
