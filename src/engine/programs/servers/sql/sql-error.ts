/** What the server refuses, in PostgreSQL's words; `at` is where in the statement, from 0. */
export class SqlError extends Error {
  constructor(
    message: string,
    readonly at?: number,
    readonly detail?: string,
    readonly hint?: string,
    readonly context?: string,
  ) {
    super(message);
  }
}

/** What a real server does and this one does not. */
export function notModelled(what: string): SqlError {
  return new SqlError(`${what} is not modelled on this simulated server`);
}

/** The same error at a place, where it has none. */
export function placed(error: unknown, at: number | undefined): unknown {
  if (!(error instanceof SqlError) || error.at !== undefined || at === undefined) return error;
  return new SqlError(error.message, at, error.detail, error.hint, error.context);
}
