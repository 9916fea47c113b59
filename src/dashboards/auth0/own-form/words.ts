import type { GuidedPages } from '../../guided';

/**
 * The dashboard's words in its three languages. English, and what is seen on public pictures and in the documentation in Japanese and
 * French, is as it is there; the rest is what such words usually are, each in several forms. What is not found is pointed out in words.
 */
export const pages: GuidedPages = {
  leads: {
    create: {
      names: ['Create Connection', '接続を作成', '接続の作成', 'Créer une connexion', 'Créer la connexion'],
      roles: ['button', 'link'],
    },
    provider: { names: ['Bitbucket'], roles: ['button', 'link'] },
    settings: { names: ['Settings', '設定', 'Paramètres'], roles: ['tab'] },
    applications: { names: ['Applications', 'アプリケーション'], roles: ['tab'] },
  },
  theirs: {
    continue: { names: ['Continue', '続行', '続ける', 'Continuer'], roles: ['button'] },
    save: { names: ['Create', '作成', '作成する', 'Créer'], roles: ['button'] },
    try: {
      names: ['Try Connection', '接続を試す', '接続をテスト', 'Essayer la connexion', 'Tester la connexion'],
      roles: ['button', 'link'],
    },
  },
  boxes: {
    profile: ['Basic Profile', '基本プロフィール', '基本プロファイル', 'Profil de base'],
  },
  overSwitches: [
    'Applications using this connection.',
    'この接続を使用しているアプリケーションです。',
    'Applications utilisant cette connexion.',
    'Applications qui utilisent cette connexion.',
  ],
  marks: ['Added', '追加済み', 'Ajoutée', 'Ajouté'],
  madeAt: '/(con_\\w+)(?:/|$)',
  triedAt: '^/tester/callback$',
};

/** Kinds of applications to which nobody logs in. */
export const machines = /machine[ -]to[ -]machine|マシンツーマシン|machine à machine|entre machines/i;
/** The dashboard's own, as it is made for its API Explorer. */
export const itsOwn = /api explorer|explorateur d[’']api/i;
