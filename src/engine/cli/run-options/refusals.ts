import { refused } from '../context';

/** The flags of docker run and docker create that are refused. */
export const refusedAtCreate = {
  'use-api-socket': refused("the real one lends the daemon's socket to the container."),
} as const;
