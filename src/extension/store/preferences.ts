import * as v from 'valibot';
import { kept } from './stored-item';

/** Whether the panel beside the page is opened where values have to be fetched from another page. */
export const keptSide = kept('local', 'side', v.object({ isWanted: v.boolean() }));

/** Whether the person wants notices. The browser's own permission is asked for when they say so. */
export const keptWish = kept('local', 'notices', v.object({ isWanted: v.boolean() }));
