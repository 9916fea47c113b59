/** Languages that Auth0's dashboard has. */
export const languages = ['en', 'ja', 'fr'] as const;
export type Language = (typeof languages)[number];

/**
 * The dashboard's words. Those in public pictures or Auth0's documentation are marked "seen"; the others are what these use for
 * the same words in other sentences, or the most usual ones, because there is no picture of the form in Japanese or French.
 */
const words: Readonly<Record<string, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  // Seen in Japanese.
  Authentication: { ja: '認証', fr: 'Authentification' },
  Social: { ja: 'ソーシャル', fr: 'Social' },
  'Create Connection': { ja: '接続を作成', fr: 'Créer une connexion' },
  Continue: { ja: '続行', fr: 'Continuer' },
  General: { ja: '一般', fr: 'Général' },
  'Applications using this connection.': {
    ja: 'この接続を使用しているアプリケーションです。',
    fr: 'Applications utilisant cette connexion.',
  },
  'Try Connection': { ja: '接続を試す', fr: 'Essayer la connexion' },
  // Seen in both.
  Applications: { ja: 'アプリケーション', fr: 'Applications' },
  Identifier: { ja: '識別子', fr: 'Identificateur' },
  Settings: { ja: '設定', fr: 'Paramètres' },
  Permissions: { ja: '権限', fr: 'Autorisations' },
  Save: { ja: '保存', fr: 'Sauvegarder' },
  APIs: { ja: 'API', fr: 'API' },
  // Not seen.
  'Social Connections': { ja: 'ソーシャル接続', fr: 'Connexions sociales' },
  Connections: { ja: '接続', fr: 'Connexions' },
  'New Social Connection': { ja: '新しいソーシャル接続', fr: 'Nouvelle connexion sociale' },
  'Search for Social Connections': {
    ja: 'ソーシャル接続を検索',
    fr: 'Rechercher des connexions sociales',
  },
  Added: { ja: '追加済み', fr: 'Ajoutée' },
  'New Bitbucket Social Connection': {
    ja: '新しいBitbucketソーシャル接続',
    fr: 'Nouvelle connexion sociale Bitbucket',
  },
  'Bitbucket will need access to': {
    ja: 'Bitbucketは次へのアクセスが必要です',
    fr: 'Bitbucket aura besoin d’accéder à',
  },
  'By continuing you accept the terms of this integration and of Auth0 Marketplace.': {
    ja: '続行すると、この統合およびAuth0 Marketplaceの利用規約に同意したことになります。',
    fr: 'En continuant, vous acceptez les conditions de cette intégration et d’Auth0 Marketplace.',
  },
  Cancel: { ja: 'キャンセル', fr: 'Annuler' },
  Purpose: { ja: '目的', fr: 'Objectif' },
  'Connected Accounts for Token Vault': {
    ja: 'Token Vaultの接続アカウント',
    fr: 'Comptes connectés pour Token Vault',
  },
  'Authentication and Connected Accounts for Token Vault': {
    ja: '認証とToken Vaultの接続アカウント',
    fr: 'Authentification et comptes connectés pour Token Vault',
  },
  Name: { ja: '名前', fr: 'Nom' },
  'If you are triggering a login manually, this is the identifier you would use on the connection parameter.':
    {
      ja: 'ログインを手動でトリガーする場合、これがconnectionパラメーターで使用する識別子です。',
      fr: 'Si vous déclenchez une connexion manuellement, voici l’identificateur à utiliser pour le paramètre connection.',
    },
  'Client ID': { ja: 'クライアントID', fr: 'ID client' },
  'How to obtain a Client ID?': {
    ja: 'クライアントIDの取得方法',
    fr: 'Comment obtenir un ID client ?',
  },
  'Client Secret': { ja: 'クライアントシークレット', fr: 'Secret client' },
  'For security purposes, we don’t show your existing Client Secret.': {
    ja: 'セキュリティのため、既存のクライアントシークレットは表示されません。',
    fr: 'Pour des raisons de sécurité, nous n’affichons pas votre secret client existant.',
  },
  Attributes: { ja: '属性', fr: 'Attributs' },
  'Basic Profile': { ja: '基本プロフィール', fr: 'Profil de base' },
  Advanced: { ja: '詳細', fr: 'Avancé' },
  'Sync user profile attributes at each login': {
    ja: 'ログインするたびにユーザープロファイル属性を同期する',
    fr: 'Synchroniser les attributs du profil utilisateur à chaque connexion',
  },
  Create: { ja: '作成', fr: 'Créer' },
  'Setup Guide': { ja: 'セットアップガイド', fr: 'Guide de configuration' },
  'More Options': { ja: 'その他のオプション', fr: 'Plus d’options' },
  Try: { ja: '試す', fr: 'Essayer' },
  Delete: { ja: '削除', fr: 'Supprimer' },
  'Show value': { ja: '値を表示', fr: 'Afficher la valeur' },
  Loading: { ja: '読み込み中', fr: 'Chargement' },
  'You don’t have permission to see applications.': {
    ja: 'アプリケーションを表示する権限がありません。',
    fr: 'Vous n’avez pas l’autorisation de voir les applications.',
  },
  'Getting Started': { ja: 'はじめに', fr: 'Premiers pas' },
  Database: { ja: 'データベース', fr: 'Base de données' },
  Enterprise: { ja: 'エンタープライズ', fr: 'Entreprise' },
  Passwordless: { ja: 'パスワードレス', fr: 'Sans mot de passe' },
  Customization: { ja: 'カスタマイズ', fr: 'Personnalisation' },
  Integration: { ja: '統合', fr: 'Intégration' },
  // What lies over the pages.
  'Accept All': { ja: 'すべて許可', fr: 'Tout accepter' },
  'We use cookies.': { ja: 'クッキーを使用しています。', fr: 'Nous utilisons des témoins.' },
  'Meet your new navigation': {
    ja: '新しいナビゲーションのご紹介',
    fr: 'Découvrez votre nouvelle navigation',
  },
  'Show me': { ja: '表示する', fr: 'Montrez-moi' },
  'A new navigation is here': {
    ja: '新しいナビゲーションが利用できます',
    fr: 'Une nouvelle navigation est arrivée',
  },
  'Try now': { ja: '今すぐ試す', fr: 'Essayer maintenant' },
  'Maybe later': { ja: '後で', fr: 'Plus tard' },
};

/** One of the dashboard's words, in one of its languages; in English if there is no translation. */
export const sayIn =
  (language: Language) =>
  (english: string): string =>
    language === 'en' ? english : (words[english]?.[language] ?? english);
