/** A format that cannot be read or run. `message` is Docker's. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}
