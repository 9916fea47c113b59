import * as v from 'valibot';
import { kept } from './stored-item';

/** The journey whose end the person has seen in the popup: the mark on the toolbar's button has done its work. */
export const keptSeen = kept('session', 'seen', v.object({ journeyId: v.string() }));
