import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { listPath, type PageSettings } from '../pages';
import type { Account, Workspace } from '../store';
import { sayIn } from '../words';
import { auiScripts, auiSheet } from './assets';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface AuiPage {
  readonly title: string;
  readonly account: Account;
  readonly workspace: Workspace;
  readonly settings: PageSettings;
  readonly current: 'settings' | 'oauth';
  readonly content: Html;
}

/** What AUI leaves to the product: the distances between its parts. */
const styles = raw(`
.aui-page-panel { margin-top: 0; border: 0; } .aui-page-panel-nav { width: 240px; min-width: 240px; height: calc(100vh - 56px); } .aui-page-panel-content { padding: 16px 40px 80px; }
.aui-page-panel-content > h1 { margin: 4px 0 24px; } .aui-page-panel-content section + section { margin-top: 40px; } .aui-page-panel-content table.aui { margin-top: 16px; }
`);

interface Entry {
  readonly label: string;
  readonly path?: string;
  readonly isCurrent?: boolean;
}

const group = (heading: string, entries: readonly Entry[]) =>
  html`<div class="aui-nav-heading"><strong>${heading}</strong></div><ul class="aui-nav">${entries.map(
    ({ label, path = '#', isCurrent = false }) =>
      html`<li class="${isCurrent ? 'aui-nav-selected' : ''}"><a href="${path}" ${isCurrent ? raw('aria-current="page"') : ''}>${label}</a></li>`,
  )}</ul>`;

/** Before 2020 the consumers were on the account's pages, behind "OAuth". */
const accountNav = (oauth: string) => [
  group('General', [{ label: 'Account settings' }, { label: 'Email aliases' }, { label: 'Notifications' }]),
  group('Plans and billing', [{ label: 'Plan details' }, { label: 'Users on plan' }, { label: 'Git LFS' }]),
  group('Access management', [
    { label: 'User groups' },
    { label: 'OAuth', path: oauth, isCurrent: true },
    { label: 'App passwords' },
  ]),
  group('Security', [{ label: 'SSH keys' }, { label: 'Connected accounts' }, { label: 'Audit log' }]),
];

const workspaceNav = ({ settings, current }: AuiPage, root: string, oauth: string) => [
  group('General', [{ label: 'Workspace settings', path: root, isCurrent: current === 'settings' }]),
  group('Security', [{ label: 'SSH keys' }, { label: 'Audit log' }, { label: 'Access tokens' }]),
  group('Apps and features', [
    { label: 'Marketplace' },
    { label: 'Installed apps' },
    {
      label: sayIn(settings.language)(settings.list === 'clients' ? 'OAuth clients' : 'OAuth consumers'),
      path: oauth,
      isCurrent: current === 'oauth',
    },
    { label: 'Develop apps' },
  ]),
];

/** A page of settings as the server rendered it until 2026: AUI's header, side bar and panel around the content. */
export function auiPage(page: AuiPage): Html {
  const { account, workspace, settings } = page;
  const root = `/${workspace.slug}/workspace/settings`;
  const oauth = listPath(workspace.slug, settings.list);
  const isAccount = oauth.startsWith('/account/') && page.current === 'oauth';
  return html`<!doctype html>
<html lang="${settings.language}" data-color-mode-auto data-theme="light:light dark:dark">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${page.title} — Bitbucket</title>${auiSheet}<style>${styles}</style></head>
  <body>
    <div id="page">
      <header id="header" role="banner">
        <nav class="aui-header" aria-label="Site"><div class="aui-header-inner">
          <div class="aui-header-primary">
            <span id="logo" class="aui-header-logo aui-header-logo-textonly"><a href="/"><span class="aui-header-logo-text">Bitbucket</span></a></span>
            <ul class="aui-nav"><li><a href="/">Your work</a></li><li><a href="#">Pull requests</a></li></ul>
          </div>
          <div class="aui-header-secondary"><ul class="aui-nav"><li><a href="#">${account.displayName}</a></li></ul></div>
        </div></nav>
      </header>
      <div id="content">
        ${isAccount ? html`<header class="aui-page-header"><div class="aui-page-header-inner"><div class="aui-page-header-main"><h1>Settings</h1></div></div></header>` : ''}
        <div class="aui-page-panel"><div class="aui-page-panel-inner">
          <nav class="aui-page-panel-nav" aria-label="Settings"><div class="aui-navgroup aui-navgroup-vertical"><div class="aui-navgroup-inner">
            ${isAccount ? accountNav(oauth) : workspaceNav(page, root, oauth)}
          </div></div></nav>
          <main id="main" class="aui-page-panel-content">
            ${isAccount ? '' : html`<ol class="aui-nav aui-nav-breadcrumbs"><li><a href="/${workspace.slug}/">${workspace.name}</a></li><li><a href="${root}">Workspace settings</a></li></ol>`}
            ${page.content}
          </main>
        </div></div>
      </div>
    </div>
    ${auiScripts}
  </body>
</html>`;
}
