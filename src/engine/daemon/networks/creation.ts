import { part } from '../../kernel';

/** What makes networks; loaded when somebody wants one. */
export const networkCreation = part<typeof import('./create')>('daemon/networks/create');
