import type { Browser } from 'webextension-polyfill';

/** The browser's own interface, for scripts in pages, which ask it for texts alone: those come the same way in both browsers. */
export default (globalThis as unknown as { readonly chrome: Browser }).chrome;
