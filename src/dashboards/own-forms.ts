import { ownForm as auth0 } from './auth0/own-form/own-form';
import type { OwnForm } from './guided';

/** Tools whose connection is made in their own pages, by their ids, which are those of their dashboards with an API. */
const ownForms: Readonly<Record<string, OwnForm>> = { auth0 };

/** How a tool's connection is made in its own pages; undefined where that is not known. */
export const ownFormOf = (tool: string): OwnForm | undefined => ownForms[tool];
