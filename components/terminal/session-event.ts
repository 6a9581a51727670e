import type { Session } from './engine-client';

/** Sent by an example when its session opens (`detail`) or ends (null: an event's detail is never undefined), for what shows the same machine. */
export const SESSION_EVENT = 'drydock-session';

export type SessionEvent = CustomEvent<Session | null>;

/** Sent to an example when a reader has changed a file of its machine; an open session gets it written. */
export const FILE_EVENT = 'drydock-file';

export type FileEvent = CustomEvent<{
  readonly path: string;
  readonly content: string;
  readonly mode: number;
}>;

declare global {
  interface DocumentEventMap {
    'drydock-session': SessionEvent;
  }
  interface HTMLElementEventMap {
    'drydock-file': FileEvent;
  }
}
