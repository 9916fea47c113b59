// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, it, vi } from 'vitest';
import type { PageSettings } from '../../standins/bitbucket/pages';
import type { Generation } from '../../standins/bitbucket/store';
import { variants } from './every-variant';
import { fillsForm, findsForm } from './judging';
import { type Act, snapshot, withCallback } from './snapshots';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// Variants of the form, as the stand-in draws it and as Atlassian's components do, with invisible fields: never a
// wrong field or box, nothing wrongly reported as filled, nothing else touched.

const { every, sum } = variants();

const long = { layout: 'long' } as const;
const code = {
  en: withCallback('Authorization code'),
  de: withCallback('Autorisierungscode'),
  ja: withCallback('認可コード'),
};
const openDialog: Act = ({ document }) => {
  const dialog = document.querySelector<HTMLElement>('#bb-add-consumer-dialog');
  if (dialog) dialog.hidden = false;
};
const forms: [string, Generation, string, Partial<PageSettings>, Act?][] = [
  ['consumers', 'consumers', 'oauth-consumers/new', {}],
  ['consumers in German', 'consumers', 'oauth-consumers/new', { language: 'de' }],
  ['consumers in Japanese', 'consumers', 'oauth-consumers/new', { language: 'ja' }],
  ['consumers, AUI', 'consumers', 'oauth-consumers/new', { look: 'atlassian' }],
  ['consumers of 2012', 'consumers', '/account/user/acme/api', { list: '2012', form: '2012' }, openDialog],
  ['clients', 'clients', 'oauth-clients/create', long, code.en],
  ['clients in German', 'clients', 'oauth-clients/create', { ...long, language: 'de' }, code.de],
  ['clients in Japanese', 'clients', 'oauth-clients/create', { ...long, language: 'ja' }, code.ja],
  ['clients, Atlaskit', 'clients', 'oauth-clients/create', { ...long, look: 'atlassian' }, code.en],
];

describe('the form', () => {
  it.each(forms)('of %s: no wrong field, no wrong box', async (name, generation, path, pages, act) => {
    const { html } = await snapshot(generation, path, { pages, ...(act ? { act } : {}) });
    await every(
      `form of ${name}`,
      36,
      () => html,
      (document) => findsForm(document),
    );
    await every(
      `filling of ${name}`,
      6,
      () => html,
      (document) => fillsForm(document),
    );
  });

  it('came in enough variants', () => sum(360));
});
