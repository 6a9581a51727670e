/** What the server refuses, in PostgreSQL's words; `at` is where in the statement, from 0. */
export class SqlError extends Error {
  constructor(
    message: string,
    readonly at?: number,
    readonly detail?: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
