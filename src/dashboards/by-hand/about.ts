import type { HandAbout } from '../about';
import { tools } from './tools';

/** Any tool that is set up by hand, or by a file of settings. */
export const about: HandAbout = { kind: 'hand', tools };
