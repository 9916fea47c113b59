// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { strangeState } from '../../../src/helper/strange';
import { wanted } from '../../screens/panel-states';

const pathname = '/acme/workspace/settings/something-new';
const noForm = { kind: 'ask', sheet: undefined, isForeign: false };

beforeEach(() => {
  document.body.innerHTML = '<main><h1>Something new</h1><input><textarea></textarea><input></main>';
});
const enter = (text: string) => {
  (document.querySelector('input') as HTMLInputElement).value = text;
};
const say = (isFilled = false) => strangeState(document.body, pathname, { wanted, isFilled });
const standing = () => Object.fromEntries((say().sheet?.items ?? []).map(({ item, state }) => [item, state]));

it('says which of the values are on the page, and that all of them are needed', () => {
  expect(standing()).toMatchObject({ name: 'missing', callbackUrl: 'missing' });
  enter(wanted.name);
  expect(standing()).toMatchObject({ name: 'right', callbackUrl: 'missing' });
  const { sheet } = say();
  expect(sheet?.wanted).toEqual(wanted);
  expect(sheet?.needed).toEqual(sheet?.items.map(({ item }) => item));
  expect(sheet?.needed).toContain('callbackUrl');
});

it.each([
  ['fr', true],
  ['pt-BR', true],
  ['en', false],
  ['de-DE', false],
  ['ja', false],
  ['', false],
])('of a page in "%s" it is known whether its words are', (language, isForeign) => {
  document.documentElement.lang = language;
  expect(say().isForeign).toBe(isForeign);
  document.documentElement.lang = '';
});

it('takes a page for no form where no values are known for one', () => {
  expect(strangeState(document.body, pathname, { wanted: undefined, isFilled: false })).toEqual(noForm);
});

it('takes a page for no form where nothing can be written', () => {
  document.body.innerHTML = '<main><h1>Ready</h1><p>Nothing to enter</p></main>';
  expect(say()).toEqual(noForm);
});

it('takes a page for no form after one was filled, unless some of that is on it', () => {
  expect(say(true)).toEqual(noForm);
  enter(wanted.name);
  expect(say(true).sheet).toBeDefined();
});
