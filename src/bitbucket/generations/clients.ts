import type { Generation } from './generation';

/**
 * "OAuth clients", from 2026: a client-rendered page with a tabbed form; the secret is shown once, in a dialog after
 * Save. Words from a picture of the list and three guides of 2026; no markup has been seen, so there are no names.
 */
export const clients: Generation = {
  id: 'clients',
  listHeading: ['OAuth clients'],
  addHeading: ['Create OAuth client', 'Add OAuth client', 'New OAuth client'],
  editHeading: ['Edit OAuth client'],
  create: ['Create OAuth client'],
  save: ['Save'],
  tabs: [['Details'], ['Authorization'], ['Scopes']],
  fields: {
    name: { labels: ['Name'], names: [] },
    description: { labels: ['Description'], names: [] },
    callbackUrl: { labels: ['Callback URL'], names: [] },
    url: { labels: ['URL'], names: [] },
  },
  authorizationCode: { labels: ['Authorization code'], names: [] },
  key: { labels: ['Client ID'], names: [] },
  secret: { labels: ['Secret', 'Client secret'], names: [] },
  pairIn: 'dialog',
};
