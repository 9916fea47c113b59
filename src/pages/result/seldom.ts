import { lazily } from '../../ui/lazily';

/** Ends: a setup comes to one of them. Each is loaded when it is first drawn. */

export const Checked = lazily(
  () => import('./checked'),
  (from) => from.Checked,
);
export const HandedOver = lazily(
  () => import('./handed-over'),
  (from) => from.HandedOver,
);
export const Replaced = lazily(
  () => import('../asks/new-secret'),
  (from) => from.Replaced,
);
export const TestAccount = lazily(
  () => import('./test-account'),
  (from) => from.TestAccount,
);
export const Nothing = lazily(
  () => import('./nothing'),
  (from) => from.Nothing,
);
export const Undone = lazily(
  () => import('./undone'),
  (from) => from.Undone,
);
export const Untested = lazily(
  () => import('./untested'),
  (from) => from.Untested,
);
export const WhatWasSeen = lazily(
  () => import('../parts/login-seen'),
  (from) => from.WhatWasSeen,
);
export const Works = lazily(
  () => import('./works'),
  (from) => from.Works,
);
