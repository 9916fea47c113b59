import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { auiPage } from './aui/frame';
import { listPath, type PageSettings } from './pages';
import type { Account, Generation, Workspace } from './store';
import { sayIn } from './words';

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const styles = raw(`
:root { color-scheme: light dark; --text: light-dark(#172b4d, #dee4ea); --quiet: light-dark(#44546f, #9fadbc);
  --line: light-dark(#dcdfe4, #38414a); --link: light-dark(#0c66e4, #579dff); --ground: light-dark(#fff, #161a1d);
  --chosen: light-dark(#e9f2ff, #1c2b41); --danger: light-dark(#ae2e24, #f87168); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/20px system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
header.top { display: flex; align-items: center; gap: 16px; height: 56px; padding: 0 20px; border-bottom: 1px solid var(--line); }
header.top strong { font-size: 16px; } header.top .who { margin-left: auto; color: var(--quiet); }
.frame { display: grid; grid-template-columns: 260px minmax(0, 1fr); min-height: calc(100vh - 56px); }
.frame > nav { border-right: 1px solid var(--line); padding: 20px 16px; }
.frame > nav h2 { font-size: 14px; margin: 16px 8px 4px; } .frame > nav a { display: block; color: var(--quiet); padding: 6px 8px 6px 24px; border-radius: 3px; }
.frame > nav a[aria-current] { background: var(--chosen); color: var(--link); }
main { padding: 24px 48px 96px; max-width: 1000px; }
.crumbs { color: var(--quiet); } h1 { font-size: 24px; line-height: 28px; margin: 8px 0 24px; font-weight: 600; }
table.list { width: 100%; border-collapse: collapse; border-bottom: 2px solid var(--line); }
table.list > thead th { text-align: left; font-size: 12px; color: var(--quiet); border-bottom: 2px solid var(--line); padding: 8px; }
table.list > tbody > tr > td { padding: 10px 8px; vertical-align: top; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
button, .button { font: 500 14px/20px system-ui, sans-serif; border: 0; border-radius: 3px; padding: 6px 12px; background: light-dark(#091e420f, #a1bdd914); color: var(--text); cursor: pointer; }
button.primary, .button.primary { background: var(--link); color: light-dark(#fff, #161a1d); }
button.link { background: none; color: var(--link); }
input[type=text], input[type=password], input[type=email], textarea { font: inherit; color: inherit; background: var(--ground); border: 2px solid light-dark(#8590a2, #738496); border-radius: 3px; padding: 6px; width: min(100%, 400px); }
textarea { min-height: 90px; } .help { color: var(--quiet); font-size: 12px; margin: 4px 0 0; } .error { color: var(--danger); font-size: 12px; margin: 4px 0 0; }
.message { border-radius: 3px; padding: 12px 16px; margin: 0 0 24px; background: light-dark(#dcfff1, #1c3329); }
.message.bad { background: light-dark(#ffeceb, #42221f); }
.required { color: var(--danger); }
@media (max-width: 800px) { .frame { grid-template-columns: 1fr; } .frame > nav { display: none; } main { padding: 16px; } }
`);

const document = (title: string, content: Html): Html => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${title} — Bitbucket</title><style>${styles}</style></head>
  <body>${content}</body>
</html>`;

/** A Bitbucket page with its top bar and nothing beside the content. */
export function plainPage(title: string, account: Account | undefined, content: Html): Html {
  return document(
    title,
    html`<header class="top"><strong>Bitbucket</strong><span class="who">${account?.displayName ?? ''}</span></header><main>${content}</main>`,
  );
}

/**
 * A workspace's settings page, with the side bar of the workspace's generation. The server renders the older pages
 * with AUI around them, whatever else the workspace already has.
 */
export function settingsPage(place: {
  title: string;
  account: Account;
  workspace: Workspace;
  settings: PageSettings;
  current: 'settings' | 'oauth';
  content: Html;
  generation?: Generation;
}): Html {
  if (place.generation === 'consumers' && place.settings.look === 'atlassian') return auiPage(place);
  const root = `/${place.workspace.slug}/workspace/settings`;
  const say = sayIn(place.settings.language);
  const label = say(place.settings.list === 'clients' ? 'OAuth clients' : 'OAuth consumers');
  const oauthPath = listPath(place.workspace.slug, place.settings.list);
  const entry = (label: string, path: string, isCurrent = false) =>
    html`<a href="${path}" ${isCurrent ? raw('aria-current="page"') : ''}>${label}</a>`;
  return document(
    place.title,
    html`<header class="top"><strong>Bitbucket</strong><span>Your work</span><span>Pull requests</span><span class="who">${place.account.displayName}</span></header>
    <div class="frame">
      <nav aria-label="Workspace settings">
        <h2>General</h2>${entry('Workspace settings', root, place.current === 'settings')}
        <h2>Security</h2>${entry('Audit log', '#')}${entry('Access tokens', '#')}
        <h2>Apps and features</h2>${entry('Marketplace', '#')}${entry('Installed apps', '#')}
        ${entry(label, oauthPath, place.current === 'oauth')}${entry('Develop apps', '#')}
      </nav>
      <main>
        <div class="crumbs"><a href="/${place.workspace.slug}/">${place.workspace.name}</a> / <a href="${root}">Workspace settings</a></div>
        ${place.content}
      </main>
    </div>`,
  );
}
