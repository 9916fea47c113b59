import { beforeEach, expect, it, vi } from 'vitest';
import { pageForm } from '../../../src/dashboards/by-hand/page-form';
import type { FoundForm } from '../../../src/filler/told';
import { Secret } from '../../../src/secret';

const executeScript = vi.fn();
const getTab = vi.fn();
vi.mock('webextension-polyfill', () => ({
  default: { scripting: { executeScript }, tabs: { get: getTab } },
}));
const { fillForm, lookAtForm, undoFilling } = await import('../../../src/extension/platform/page-form');

const origin = 'https://sso.acme.example';
const place = { tabId: 7, origin, visit: '1-2', documentId: undefined };
const agreed: FoundForm = { heading: '', fields: {} };
const values = { key: 'k', secret: new Secret('s') };
const fill = (from = place) => fillForm(from, pageForm, agreed, '/settings/', values);

beforeEach(() => {
  vi.resetAllMocks();
  getTab.mockResolvedValue({});
  globalThis.keyferryFiller = undefined;
});

it('puts the filler into the top document only, and asks it there', async () => {
  executeScript.mockResolvedValueOnce([]).mockResolvedValueOnce([
    { frameId: 3, result: { kind: 'page', visit: 'of a frame' } },
    { frameId: 0, documentId: 'd', result: { kind: 'page', visit: '1-2' } },
  ]);
  expect(await lookAtForm(7, origin, pageForm)).toMatchObject({ place: { ...place, documentId: 'd' } });
  expect(executeScript.mock.calls.map(([{ target }]) => target)).toEqual([
    { tabId: 7, frameIds: [0] },
    { tabId: 7, frameIds: [0] },
  ]);
});

it('gives the values to the document that was looked at, as an argument and in no other way', async () => {
  executeScript.mockResolvedValue([{ frameId: 0, result: { kind: 'put', fields: {} } }]);
  await fill({ ...place, documentId: 'd' as never });
  await fill();
  expect(executeScript.mock.calls.map(([{ target }]) => target)).toEqual([
    { tabId: 7, documentIds: ['d'] },
    { tabId: 7, frameIds: [0] },
  ]);
  const [{ func, args }] = executeScript.mock.calls[0] as [{ func: (order: unknown) => unknown; args: [] }];
  expect(args).toEqual([
    {
      kind: 'put',
      origin,
      form: pageForm,
      visit: '1-2',
      agreed,
      within: '/settings/',
      values: { key: 'k', secret: 's' },
    },
  ]);
  expect(String(func)).not.toMatch(/sendMessage|connect/);
});

it('asks nothing of a document without the filler', async () => {
  executeScript.mockImplementation(async ({ func, args }) => [{ frameId: 0, result: await func(...args) }]);
  expect(await fill()).toEqual({ kind: 'gone' });
  const asked = vi.fn(async () => ({ kind: 'put' as const, fields: {} }));
  globalThis.keyferryFiller = asked;
  expect(await fill()).toEqual({ kind: 'put', fields: {} });
  expect(asked).toHaveBeenCalledOnce();
});

it('tells a page that the browser withholds from one that is gone, and both from a closed tab', async () => {
  executeScript.mockRejectedValue(new Error('Cannot access contents of the page'));
  expect(await lookAtForm(7, origin, pageForm)).toEqual({ kind: 'withheld' });
  expect(await fill()).toEqual({ kind: 'gone' });
  expect(await undoFilling(place)).toEqual({ kind: 'gone' });
  getTab.mockRejectedValue(new Error('No tab with id: 7'));
  expect(await lookAtForm(7, origin, pageForm)).toEqual({ kind: 'closed' });
  expect(await fill()).toEqual({ kind: 'closed' });
});
