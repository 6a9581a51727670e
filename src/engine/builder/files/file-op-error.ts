/**
 * A COPY, ADD or WORKDIR that cannot be done. `message` is BuildKit's. `not-found` comes of looking for the
 * sources, when the cache key is made; `operation` of writing them.
 */
export class FileOpError extends Error {
  override readonly name = 'FileOpError';

  constructor(
    readonly code: 'not-found' | 'pattern' | 'operation',
    message: string,
  ) {
    super(message);
  }
}
