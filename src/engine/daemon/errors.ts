/** Which HTTP status the Engine API answers with, by moby's names (errdefs). */
export type DaemonErrorKind =
  | 'notFound'
  | 'conflict'
  | 'invalid'
  | 'forbidden'
  | 'notModified'
  | 'notImplemented'
  | 'unavailable'
  | 'unauthorized'
  | 'system';

/**
 * A request that the daemon refuses. `message` is what the Engine API answers; the command line puts
 * `Error response from daemon: ` in front of it.
 */
export class DaemonError extends Error {
  override readonly name: string = 'DaemonError';

  constructor(
    readonly kind: DaemonErrorKind,
    message: string,
  ) {
    super(message);
  }

  asDaemonResponse(): string {
    return `Error response from daemon: ${this.message}`;
  }
}

export function notFound(message: string): DaemonError {
  return new DaemonError('notFound', message);
}

export function conflict(message: string): DaemonError {
  return new DaemonError('conflict', message);
}

export function invalid(message: string): DaemonError {
  return new DaemonError('invalid', message);
}

export function forbidden(message: string): DaemonError {
  return new DaemonError('forbidden', message);
}

export function system(message: string): DaemonError {
  return new DaemonError('system', message);
}

/** A command that the OCI runtime could not start: 126 and 127 are what a shell would say of it. */
export class StartError extends DaemonError {
  override readonly name = 'StartError';

  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(exitCode === 126 || exitCode === 127 ? 'invalid' : 'system', message);
  }
}
