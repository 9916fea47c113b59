import { clientsAddresses } from './addresses';
import type { Generation } from './generation';

/**
 * "OAuth clients", from 2026: a client-rendered page with a tabbed form; the secret is shown once, in a dialog after
 * Save. Words from a picture of the list and three guides of 2026; no markup has been seen, so there are no names.
 * German and Japanese are inferred.
 */
export const clients: Generation = {
  terms: 'clients',
  listHeading: ['OAuth clients', 'OAuth-Clients', 'OAuth クライアント'],
  addHeading: [
    'Create OAuth client',
    'Add OAuth client',
    'New OAuth client',
    'OAuth-Client erstellen',
    'OAuth クライアントの作成',
  ],
  editHeading: ['Edit OAuth client', 'OAuth-Client bearbeiten', 'OAuth クライアントの編集'],
  create: ['Create OAuth client', 'OAuth-Client erstellen', 'OAuth クライアントの作成'],
  save: ['Save', 'Speichern', '保存'],
  tabs: [
    ['Details', '詳細'],
    ['Authorization', 'Autorisierung', '認可'],
    ['Scopes', 'Bereiche', 'スコープ'],
  ],
  fields: {
    name: { labels: ['Name', '名前'], names: [] },
    description: { labels: ['Description', 'Beschreibung', '説明'], names: [] },
    callbackUrl: { labels: ['Callback URL', 'Callback-URL', 'コールバック URL'], names: [] },
    url: { labels: ['URL'], names: [] },
  },
  // The form of 2026 has no plain "URL" in any of the guides; where one is met, it is filled.
  always: ['name', 'callbackUrl'],
  permissions: 'always',
  authorizationCode: { labels: ['Authorization code', 'Autorisierungscode', '認可コード'], names: [] },
  key: { labels: ['Client ID', 'Client-ID', 'クライアント ID'], names: [] },
  secret: {
    labels: [
      'Secret',
      'Client secret',
      'Geheimnis',
      'Client-Geheimnis',
      'シークレット',
      'クライアント シークレット',
    ],
    names: [],
  },
  pairIn: 'dialog',
  addresses: clientsAddresses,
  complaints: [],
};
