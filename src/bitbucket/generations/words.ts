import type { Group } from '../scopes';

/**
 * The words of Bitbucket's permission boxes, as they are read on the page: English as seen in pictures from 2019 and 2025, German
 * and Japanese inferred. To add a language, add its word to each list.
 */
export const groupWords: Readonly<Record<Group, readonly string[]>> = {
  Account: ['Account', 'Konto', 'アカウント'],
  'Workspace membership': [
    'Workspace membership',
    'Team membership', // before 2020
    'Workspace-Mitgliedschaft',
    'ワークスペース メンバーシップ',
  ],
  Projects: ['Projects', 'Projekte', 'プロジェクト'],
  Repositories: ['Repositories', 'Repositorys', 'リポジトリ'],
  'Pull requests': ['Pull requests', 'Pull-Requests', 'プル リクエスト'],
  Issues: ['Issues', 'Vorgänge', '課題'],
  Wikis: ['Wikis', 'Wiki'],
  Snippets: ['Snippets', 'スニペット'],
  Webhooks: ['Webhooks', 'Webhook'],
  Pipelines: ['Pipelines', 'パイプライン'],
  Runners: ['Runners', 'Runner', 'ランナー'],
};

/** By the English label, as `scopes.ts` has it. */
export const labelWords: Readonly<Record<string, readonly string[]>> = {
  Email: ['Email', 'E-Mail', 'メール'],
  Read: ['Read', 'Lesen', '読み取り'],
  Write: ['Write', 'Schreiben', '書き込み'],
  Admin: ['Admin', '管理者'],
  Delete: ['Delete', 'Löschen', '削除'],
  'Read and write': ['Read and write', 'Lesen und schreiben', '読み取りと書き込み'],
  'Edit variables': ['Edit variables', 'Variablen bearbeiten', '変数の編集'],
};

/** Headings of the pages that people without access get; English as seen, the rest inferred. */
export const noAccessHeadings = [
  'You do not have access to this page',
  'You do not have access to this workspace',
  'Access denied',
  'Sie haben keinen Zugriff auf diese Seite',
  'Sie haben keinen Zugriff auf diesen Workspace',
  'Zugriff verweigert',
  'このページへのアクセス権がありません',
  'このワークスペースへのアクセス権がありません',
  'アクセスが拒否されました',
];
/** What a page says where there is nothing, or nothing for this person. */
export const notFoundHeadings = [
  'We can’t let you see this page',
  "We can't let you see this page",
  'Page not found',
  'Resource not found',
  'That link has no power here',
  'Wir können Ihnen diese Seite nicht anzeigen',
  'Diese Seite können wir Ihnen nicht anzeigen',
  'Seite nicht gefunden',
  'Ressource nicht gefunden',
  'このページを表示できません',
  'このページを表示することはできません',
  'ページが見つかりません',
  'リソースが見つかりません',
];

/** What a page says while its content is loading, and on the button to load it again after that failed. */
export const loadingWords = ['Loading', 'Loading…', 'Loading...', 'Lädt', 'Wird geladen', '読み込み中'];
export const retryWords = ['Try again', 'Retry', 'Reload', 'Erneut versuchen', '再試行', 'もう一度試す'];
/** What an empty list says. */
export const emptyWords = [
  'You have no consumers configured.',
  'You have no OAuth clients configured.',
  'Sie haben keine Consumer konfiguriert.',
  'コンシューマーは設定されていません。',
];
/** What leads to the next part of a long list. */
export const nextPageWords = [
  'Next page',
  'Next',
  'Show more',
  'Load more',
  'Nächste Seite',
  'Weiter',
  'Mehr anzeigen',
  '次のページ',
  '次へ',
  'さらに表示',
];
/** Words of the copy buttons. */
export const copyWords = ['Copy', 'Copy to clipboard', 'Kopieren', 'コピー'];

/** What a list's row has to press: to change a client, to see it, to show its Secret. */
export const editWords = ['Edit', 'Bearbeiten', '編集'];
export const manageWords = ['Manage', 'Verwalten', '管理'];
export const revealWords = ['Show', 'Reveal', 'Show secret', 'Reveal secret', 'Anzeigen', '表示'];
