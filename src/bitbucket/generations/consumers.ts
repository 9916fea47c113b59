import { consumersAddresses } from './addresses';
import type { Generation } from './generation';

/**
 * "OAuth consumers", 2012 to 2026: a form that was a dialog on the list until 2015 and a page of its own since, and a
 * list whose rows open to show Key and Secret at any time. Words from pictures of 2019 and 2025, German and Japanese
 * inferred; names from public code (`consumer-…` 2012, `id_…` 2015) and, where inferred, as second witnesses only.
 */
export const consumers: Generation = {
  terms: 'consumers',
  listHeading: ['OAuth consumers', 'OAuth-Consumer', 'OAuth コンシューマー'],
  addHeading: [
    'Add OAuth consumer',
    'Add consumer',
    'OAuth-Consumer hinzufügen',
    'Consumer hinzufügen',
    'OAuth コンシューマーの追加',
  ],
  editHeading: ['Edit OAuth consumer', 'OAuth-Consumer bearbeiten', 'OAuth コンシューマーの編集'],
  create: ['Add consumer', 'Consumer hinzufügen', 'コンシューマーの追加'],
  save: ['Save', 'Speichern', '保存'],
  tabs: [],
  fields: {
    name: { labels: ['Name', '名前'], names: ['id_name', 'name', 'consumer-name'] },
    description: {
      labels: ['Description', 'Beschreibung', '説明'],
      names: ['id_description', 'description', 'consumer-description'],
    },
    callbackUrl: {
      labels: ['Callback URL', 'Callback-URL', 'コールバック URL'],
      names: ['id_callback_url', 'callback_url', 'consumer-callback'],
    },
    url: { labels: ['URL'], names: ['id_url', 'url', 'consumer-url'] },
  },
  always: ['name', 'callbackUrl'],
  permissions: 'not-in-dialog',
  key: { labels: ['Key', 'Schlüssel', 'キー'], names: ['oauth-key'] },
  secret: { labels: ['Secret', 'Geheimnis', 'シークレット'], names: ['oauth-secret'] },
  pairIn: 'row',
  addresses: consumersAddresses,
  detailsRow: '.extra-info',
  complaints: ['.aui-message-error', '.error'],
};
