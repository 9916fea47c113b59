// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, it, vi } from 'vitest';
import { drawings } from './drawings';
import { variants } from './every-variant';
import { fillsForm, findsForm } from './judging';
import { snapshot, withCallback } from './snapshots';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// Variants of how the boxes are drawn, beside invisible boxes and fields.

const { every, sum } = variants();

const forms = [
  () => snapshot('consumers', 'oauth-consumers/new'),
  () => snapshot('consumers', 'oauth-consumers/new', { pages: { language: 'ja' } }),
  () =>
    snapshot('clients', 'oauth-clients/create', {
      pages: { layout: 'long' },
      act: withCallback('Authorization code'),
    }),
];
let htmls: readonly string[] = [];
beforeAll(async () => {
  htmls = (await Promise.all(forms.map((form) => form()))).map(({ html }) => html);
});

describe('boxes drawn as', () => {
  it.each(drawings)('%s: no wrong box, and each can be pressed', async (boxes) => {
    const html = (choose: (count: number) => number) => htmls[choose(htmls.length)] ?? '';
    const options = { boxes, honeypots: true };
    await every(`boxes: ${boxes}`, 36, html, (document) => findsForm(document), options);
    await every(`filling, boxes: ${boxes}`, 6, html, (document) => fillsForm(document), options);
  });

  it('came in enough variants', () => sum(360));
});
