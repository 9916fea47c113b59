import type { Group } from '../scopes';

/**
 * The words of Bitbucket's permission boxes, as they are read on the page: English as seen in pictures from 2019 and
 * 2025, German and Japanese inferred. A further language is a further word in each list.
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

export const editWords = ['Edit', 'Bearbeiten', '編集'];
export const manageWords = ['Manage', 'Verwalten', '管理'];
export const revealWords = ['Show', 'Reveal', 'Show secret', 'Anzeigen', '表示'];
