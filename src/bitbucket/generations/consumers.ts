import type { Generation } from './generation';

/**
 * "OAuth consumers", 2019 to 2026: a server-rendered form on one page, and a list whose rows open to show Key and
 * Secret at any time. Words from pictures of 2019 and 2025; names from public code and, where inferred, as second
 * witnesses only.
 */
export const consumers: Generation = {
  id: 'consumers',
  listHeading: ['OAuth consumers'],
  addHeading: ['Add OAuth consumer', 'Add consumer'],
  editHeading: ['Edit OAuth consumer'],
  create: ['Add consumer'],
  save: ['Save'],
  tabs: [],
  fields: {
    name: { labels: ['Name'], names: ['id_name', 'name'] },
    description: { labels: ['Description'], names: ['id_description', 'description'] },
    callbackUrl: { labels: ['Callback URL'], names: ['id_callback_url', 'callback_url'] },
    url: { labels: ['URL'], names: ['id_url', 'url'] },
  },
  key: { labels: ['Key'], names: ['oauth-key'] },
  secret: { labels: ['Secret'], names: ['oauth-secret'] },
  pairIn: 'row',
};
