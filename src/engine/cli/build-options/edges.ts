// What buildx's own flags do not do here.
import { simplified, withoutEffect } from '../context';

/** `--debug`, which all of buildx's commands take. */
export const noDebugging = { debug: simplified('There are no debugging messages.') } as const;

/** `--timeout` of those that ask a builder how it is. */
export const noTimeout = { timeout: withoutEffect('The builder answers at once.') } as const;
