import { lazily } from '../../ui/lazily';

/** Ends that few setups come to. Each comes when it is first drawn. */

export const Checked = lazily(async () => (await import('./checked')).Checked);
export const HandedOver = lazily(async () => (await import('./handed-over')).HandedOver);
export const Undone = lazily(async () => (await import('./undone')).Undone);
