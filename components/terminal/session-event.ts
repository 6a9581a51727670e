import type { Session } from './engine-client';

/** Sent by an example when its session opens (`detail`) or ends (none), for what shows the same machine. */
export const SESSION_EVENT = 'drydock-session';

export type SessionEvent = CustomEvent<Session | undefined>;

declare global {
  interface DocumentEventMap {
    'drydock-session': SessionEvent;
  }
}
