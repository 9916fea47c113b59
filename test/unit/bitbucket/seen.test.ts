// @vitest-environment node
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { isBoxSeen, isPressable } from '../../../src/bitbucket/seen';
import { inlineStyles } from './inline-styles';

/** The element `it` on a page whose looks follow from its inline styles. */
function at(html: string): Element {
  const { window } = new JSDOM(html);
  inlineStyles(window);
  const element = window.document.querySelector('#it');
  if (!element) throw new Error('Nothing is called "it"');
  return element;
}

describe('a field', () => {
  it('that stands there can be pressed', () => {
    expect(isPressable(at('<input id="it">'))).toBe(true);
  });

  it.each([
    'display: none',
    'visibility: hidden',
    'opacity: 0',
    'position: absolute; left: -9999px',
    'margin-left: -9999px',
    'position: absolute; clip: rect(0px, 0px, 0px, 0px)',
    'clip-path: inset(50%)',
    'width: 1px; height: 1px; overflow: hidden',
  ])('within %s cannot', (style) => {
    expect(isPressable(at(`<div style="${style}"><label>Name <input id="it"></label></div>`))).toBe(false);
  });

  it('below a modal dialog can be pressed once that is closed', () => {
    expect(isPressable(at('<div inert><input id="it"></div>'))).toBe(false);
    expect(isPressable(at('<div inert><input id="it"></div><div aria-modal="true"></div>'))).toBe(true);
  });

  it('under something that scrolls along with it cannot be pressed, under what stays in its place it can', () => {
    const field = at('<input id="it"><div id="over"></div><div id="bar" style="position: fixed"></div>');
    const { ownerDocument: page } = field;
    const lies = (id: string) => Object.assign(page, { elementFromPoint: () => page.getElementById(id) });
    lies('over');
    expect(isPressable(field)).toBe(false);
    lies('bar');
    expect(isPressable(field)).toBe(true);
  });
});

describe('a box', () => {
  const aside = 'position: absolute; left: -9999px';
  it.each([
    [
      'transparent, beside its drawing',
      '<p><input type="checkbox" id="it" style="opacity: 0"><svg></svg></p>',
    ],
    ['pushed aside in its label', `<label><input type="checkbox" id="it" style="${aside}">Read</label>`],
    [
      'not displayed, with a label for it',
      '<input type="checkbox" id="it" style="display: none"><label for="it">Read</label>',
    ],
  ])('%s is seen', (_, html) => {
    expect(isBoxSeen(at(html))).toBe(true);
  });

  it.each([
    ['transparent, beside nothing', '<p><input type="checkbox" id="it" style="opacity: 0"> Read</p>'],
    [
      'not displayed, beside a drawing that no press reaches it by',
      '<p><input type="checkbox" id="it" style="display: none"><svg></svg></p>',
    ],
    ['hidden with its label', '<label style="opacity: 0"><input type="checkbox" id="it">Read</label>'],
  ])('%s is not', (_, html) => {
    expect(isBoxSeen(at(html))).toBe(false);
  });
});
