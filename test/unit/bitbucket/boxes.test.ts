// @vitest-environment node
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { findBoxes } from '../../../src/bitbucket/boxes';
import { describeBoxes } from '../../../src/bitbucket/find';

const page = (html: string) => new JSDOM(html).window.document.body;
const found = (html: string) => findBoxes(page(html)).map((each) => each.id);
const described = (html: string) =>
  describeBoxes(page(html)).map(({ name, beside, group }) => [group, name || beside]);

describe('a box that is drawn by the page', () => {
  const native = (more: string) => `<input type="checkbox" id="native" ${more}>`;
  const own = (more: string) => `<span role="checkbox" aria-checked="false" id="own" ${more}></span>`;

  it('stands for the native one that it has taken over from', () => {
    expect(found(`<label>${native('tabindex="-1"')}${own('tabindex="0"')} Read</label>`)).toEqual(['own']);
  });

  it('is left alone where it only shows the state of the native one', () => {
    expect(found(`<label>${native('')}${own('aria-hidden="true"')} Read</label>`)).toEqual(['native']);
  });

  it('is another one than that of the next label', () => {
    expect(found(`<label>${native('')} Read</label>${own('tabindex="0"')} Write`)).toEqual(['native', 'own']);
  });

  it('has the words of its label, though a native one stands between', () => {
    const html = `<label>${own('tabindex="0"')}${native('tabindex="-1" hidden')}<span>Read</span></label>`;
    expect(described(`<strong>Account</strong>${html}`)).toEqual([['Account', 'Read']]);
  });
});

describe('the heading of a group', () => {
  const box = (name: string) =>
    `<span role="checkbox" aria-checked="false" aria-label="${name}"></span><span>${name}</span>`;

  it('is not the label of the box before', () => {
    expect(described(`<div><strong>Account</strong>${box('Email')}${box('Read')}</div>`)).toEqual([
      ['Account', 'Email'],
      ['Account', 'Read'],
    ]);
  });

  it('is nothing that cannot be seen', () => {
    const html = `<div><strong>Account</strong><p hidden>Issues</p><label><input type="checkbox"> Read</label></div>`;
    expect(described(html)).toEqual([['Account', 'Read']]);
  });
});
