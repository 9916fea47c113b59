import * as v from 'valibot';
import { kept } from './stored-item';

/** Whether the person wants notices. The browser's own permission is asked for when they say so. */
export const keptWish = kept('local', 'notices', v.object({ isWanted: v.boolean() }));
