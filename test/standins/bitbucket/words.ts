/** The languages in which the pages can be shown. Other languages than English are inferred, not seen; Polish is one that the extension has no words for. */
export type Language = 'en' | 'de' | 'ja' | 'pl';

const table: Readonly<Record<string, readonly [de: string, ja: string, pl: string]>> = {
  'OAuth consumers': ['OAuth-Consumer', 'OAuth コンシューマー', 'Odbiorcy OAuth'],
  'Add consumer': ['Consumer hinzufügen', 'コンシューマーの追加', 'Dodaj odbiorcę'],
  'Add OAuth consumer': ['OAuth-Consumer hinzufügen', 'OAuth コンシューマーの追加', 'Dodaj odbiorcę OAuth'],
  'Edit OAuth consumer': ['OAuth-Consumer bearbeiten', 'OAuth コンシューマーの編集', 'Edytuj odbiorcę OAuth'],
  'OAuth clients': ['OAuth-Clients', 'OAuth クライアント', 'Klienci OAuth'],
  'OAuth client': ['OAuth-Client', 'OAuth クライアント', 'Klient OAuth'],
  'Create OAuth client': ['OAuth-Client erstellen', 'OAuth クライアントの作成', 'Utwórz klienta OAuth'],
  'Edit OAuth client': ['OAuth-Client bearbeiten', 'OAuth クライアントの編集', 'Edytuj klienta OAuth'],
  'OAuth client created': [
    'OAuth-Client erstellt',
    'OAuth クライアントを作成しました',
    'Utworzono klienta OAuth',
  ],
  Details: ['Details', '詳細', 'Szczegóły'],
  Authorization: ['Autorisierung', '認可', 'Autoryzacja'],
  Scopes: ['Bereiche', 'スコープ', 'Zakresy'],
  'Grant types': ['Gewährungstypen', '付与タイプ', 'Typy uprawnień'],
  'Authorization code': ['Autorisierungscode', '認可コード', 'Kod autoryzacji'],
  'Refresh token': ['Aktualisierungstoken', '更新トークン', 'Token odświeżania'],
  'Client credentials': ['Client-Anmeldedaten', 'クライアント認証情報', 'Dane uwierzytelniające klienta'],
  Name: ['Name', '名前', 'Nazwa'],
  Description: ['Beschreibung', '説明', 'Opis'],
  'Callback URL': ['Callback-URL', 'コールバック URL', 'Adres URL wywołania zwrotnego'],
  URL: ['URL', 'URL', 'Adres URL'],
  'Privacy policy URL': [
    'URL der Datenschutzrichtlinie',
    'プライバシー ポリシー URL',
    'Adres URL polityki prywatności',
  ],
  'End user license agreement URL': [
    'URL der Endbenutzer-Lizenzvereinbarung',
    'エンド ユーザー ライセンス契約 URL',
    'Adres URL umowy licencyjnej użytkownika końcowego',
  ],
  'This is a private consumer': [
    'Dies ist ein privater Consumer',
    'これはプライベート コンシューマーです',
    'To jest odbiorca prywatny',
  ],
  Permissions: ['Berechtigungen', '権限', 'Uprawnienia'],
  Save: ['Speichern', '保存', 'Zapisz'],
  Cancel: ['Abbrechen', 'キャンセル', 'Anuluj'],
  Done: ['Fertig', '完了', 'Gotowe'],
  Show: ['Anzeigen', '表示', 'Pokaż'],
  Next: ['Weiter', '次へ', 'Dalej'],
  Copy: ['Kopieren', 'コピー', 'Kopiuj'],
  Actions: ['Aktionen', '操作', 'Czynności'],
  Edit: ['Bearbeiten', '編集', 'Edytuj'],
  Delete: ['Löschen', '削除', 'Usuń'],
  Key: ['Schlüssel', 'キー', 'Klucz'],
  Secret: ['Geheimnis', 'シークレット', 'Wpis tajny'],
  'Client ID': ['Client-ID', 'クライアント ID', 'Identyfikator klienta'],
  Account: ['Konto', 'アカウント', 'Konto'],
  'Workspace membership': [
    'Workspace-Mitgliedschaft',
    'ワークスペース メンバーシップ',
    'Członkostwo w przestrzeni roboczej',
  ],
  Projects: ['Projekte', 'プロジェクト', 'Projekty'],
  Repositories: ['Repositorys', 'リポジトリ', 'Repozytoria'],
  'Pull requests': ['Pull-Requests', 'プル リクエスト', 'Żądania ściągnięcia'],
  Issues: ['Vorgänge', '課題', 'Zgłoszenia'],
  Wikis: ['Wikis', 'Wiki', 'Strony wiki'],
  Snippets: ['Snippets', 'スニペット', 'Fragmenty kodu'],
  Webhooks: ['Webhooks', 'Webhook', 'Webhooki'],
  Pipelines: ['Pipelines', 'パイプライン', 'Potoki'],
  Runners: ['Runner', 'ランナー', 'Moduły uruchamiające'],
  Email: ['E-Mail', 'メール', 'Adres e-mail'],
  Read: ['Lesen', '読み取り', 'Odczyt'],
  Write: ['Schreiben', '書き込み', 'Zapis'],
  Admin: ['Admin', '管理者', 'Administracja'],
  'Read and write': ['Lesen und schreiben', '読み取りと書き込み', 'Odczyt i zapis'],
  'Edit variables': ['Variablen bearbeiten', '変数の編集', 'Edycja zmiennych'],
  'You have no consumers configured.': [
    'Sie haben keine Consumer konfiguriert.',
    'コンシューマーは設定されていません。',
    'Nie masz skonfigurowanych odbiorców.',
  ],
  'This field is required.': [
    'Dieses Feld ist erforderlich.',
    'このフィールドは必須です。',
    'To pole jest wymagane.',
  ],
  'Page not found': ['Seite nicht gefunden', 'ページが見つかりません', 'Nie znaleziono strony'],
  'We can’t let you see this page': [
    'Diese Seite können wir Ihnen nicht anzeigen',
    'このページを表示することはできません',
    'Nie możemy wyświetlić tej strony',
  ],
  'To access this page, you may need to log in with another account.': [
    'Möglicherweise müssen Sie sich mit einem anderen Konto anmelden, um auf diese Seite zuzugreifen.',
    'このページにアクセスするには、別のアカウントでログインする必要がある場合があります。',
    'Aby uzyskać dostęp do tej strony, być może trzeba zalogować się na inne konto.',
  ],
  'Return to your dashboard': ['Zurück zum Dashboard', 'ダッシュボードに戻る', 'Wróć do pulpitu'],
  'No access': ['Kein Zugriff', 'アクセス権がありません', 'Brak dostępu'],
  'You do not have access to this page': [
    'Sie haben keinen Zugriff auf diese Seite',
    'このページへのアクセス権がありません',
    'Nie masz dostępu do tej strony',
  ],
  'Only administrators of this workspace can see its settings.': [
    'Nur Administratoren dieses Workspace können seine Einstellungen sehen.',
    'このワークスペースの設定を表示できるのは管理者だけです。',
    'Tylko administratorzy tej przestrzeni roboczej widzą jej ustawienia.',
  ],
  'Generate your own OAuth client ID and secret to': [
    'Generieren Sie eine eigene OAuth-Client-ID mit Geheimnis:',
    '独自の OAuth クライアント ID とシークレットを生成できます:',
    'Wygeneruj własny identyfikator i wpis tajny klienta OAuth:',
  ],
  'build your own custom integration with Bitbucket': [
    'eine eigene Integration mit Bitbucket entwickeln',
    'Bitbucket との独自の統合を構築する',
    'utwórz własną integrację z Bitbucket',
  ],
  'You have no OAuth clients': [
    'Sie haben keine OAuth-Clients',
    'OAuth クライアントはありません',
    'Nie masz klientów OAuth',
  ],
  'Search OAuth clients': ['OAuth-Clients suchen', 'OAuth クライアントを検索', 'Szukaj klientów OAuth'],
  'Show more': ['Mehr anzeigen', 'さらに表示', 'Pokaż więcej'],
  'We couldn’t load your OAuth clients.': [
    'Ihre OAuth-Clients konnten nicht geladen werden.',
    'OAuth クライアントを読み込めませんでした。',
    'Nie udało się wczytać klientów OAuth.',
  ],
  'We couldn’t save your OAuth client.': [
    'Ihr OAuth-Client konnte nicht gespeichert werden.',
    'OAuth クライアントを保存できませんでした。',
    'Nie udało się zapisać klienta OAuth.',
  ],
  'Check the fields that are marked, and try again.': [
    'Prüfen Sie die markierten Felder, und versuchen Sie es erneut.',
    'マークされたフィールドを確認して、もう一度お試しください。',
    'Sprawdź zaznaczone pola i spróbuj ponownie.',
  ],
  'Try again': ['Erneut versuchen', '再試行', 'Spróbuj ponownie'],
  'Show again': ['Erneut anzeigen', 'もう一度表示', 'Pokaż ponownie'],
  Copied: ['Kopiert', 'コピーしました', 'Skopiowano'],
  'Delete this OAuth client?': [
    'Diesen OAuth-Client löschen?',
    'この OAuth クライアントを削除しますか?',
    'Usunąć tego klienta OAuth?',
  ],
  'Integrations that use it will stop working.': [
    'Integrationen, die ihn verwenden, funktionieren dann nicht mehr.',
    'これを使用している統合は動作しなくなります。',
    'Integracje, które z niego korzystają, przestaną działać.',
  ],
  'Copy the client ID and secret now. For security reasons the secret won’t be shown again.': [
    'Kopieren Sie Client-ID und Geheimnis jetzt. Aus Sicherheitsgründen wird das Geheimnis nicht noch einmal angezeigt.',
    'クライアント ID とシークレットを今すぐコピーしてください。セキュリティ上の理由から、シークレットは再表示されません。',
    'Skopiuj teraz identyfikator i wpis tajny klienta. Ze względów bezpieczeństwa wpis tajny nie zostanie ponownie wyświetlony.',
  ],
};

const columns: readonly Language[] = ['de', 'ja', 'pl'];

export type Say = (english: string) => string;

/** The words of a language; English where there is no translation, as on the real site. */
export const sayIn =
  (language: Language): Say =>
  (english) =>
    language === 'en' ? english : (table[english]?.[columns.indexOf(language)] ?? english);
