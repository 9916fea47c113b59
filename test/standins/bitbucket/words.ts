/** The languages in which the pages can be shown. Other languages than English are inferred, not seen. */
export type Language = 'en' | 'de' | 'ja';

const table: Readonly<Record<string, readonly [de: string, ja: string]>> = {
  'OAuth consumers': ['OAuth-Consumer', 'OAuth コンシューマー'],
  'Add consumer': ['Consumer hinzufügen', 'コンシューマーの追加'],
  'Add OAuth consumer': ['OAuth-Consumer hinzufügen', 'OAuth コンシューマーの追加'],
  'Edit OAuth consumer': ['OAuth-Consumer bearbeiten', 'OAuth コンシューマーの編集'],
  'OAuth clients': ['OAuth-Clients', 'OAuth クライアント'],
  'OAuth client': ['OAuth-Client', 'OAuth クライアント'],
  'Create OAuth client': ['OAuth-Client erstellen', 'OAuth クライアントの作成'],
  'Edit OAuth client': ['OAuth-Client bearbeiten', 'OAuth クライアントの編集'],
  'OAuth client created': ['OAuth-Client erstellt', 'OAuth クライアントを作成しました'],
  Details: ['Details', '詳細'],
  Authorization: ['Autorisierung', '認可'],
  Scopes: ['Bereiche', 'スコープ'],
  'Grant types': ['Gewährungstypen', '付与タイプ'],
  'Authorization code': ['Autorisierungscode', '認可コード'],
  'Refresh token': ['Aktualisierungstoken', '更新トークン'],
  'Client credentials': ['Client-Anmeldedaten', 'クライアント認証情報'],
  Name: ['Name', '名前'],
  Description: ['Beschreibung', '説明'],
  'Callback URL': ['Callback-URL', 'コールバック URL'],
  URL: ['URL', 'URL'],
  'Privacy policy URL': ['URL der Datenschutzrichtlinie', 'プライバシー ポリシー URL'],
  'End user license agreement URL': [
    'URL der Endbenutzer-Lizenzvereinbarung',
    'エンド ユーザー ライセンス契約 URL',
  ],
  'This is a private consumer': ['Dies ist ein privater Consumer', 'これはプライベート コンシューマーです'],
  Permissions: ['Berechtigungen', '権限'],
  Save: ['Speichern', '保存'],
  Cancel: ['Abbrechen', 'キャンセル'],
  Done: ['Fertig', '完了'],
  Show: ['Anzeigen', '表示'],
  Next: ['Weiter', '次へ'],
  Copy: ['Kopieren', 'コピー'],
  Actions: ['Aktionen', '操作'],
  Edit: ['Bearbeiten', '編集'],
  Delete: ['Löschen', '削除'],
  Key: ['Schlüssel', 'キー'],
  Secret: ['Geheimnis', 'シークレット'],
  'Client ID': ['Client-ID', 'クライアント ID'],
  Account: ['Konto', 'アカウント'],
  'Workspace membership': ['Workspace-Mitgliedschaft', 'ワークスペース メンバーシップ'],
  Projects: ['Projekte', 'プロジェクト'],
  Repositories: ['Repositorys', 'リポジトリ'],
  'Pull requests': ['Pull-Requests', 'プル リクエスト'],
  Issues: ['Vorgänge', '課題'],
  Wikis: ['Wikis', 'Wiki'],
  Snippets: ['Snippets', 'スニペット'],
  Webhooks: ['Webhooks', 'Webhook'],
  Pipelines: ['Pipelines', 'パイプライン'],
  Runners: ['Runner', 'ランナー'],
  Email: ['E-Mail', 'メール'],
  Read: ['Lesen', '読み取り'],
  Write: ['Schreiben', '書き込み'],
  Admin: ['Admin', '管理者'],
  'Read and write': ['Lesen und schreiben', '読み取りと書き込み'],
  'Edit variables': ['Variablen bearbeiten', '変数の編集'],
  'You have no consumers configured.': [
    'Sie haben keine Consumer konfiguriert.',
    'コンシューマーは設定されていません。',
  ],
  'This field is required.': ['Dieses Feld ist erforderlich.', 'このフィールドは必須です。'],
};

export type Say = (english: string) => string;

/** The words of a language; English where there is no translation, as on the real site. */
export const sayIn =
  (language: Language): Say =>
  (english) =>
    language === 'en' ? english : (table[english]?.[language === 'de' ? 0 : 1] ?? english);
