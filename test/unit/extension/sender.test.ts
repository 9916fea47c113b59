import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/extension/background/sender';

// Shapes as measured in Chromium 156 and Firefox ESR 153.
const own = { id: 'keyferry', origin: 'chrome-extension://keyferry' };
const tab = { id: 7, url: 'https://bitbucket.org/acme/workspace/settings/oauth-clients' } as never;
const helper = {
  id: 'keyferry',
  origin: 'https://bitbucket.org',
  tab,
  frameId: 0,
  documentId: 'D1',
  url: 'https://bitbucket.org/stale',
};

it('takes the popup and the pages in tabs for pages', () => {
  expect(classify({ id: 'keyferry', origin: own.origin }, own)).toEqual({ kind: 'page' });
  expect(classify({ id: 'keyferry', origin: own.origin, tab, frameId: 0 }, own)).toEqual({ kind: 'page' });
});

it('takes the content script in the top frame for the helper, wherever its tab is', () => {
  expect(classify(helper, own)).toEqual({ kind: 'helper', tabId: 7, documentId: 'D1' });
});

describe('refuses', () => {
  it.each([
    ['another extension', { ...helper, id: 'other' }],
    ['another site', { ...helper, origin: 'https://evil.example' }],
    ['a frame with srcdoc', { ...helper, frameId: 4_294_967_297 }],
    ['a sandboxed frame', { ...helper, origin: 'null', frameId: 3 }],
    ['an extension page framed by a site', { id: 'keyferry', origin: own.origin, tab, frameId: 2 }],
    ['a sender without a document', { ...helper, documentId: undefined }],
    ['a sender without a frame', { ...helper, frameId: undefined }],
    ['a web page', { origin: 'https://bitbucket.org' }],
    ['nobody', {}],
  ])('%s', (_, sender) => {
    expect(classify(sender as never, own)).toBeUndefined();
  });
});
