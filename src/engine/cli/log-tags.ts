import { part } from '../kernel';

/** What reads the tags of logs, which are templates; loaded for the first container that has one. */
export const logTags = part<typeof import('./formats/log-tag')>('cli/formats/log-tag');
